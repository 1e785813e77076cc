namespace Banyan.Host.Demo.Pictures;

/// <summary>Three pictures of one thing: alone, in a room, and close up with its selling points.</summary>
internal static class GoodsPictures
{
    private const string Cream = "#fff9ea";

    public static string Cover(string slug, int arrangement, Palette palette)
    {
        var thing = Fragment.Of("goods/" + slug);
        var x = 400 + (thing.GroundX - 400) * 116 / 100;
        return new Drawing(800, 800)
            .Background(palette.Light, palette.Deep)
            .Add(Stage.Panel("cover", palette))
            .Add(Stage.Ornament(arrangement, palette))
            .Stand(thing, x, Math.Min(thing.GroundY + 56, 730), 116)
            .Close();
    }

    public static string Scene(string slug, string companion, int arrangement, Palette palette)
    {
        var left = arrangement % 2 == 0;
        return new Drawing(800, 800)
            .Background(palette.Halo, palette.Deep)
            .Add(Stage.Room(arrangement, palette))
            .Add(Stage.Table(arrangement))
            .Stand(Fragment.Of("goods/" + companion), left ? 616 : 184, 574, 42)
            .Stand(Fragment.Of("goods/" + slug), left ? 336 : 464, 676, 76)
            .Add(Stage.Panel("rays", palette))
            .Close();
    }

    public static string Detail(string slug, Palette palette, string slogan, IReadOnlyList<(string Label, string Value)> points)
    {
        var thing = Fragment.Of("goods/" + slug);
        var (left, top) = (400 - thing.FocusX * 135 / 100, 272 - thing.FocusY * 135 / 100);
        var drawing = new Drawing(800, 800)
            .Add(Stage.Panel("detail", palette))
            .Add("<g clip-path=\"url(#frame)\">")
            .Add($"<g transform=\"translate({left} {top}) scale(1.35)\">{thing.Markup}</g></g>")
            .Text(400, 596, 52, slogan, $"text-anchor=\"middle\" font-weight=\"700\" fill=\"{Cream}\" letter-spacing=\"4\"");
        for (var i = 0; i < points.Count; i++)
        {
            var x = 800 * (2 * i + 1) / (2 * points.Count);
            var style = $"text-anchor=\"middle\" font-family=\"{Drawing.Sans}\" fill=";
            drawing
                .Text(x, 682, 24, points[i].Label, $"{style}\"{palette.Deep}\" opacity=\".85\"")
                .Text(x, 726, SizeFor(points[i].Value), points[i].Value, $"{style}\"{Cream}\"");
        }

        return drawing.Close();
    }

    // Three columns share 800 units, so a long value is written smaller; a Chinese character is as wide as two letters.
    private static int SizeFor(string value) =>
        value.Sum(letter => letter < 256 ? 1 : 2) switch
        {
            <= 14 => 30,
            <= 17 => 26,
            _ => 22,
        };
}
