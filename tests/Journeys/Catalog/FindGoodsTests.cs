using System.Text.Json.Nodes;
using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Catalog;

public sealed class FindGoodsTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Goods_are_found_by_name_search_words_brand_and_initials(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var apple = await front.Owner.Sell(3990, 5, "云南苹果");
        await front.Owner.Sell(5990, 5, "赣南脐橙");
        var brand = (
            await front.Owner.Post(
                "/brands",
                new
                {
                    name = "榕记",
                    logoUrl = "",
                    sort = 1,
                }
            )
        ).Ok().Id;
        await Edit(front, apple, opened => (opened["keywords"], opened["brandId"]) = ("冰糖心", brand));

        foreach (var words in (string[])["苹果", "冰糖心", "榕记", "ynpg", "YNPG"])
        {
            (await Found(front, $"q={Uri.EscapeDataString(words)}")).ShouldBe(["云南苹果"], words);
        }

        var suggested = (await front.Visitor().Get("/product-suggestions?q=gnqc")).Ok().Items;
        ((string?)suggested.Single()).ShouldBe("赣南脐橙");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Goods_are_narrowed_by_brand_tag_price_stock_and_group(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var apple = await front.Owner.Sell(3990, 5, "云南苹果");
        var orange = await front.Owner.Sell(5990, 1, "赣南脐橙");
        await Edit(front, apple, opened => opened["tags"] = new JsonArray("新品"));
        await (await front.Member("alice")).Place(orange.SkuId);
        var tagged = (await front.Owner.Post("/goods-groups", Group("新品专区", "新品"))).Ok();
        var chosen = (await front.Owner.Post("/goods-groups", Group("精选", "", orange.ProductId))).Ok();

        (await Found(front, "tag=" + Uri.EscapeDataString("新品"))).ShouldBe(["云南苹果"]);
        (await Found(front, "tag=" + Uri.EscapeDataString("新"))).ShouldBeEmpty();
        (await Found(front, "minFen=5000")).ShouldBe(["赣南脐橙"]);
        (await Found(front, "maxFen=5000")).ShouldBe(["云南苹果"]);
        (await Found(front, "inStock=true")).ShouldBe(["云南苹果"]);
        (await Found(front, "group=" + tagged.Id)).ShouldBe(["云南苹果"]);
        (await Found(front, "group=" + chosen.Id)).ShouldBe(["赣南脐橙"]);
        (await Found(front, "group=1")).ShouldBeEmpty();
        ((string?)(await front.Visitor().Get("/product-filters")).Ok()["tags"].AsArray().Single()).ShouldBe("新品");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_the_same_members_bought_is_shown_beside_goods_from_the_next_night_on(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var apple = await front.Owner.Sell(3990, 50, "云南苹果");
        var peeler = await front.Owner.Sell(1990, 50, "削皮刀");
        await front.Owner.Sell(2990, 50, "水果叉");
        foreach (var persona in (string[])["alice", "bob"])
        {
            var buyer = await front.Member(persona);
            await buyer.Buy(apple.SkuId);
            await buyer.Buy(peeler.SkuId);
        }

        await front.Advance(TimeSpan.FromDays(1));
        await front.Eventually(async () => await Companions(front, apple) is ["削皮刀", ..], "what was bought together is known");

        (await Companions(front, apple)).ShouldBe(["削皮刀", "水果叉"]);
    }

    private static async Task<IReadOnlyList<string>> Companions(Shopfront front, Goods goods) =>
        [.. (await front.Visitor().Get($"/products/{goods.ProductId}/companions")).Ok().Items.Select(card => (string)card!["name"]!)];

    private static object Group(string name, string tag, params string[] productIds) =>
        new
        {
            name,
            sort = 1,
            tag,
            productIds,
        };

    private static async Task Edit(Shopfront front, Goods goods, Action<JsonNode> edit)
    {
        var opened = await ProductEditTests.Opened(front, goods);
        edit(opened);
        (await front.Owner.Put($"/products/{goods.ProductId}", opened)).Ok();
    }

    private static async Task<IReadOnlyList<string>> Found(Shopfront front, string query) =>
        [.. (await front.Visitor().Get("/products?" + query)).Ok().Items.Select(card => (string)card!["name"]!)];
}
