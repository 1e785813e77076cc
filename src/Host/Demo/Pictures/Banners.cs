namespace Banyan.Host.Demo.Pictures;

/// <summary>Wide pictures with a headline: three for the home page and one for each campaign.</summary>
internal static class Banners
{
    private const string Cream = "#fff9ea";
    private static readonly (int X, int Y, int Percent)[] Places = [(668, 264, 26), (438, 268, 26), (552, 292, 34)];

    /// <summary>A 750 × 320 banner: words on the left, two or three things on the right.</summary>
    public static string Banner(BannerContent content, Palette palette)
    {
        var drawing = new Drawing(750, 320).Background(palette.Light, palette.Deep).Add(Stage.Panel("banner", palette));
        for (var i = 0; i < content.Goods.Count; i++)
        {
            var (x, y, percent) = Places[i];
            drawing.Stand(Fragment.Of("goods/" + content.Goods[i]), x, y, percent);
        }

        var width = content.Button.Length * 24 + 48;
        return drawing
            .Text(44, 112, 46, content.Title, $"font-weight=\"700\" fill=\"{palette.Ink}\" letter-spacing=\"2\"")
            .Text(46, 160, 23, content.Subtitle, $"fill=\"{palette.Ink}\" opacity=\".8\" font-family=\"{Drawing.Sans}\"")
            .Add($"<rect x=\"44\" y=\"194\" width=\"{width}\" height=\"48\" rx=\"24\" fill=\"{palette.Ink}\"/>")
            .Text(44 + width / 2, 226, 23, content.Button, $"text-anchor=\"middle\" fill=\"{Cream}\" font-family=\"{Drawing.Sans}\"")
            .Close();
    }

    /// <summary>A 750 × 420 campaign cover: the thing in the middle, a seal with the team size, the promise below.</summary>
    public static string CampaignCover(CampaignContent campaign, Palette palette) =>
        new Drawing(750, 420)
            .Background(palette.Light, palette.Deep)
            .Add(Stage.Panel("campaign", palette))
            .Stand(Fragment.Of("goods/" + campaign.Slug), 375, 344, 52)
            .Add(Stage.Panel("ribbon", palette))
            .Text(
                0,
                14,
                38,
                campaign.Seal,
                "text-anchor=\"middle\" font-weight=\"700\" fill=\"#fff3d6\" transform=\"translate(590 96) rotate(10)\""
            )
            .Text(375, 388, 27, campaign.Promise, $"text-anchor=\"middle\" fill=\"{Cream}\" letter-spacing=\"2\"")
            .Close();
}
