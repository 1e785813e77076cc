namespace Banyan.Host.Demo.Pictures;

/// <summary>Light, shadow and small ornaments that all drawings share, by id.</summary>
internal static class SharedDefinitions
{
    private static readonly (string Id, string Markup)[] All =
    [
        (
            "leaf",
            "<g id=\"leaf\"><path d=\"M0 0C20-32 62-32 82 0 62 32 20 32 0 0z\"/><path fill=\"none\" stroke=\"#fff\" stroke-opacity=\".4\" "
                + "stroke-width=\"3\" d=\"M2 0h70\"/></g>"
        ),
        (
            "sprig",
            "<g id=\"sprig\"><path fill=\"none\" stroke=\"#6b5a3c\" stroke-width=\"5\" d=\"M0 0Q90-24 190-14\"/>"
                + "<use href=\"#leaf\" transform=\"translate(40-10) rotate(-52) scale(.7)\"/><use href=\"#leaf\" transform=\"translate(60-14) rotate(34) scale(.7)\"/>"
                + "<use href=\"#leaf\" transform=\"translate(100-20) rotate(-48) scale(.72)\"/><use href=\"#leaf\" transform=\"translate(122-20) rotate(36) scale(.66)\"/>"
                + "<use href=\"#leaf\" transform=\"translate(160-18) rotate(-36) scale(.6)\"/><use href=\"#leaf\" transform=\"translate(186-14) rotate(4) scale(.62)\"/></g>"
        ),
        (
            "flower",
            "<g id=\"flower\"><ellipse cy=\"-24\" rx=\"16\" ry=\"22\"/><ellipse cy=\"-24\" rx=\"16\" ry=\"22\" transform=\"rotate(72)\"/>"
                + "<ellipse cy=\"-24\" rx=\"16\" ry=\"22\" transform=\"rotate(144)\"/><ellipse cy=\"-24\" rx=\"16\" ry=\"22\" transform=\"rotate(216)\"/>"
                + "<ellipse cy=\"-24\" rx=\"16\" ry=\"22\" transform=\"rotate(288)\"/><circle r=\"9\" fill=\"#e9b949\"/></g>"
        ),
        (
            "bean",
            "<g id=\"bean\"><ellipse rx=\"30\" ry=\"20\" fill=\"#5a371f\"/><ellipse rx=\"30\" ry=\"20\" fill=\"url(#ball)\"/>"
                + "<path fill=\"none\" stroke=\"#2c190d\" stroke-width=\"4\" d=\"M-28-2Q-8-10 0 0T28 2\"/></g>"
        ),
        ("cyl", Linear("cyl", "x2=\"1\"", "0 fff .1;.2 fff .36;.46 fff 0;.54 000 0;1 000 .3")),
        ("side", Linear("side", "x2=\"1\"", "0 fff .2;.5 fff 0;.55 000 0;1 000 .14")),
        ("top", Linear("top", "x2=\".25\" y2=\"1\"", "0 fff .3;.45 fff 0;.55 000 0;1 000 .2")),
        ("diag", Linear("diag", "x2=\"1\" y2=\"1\"", "0 fff .34;.5 fff 0;.55 000 0;1 000 .16")),
        ("glass", Linear("glass", "x2=\"1\"", "0 fff .2;.1 fff .6;.2 fff .08;.7 fff 0;.9 fff .36;1 fff .1")),
        ("ball", Radial("ball", "cx=\".36\" cy=\".28\" r=\".82\"", "0 fff .42;.42 fff 0;.5 000 0;1 000 .32")),
        ("lit", Radial("lit", "", "0 fff .9;.6 fff .2;1 e8a83c .35")),
        ("glow", Radial("glow", "", "0 ffe9a8 .9;.5 ffdf95 .35;1 ffdf95 0")),
        ("bubble", Radial("bubble", "cx=\".35\" cy=\".3\" r=\".8\"", "0 fff .95;.3 fff .25;.8 cfe6ee .45;1 fff .9")),
        ("shadow", Radial("shadow", "", "0 3a2a1c .38;.6 3a2a1c .18;1 3a2a1c 0")),
    ];

    public static string UsedBy(string markup)
    {
        var used = "";
        foreach (var (id, definition) in All)
        {
            var pattern = "#" + id;
            if (Refers(markup, pattern) || Refers(used, pattern))
            {
                used += definition;
            }
            else if (id == "leaf" && Refers(markup, "#sprig"))
            {
                used += definition;
            }
        }

        return used;
    }

    private static bool Refers(string markup, string pattern) =>
        markup.Contains(pattern + "\"", StringComparison.Ordinal) || markup.Contains($"url({pattern})", StringComparison.Ordinal);

    private static string Linear(string id, string direction, string stops) =>
        $"<linearGradient id=\"{id}\" {direction}>{Stops(stops)}</linearGradient>";

    private static string Radial(string id, string place, string stops) =>
        $"<radialGradient id=\"{id}\" {place}>{Stops(stops)}</radialGradient>";

    private static string Stops(string stops) =>
        string.Concat(
            stops
                .Split(';')
                .Select(stop => stop.Split(' '))
                .Select(part => $"<stop offset=\"{part[0]}\" stop-color=\"#{part[1]}\" stop-opacity=\"{part[2]}\"/>")
        );
}
