using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Catalog;

public sealed class BatchEditTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ten_per_cent_less_is_shown_before_it_is_done_and_done_once(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var apple = await front.Owner.Sell(9995, 5, "苹果");
        var orange = await front.Owner.Sell(1, 5, "橙子");
        var body = new { productIds = new[] { apple.ProductId, orange.ProductId }, change = Price("percent", -900_000) };

        var shown = (await front.Owner.Post("/products/batch/preview", body)).Ok().Items;
        ((long?)shown[0]!["afterFen"], (string?)shown[0]!["problem"]).ShouldBe((999, null));
        ((string?)shown[1]!["problem"])!.ShouldContain("0.01");
        (await PriceOf(front, apple)).ShouldBe(9995);

        (await front.Owner.Post("/products/batch", body, "one-intention")).Ok();
        (await front.Owner.Post("/products/batch", body, "one-intention")).Ok();
        (await PriceOf(front, apple), await PriceOf(front, orange)).ShouldBe((999, 1));
    }

    [Fact]
    public async Task Category_tags_shelf_and_order_change_together_and_what_is_gone_is_told()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var apple = await front.Owner.Sell(9900, 5, "苹果");
        var tea = (
            await front.Owner.Post(
                "/categories",
                new
                {
                    name = "茶叶",
                    iconUrl = "",
                    sort = 2,
                }
            )
        ).Ok().Id;
        var change = new
        {
            categoryId = tea,
            addTags = new[] { "新品" },
            onShelf = false,
            sort = 7,
        };

        var rows = (await front.Owner.Post("/products/batch", new { productIds = new[] { apple.ProductId, "1" }, change })).Ok().Items;

        rows.Select(row => row!["problem"] is null).ShouldBe([true, false]);
        var product = (await front.Owner.Get($"/products/{apple.ProductId}")).Ok();
        (product.String("categoryId"), (bool)product["onShelf"], (int)product["sort"]).ShouldBe((tea, false, 7));
        ((string?)product["tags"].AsArray().Single()).ShouldBe("新品");
    }

    private static object Price(string kind, long by) => new { price = new { kind, by } };

    private static async Task<long> PriceOf(Shopfront front, Goods goods) =>
        (long)(await front.Owner.Get($"/products/{goods.ProductId}")).Ok()["skus"][0]!["priceFen"]!;
}
