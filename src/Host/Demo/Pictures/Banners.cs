namespace Banyan.Host.Demo.Pictures;

/// <summary>Wide pictures with a headline: three for the home page and one for each campaign.</summary>
internal static class Banners
{
    /// <summary>A 750 × 320 banner: words on the left, two or three things on the right.</summary>
    public static string Banner(BannerText text, Palette palette)
    {
        var drawing = new Drawing(750, 320)
            .Background(palette.Light, palette.Deep)
            .Add($"<circle cx=\"560\" cy=\"170\" r=\"190\" fill=\"{palette.Halo}\" opacity=\".6\"/>")
            .Add($"<path fill=\"{palette.Floor}\" opacity=\".55\" d=\"M0 268q190-50 380-14t370-20v86H0z\"/>")
            .Add($"<g fill=\"{palette.Accent}\" opacity=\".8\"><use href=\"#sprig\" transform=\"translate(770 24) rotate(160) scale(1)\"/>")
            .Add("<use href=\"#sprig\" transform=\"translate(-16 300) rotate(-24) scale(.7)\" opacity=\".5\"/></g>");
        (int X, int Y, int Percent)[] places = [(668, 264, 26), (438, 268, 26), (552, 292, 34)];
        for (var i = 0; i < text.Goods.Count; i++)
        {
            drawing.Stand(Fragment.Of("goods/" + text.Goods[i]), places[i].X, places[i].Y, places[i].Percent);
        }

        var width = text.Button.Length * 24 + 48;
        return drawing
            .Text(44, 112, 46, text.Title, $"font-weight=\"700\" fill=\"{palette.Ink}\" letter-spacing=\"2\"")
            .Text(46, 160, 23, text.Subtitle, $"fill=\"{palette.Ink}\" opacity=\".8\" font-family=\"{Drawing.Sans}\"")
            .Add($"<rect x=\"44\" y=\"194\" width=\"{width}\" height=\"48\" rx=\"24\" fill=\"{palette.Ink}\"/>")
            .Text(44 + width / 2, 226, 23, text.Button, $"text-anchor=\"middle\" fill=\"#fff9ea\" font-family=\"{Drawing.Sans}\"")
            .Close();
    }

    /// <summary>A 750 × 420 campaign cover: the thing in the middle, a seal with the team size, the promise below.</summary>
    public static string CampaignCover(string slug, string seal, string promise, Palette palette)
    {
        var rays = string.Concat(
            Enumerable.Range(0, 12).Select(i => $"<path d=\"M375 210L330-160h90z\" transform=\"rotate({i * 30} 375 210)\"/>")
        );
        return new Drawing(750, 420)
            .Background(palette.Light, palette.Deep)
            .Add($"<g fill=\"{palette.Halo}\" opacity=\".38\">{rays}</g>")
            .Add($"<circle cx=\"375\" cy=\"196\" r=\"168\" fill=\"{palette.Halo}\" opacity=\".8\"/>")
            .Stand(Fragment.Of("goods/" + slug), 375, 344, 52)
            .Add(
                $"<g transform=\"translate(590 96) rotate(10)\"><circle r=\"62\" fill=\"#c8452f\"/><circle r=\"53\" fill=\"none\" stroke=\"#fff3d6\" stroke-width=\"2\" stroke-dasharray=\"5 5\"/>"
            )
            .Text(0, 14, 38, seal, "text-anchor=\"middle\" font-weight=\"700\" fill=\"#fff3d6\"")
            .Add("</g>")
            .Add($"<path fill=\"{palette.Ink}\" d=\"M165 352h420l-20 26 20 26H165l20-26z\"/>")
            .Text(375, 388, 27, promise, "text-anchor=\"middle\" fill=\"#fff9ea\" letter-spacing=\"2\"")
            .Close();
    }
}

/// <summary>What a banner says and which drawings stand beside the words.</summary>
internal sealed record BannerText(string Title, string Subtitle, string Button, IReadOnlyList<string> Goods);
