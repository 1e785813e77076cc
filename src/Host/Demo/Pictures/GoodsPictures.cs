namespace Banyan.Host.Demo.Pictures;

/// <summary>Three pictures of one thing: alone, in a room, and close up with its selling points.</summary>
internal static class GoodsPictures
{
    public static string Cover(string slug, int arrangement, Palette palette)
    {
        var thing = Fragment.Of("goods/" + slug);
        var drawing = new Drawing(800, 800).Background(palette.Light, palette.Deep);
        drawing.Add($"<circle cx=\"400\" cy=\"390\" r=\"316\" fill=\"{palette.Halo}\" opacity=\".6\"/>");
        drawing.Add($"<path fill=\"{palette.Floor}\" opacity=\".5\" d=\"M0 612q400-70 800 0v188H0z\"/>");
        Ornaments.Draw(drawing, arrangement, palette);
        return drawing.Stand(thing, 400 + (thing.GroundX - 400) * 116 / 100, Math.Min(thing.GroundY + 56, 730), 116).Close();
    }

    public static string Scene(string slug, string companion, int arrangement, Palette palette)
    {
        var (thing, other) = (Fragment.Of("goods/" + slug), Fragment.Of("goods/" + companion));
        var drawing = new Drawing(800, 800);
        Rooms.Draw(drawing, arrangement, palette);
        var left = arrangement % 2 == 0;
        return drawing
            .Stand(other, left ? 616 : 184, 574, 42)
            .Stand(thing, left ? 336 : 464, 676, 76)
            .Add("<g fill=\"#fff\" opacity=\".13\"><path d=\"M120 0h150L660 800H420zM330 0h60l390 800h-90z\"/></g>")
            .Close();
    }

    public static string Detail(string slug, Palette palette, string slogan, IReadOnlyList<(string Label, string Value)> points)
    {
        var thing = Fragment.Of("goods/" + slug);
        var drawing = new Drawing(800, 800)
            .Add($"<rect width=\"800\" height=\"800\" fill=\"{palette.Ink}\"/>")
            .Define("<clipPath id=\"frame\"><rect x=\"36\" y=\"36\" width=\"728\" height=\"472\" rx=\"28\"/></clipPath>")
            .Define(
                $"<linearGradient id=\"bg\" y2=\"1\"><stop stop-color=\"{palette.Halo}\"/><stop offset=\"1\" stop-color=\"{palette.Deep}\"/></linearGradient>"
            )
            .Add("<g clip-path=\"url(#frame)\"><rect width=\"800\" height=\"520\" fill=\"url(#bg)\"/>")
            .Add(
                $"<g opacity=\".25\" fill=\"{palette.Accent}\"><use href=\"#sprig\" transform=\"translate(20 80) rotate(20) scale(1.6)\"/></g>"
            )
            .Add(
                $"<g transform=\"translate({400 - thing.FocusX * 135 / 100} {272 - thing.FocusY * 135 / 100}) scale(1.35)\">{thing.Markup}</g></g>"
            )
            .Text(400, 596, 52, slogan, "text-anchor=\"middle\" font-weight=\"700\" fill=\"#fff9ea\" letter-spacing=\"4\"")
            .Add($"<path stroke=\"{palette.Halo}\" stroke-width=\"3\" opacity=\".5\" d=\"M340 626h120\"/>");
        for (var i = 0; i < points.Count; i++)
        {
            var x = 800 * (2 * i + 1) / (2 * points.Count);
            drawing
                .Text(
                    x,
                    682,
                    24,
                    points[i].Label,
                    $"text-anchor=\"middle\" fill=\"{palette.Deep}\" opacity=\".85\" font-family=\"{Drawing.Sans}\""
                )
                .Text(
                    x,
                    726,
                    SizeFor(points[i].Value),
                    points[i].Value,
                    $"text-anchor=\"middle\" fill=\"#fff9ea\" font-family=\"{Drawing.Sans}\""
                );
        }

        return drawing.Close();
    }

    // Three columns share 800 units, so a long value is written smaller.
    private static int SizeFor(string value) =>
        value.Length switch
        {
            <= 6 => 30,
            <= 9 => 26,
            _ => 21,
        };
}
