namespace Banyan.Host.Demo.Pictures;

/// <summary>Four places in which a thing can be seen in use.</summary>
internal static class Rooms
{
    public static void Draw(Drawing drawing, int arrangement, Palette palette)
    {
        drawing.Background(palette.Halo, palette.Deep);
        switch (arrangement % 4)
        {
            case 0:
                Window(drawing, palette);
                break;
            case 1:
                Hills(drawing, palette);
                break;
            case 2:
                Shelf(drawing, palette);
                break;
            default:
                Blinds(drawing, palette);
                break;
        }

        Table(drawing, arrangement);
    }

    private static void Window(Drawing drawing, Palette palette) =>
        drawing
            .Add($"<g><rect x=\"420\" y=\"50\" width=\"310\" height=\"400\" rx=\"10\" fill=\"{palette.Light}\"/>")
            .Add("<rect x=\"436\" y=\"66\" width=\"278\" height=\"368\" fill=\"#d7ebf0\"/>")
            .Add($"<path fill=\"{palette.Accent}\" opacity=\".5\" d=\"M436 360q70-90 140-30t138-40v144H436z\"/>")
            .Add(
                "<circle cx=\"650\" cy=\"140\" r=\"36\" fill=\"#fff6d8\"/><path stroke=\"#fbf7ee\" stroke-width=\"14\" d=\"M575 60v380M430 240h290\"/></g>"
            )
            .Add("<rect x=\"400\" y=\"446\" width=\"350\" height=\"20\" rx=\"4\" fill=\"#fbf7ee\"/>")
            .Add($"<g transform=\"translate(90 470)\"><path fill=\"{palette.Floor}\" d=\"M20 40h90l-12 120H32z\"/>")
            .Add($"<g fill=\"{palette.Accent}\"><use href=\"#sprig\" transform=\"translate(60 44) rotate(-72) scale(1.3)\"/>")
            .Add(
                "<use href=\"#sprig\" transform=\"translate(66 44) rotate(-110)\"/><use href=\"#sprig\" transform=\"translate(70 44) rotate(-40) scale(.9)\"/></g></g>"
            );

    private static void Hills(Drawing drawing, Palette palette) =>
        drawing
            .Add("<circle cx=\"200\" cy=\"170\" r=\"80\" fill=\"#fff8e2\" opacity=\".9\"/>")
            .Add($"<path fill=\"{palette.Floor}\" opacity=\".6\" d=\"M0 400q130-150 260-60t220-90 320 60v300H0z\"/>")
            .Add($"<path fill=\"{palette.Accent}\" opacity=\".35\" d=\"M0 470q160-110 330-30t300-60 170-10v240H0z\"/>")
            .Add(
                $"<g fill=\"{palette.Accent}\" opacity=\".85\"><use href=\"#sprig\" transform=\"translate(830 40) rotate(156) scale(1.7)\"/>"
            )
            .Add("<use href=\"#sprig\" transform=\"translate(820 150) rotate(170) scale(1.2)\"/></g>")
            .Add(
                "<g fill=\"#fff\" opacity=\".7\"><rect x=\"420\" y=\"150\" width=\"190\" height=\"16\" rx=\"8\"/><rect x=\"360\" y=\"182\" width=\"150\" height=\"12\" rx=\"6\"/></g>"
            );

    private static void Shelf(Drawing drawing, Palette palette) =>
        drawing
            .Add(
                "<g fill=\"#a9774a\"><rect x=\"60\" y=\"270\" width=\"330\" height=\"20\" rx=\"5\"/><path d=\"M100 290h14v44h-14zM336 290h14v44h-14z\"/></g>"
            )
            .Add($"<g><rect x=\"90\" y=\"160\" width=\"30\" height=\"110\" rx=\"3\" fill=\"{palette.Accent}\"/>")
            .Add($"<rect x=\"124\" y=\"140\" width=\"36\" height=\"130\" rx=\"3\" fill=\"{palette.Ink}\" opacity=\".75\"/>")
            .Add($"<rect x=\"164\" y=\"170\" width=\"26\" height=\"100\" rx=\"3\" fill=\"{palette.Floor}\"/>")
            .Add($"<path fill=\"{palette.Halo}\" d=\"M260 200h80l-10 70h-60z\"/><g fill=\"{palette.Accent}\">")
            .Add(
                "<use href=\"#leaf\" transform=\"translate(300 206) rotate(-60)\"/><use href=\"#leaf\" transform=\"translate(300 206) rotate(-110) scale(1.1)\"/>"
            )
            .Add(
                "<use href=\"#leaf\" transform=\"translate(300 208) rotate(-20) scale(.8)\"/><use href=\"#leaf\" transform=\"translate(300 208) rotate(-160) scale(.8)\"/></g></g>"
            )
            .Add($"<g><circle cx=\"600\" cy=\"210\" r=\"110\" fill=\"{palette.Light}\" stroke=\"#a9774a\" stroke-width=\"12\"/>")
            .Add($"<path fill=\"{palette.Accent}\" opacity=\".5\" d=\"M498 236q50-70 100-20t106-20q-10 110-104 112-86-4-102-72z\"/></g>");

    private static void Blinds(Drawing drawing, Palette palette)
    {
        for (var y = 30; y < 470; y += 34)
        {
            drawing.Add($"<rect x=\"0\" y=\"{y}\" width=\"800\" height=\"16\" fill=\"{palette.Floor}\" opacity=\".42\"/>");
        }

        drawing
            .Add("<g stroke=\"#a9774a\" stroke-width=\"5\" opacity=\".6\"><path d=\"M150 0v480M650 0v480\"/></g>")
            .Add(
                $"<g fill=\"{palette.Accent}\" opacity=\".9\"><use href=\"#sprig\" transform=\"translate(-20 30) rotate(34) scale(1.6)\"/>"
            )
            .Add("<use href=\"#sprig\" transform=\"translate(-30 150) rotate(14) scale(1.1)\"/></g>");
    }

    private static void Table(Drawing drawing, int arrangement)
    {
        var (top, edge) = (arrangement % 3) switch
        {
            0 => ("#c99a66", "#a9774a"),
            1 => ("#efe7d9", "#d6c9b2"),
            _ => ("#9c6d46", "#7b5132"),
        };
        drawing
            .Define(
                $"<linearGradient id=\"wood\" y2=\"1\"><stop stop-color=\"{edge}\"/><stop offset=\".35\" stop-color=\"{top}\"/></linearGradient>"
            )
            .Add("<rect y=\"530\" width=\"800\" height=\"270\" fill=\"url(#wood)\"/>")
            .Add(
                $"<g fill=\"none\" stroke=\"{edge}\" stroke-width=\"3\" opacity=\".55\"><path d=\"M0 586q200 12 420 0t380 6M0 650q260-14 480 2t320-4M0 730q220 16 430 0t370 6\"/></g>"
            );
    }
}
