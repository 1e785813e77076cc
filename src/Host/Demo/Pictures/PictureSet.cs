using System.Globalization;

namespace Banyan.Host.Demo.Pictures;

/// <summary>Every picture of the demo by file name; drawing all of them takes well under a second.</summary>
internal static class PictureSet
{
    public static IEnumerable<(string Name, string Svg)> All(IReadOnlyList<string> nicknames)
    {
        foreach (var picture in Goods(DemoContent.MainCatalog, "goods").Concat(Goods(DemoContent.SecondCatalog, "dukou")))
        {
            yield return picture;
        }

        foreach (var icon in DemoContent.MainCatalog.Select(category => category.Icon))
        {
            yield return ($"icon-{icon}.svg", Content.Text($"pictures/icons/{icon}.svg"));
        }

        foreach (var name in new[] { "logo", "logo-dukou", "favicon", "avatar" })
        {
            yield return ($"{name}.svg", Content.Text($"pictures/brand/{name}.svg"));
        }

        foreach (var picture in Wide(DemoContent.Shops))
        {
            yield return picture;
        }

        for (var i = 0; i < nicknames.Count; i++)
        {
            yield return (Avatar(i), DrawAvatar(i, nicknames[i]));
        }
    }

    public static string Picture(string folder, string slug, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder}-{slug}-{number}.svg");

    public static string Avatar(int member) => string.Create(CultureInfo.InvariantCulture, $"avatar-{member:000}.svg");

    public static string Banner(string shop, int number) => string.Create(CultureInfo.InvariantCulture, $"banner-{shop}-{number}.svg");

    private static IEnumerable<(string, string)> Goods(IReadOnlyList<CategoryContent> catalog, string folder)
    {
        var number = 0;
        foreach (var category in catalog)
        {
            for (var i = 0; i < category.Goods.Count; i++)
            {
                var goods = category.Goods[i];
                var companion = category.Goods[(i + 1) % category.Goods.Count].Slug;
                var palette = Palette.Numbered(goods.Palette ?? number);
                yield return (Picture(folder, goods.Slug, 1), GoodsPictures.Cover(goods.Slug, number, palette));
                yield return (Picture(folder, goods.Slug, 2), GoodsPictures.Scene(goods.Slug, companion, number, palette));
                var points = goods.Facts.Take(3).Select(fact => (fact[0], fact[1])).ToList();
                yield return (Picture(folder, goods.Slug, 3), GoodsPictures.Detail(goods.Slug, palette, goods.Slogan, points));
                number++;
            }
        }
    }

    private static IEnumerable<(string, string)> Wide(ShopsContent shops)
    {
        foreach (var shop in new[] { shops.Main, shops.Second })
        {
            for (var i = 0; i < shop.Banners.Count; i++)
            {
                var picture = Banners.Banner(shop.Banners[i], Palette.Numbered(shop.Banners[i].Palette));
                yield return (Banner(shop.Slug, i + 1), picture);
            }
        }

        foreach (var campaign in shops.Campaigns)
        {
            var cover = Banners.CampaignCover(campaign, Palette.Numbered(campaign.Palette));
            yield return ($"campaign-{campaign.Key}.svg", cover);
        }
    }

    // A persona shows what people.json asks for; everybody else gets whatever the dice say.
    private static string DrawAvatar(int member, string nickname)
    {
        var personas = DemoContent.People.Personas;
        return member < personas.Count ? Avatars.OfKind(personas[member].Avatar, member) : Avatars.Numbered(member, nickname);
    }
}
