using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Catalog;

public sealed class PriceHistoryTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_crossed_out_price_is_bounded_by_the_lowest_of_seven_days(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(8000, 5);
        await front.Advance(TimeSpan.FromDays(10));

        // Sold for 80 all week: 100 was never asked, 80 was.
        (await Price(front, goods, 6000, 10000)).Refused(409, "crossed_price_unproven");
        (await Price(front, goods, 6000, 8000)).Ok();

        // Dearer for a day, then crossed out: the 60 of the days before still bounds it.
        await front.Advance(TimeSpan.FromDays(2));
        (await Price(front, goods, 9000, null)).Ok();
        await front.Advance(TimeSpan.FromDays(1));
        (await Price(front, goods, 7000, 9000)).Refused(409, "crossed_price_unproven");

        await front.Advance(TimeSpan.FromDays(8));
        (await Price(front, goods, 7000, 9000)).Ok();
        var sku = (await front.Owner.Get($"/products/{goods.ProductId}/prices")).Ok().Items.Single()!;
        sku["changes"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_stated_basis_is_kept_and_shown_to_shoppers()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(8000, 5);

        (await Price(front, goods, 8000, 12000)).Refused(409, "crossed_price_unproven");
        (await Price(front, goods, 8000, 12000, "品牌官方指导价")).Ok();

        (await front.Visitor().Get($"/products/{goods.ProductId}")).Ok().String("crossedBasis").ShouldBe("品牌官方指导价");
        var newest = (await front.Owner.Get($"/products/{goods.ProductId}/prices")).Ok().Items.Single()!["changes"]![0]!;
        ((string?)newest["crossedBasis"]).ShouldBe("品牌官方指导价");
    }

    [Fact]
    public async Task Staff_are_told_what_is_wrong_before_they_save()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(8000, 5);
        var opened = await ProductEditTests.Opened(front, goods);
        opened["skus"]![0]!["crossedPriceFen"] = 12000;

        var told = (
            await front.Owner.Post(
                $"/products/{goods.ProductId}/prices/check",
                new { skus = opened["skus"]!.DeepClone(), crossedBasis = (string?)null }
            )
        ).Ok();

        var problem = told["problems"].AsArray().Single()!;
        ((string?)problem["text"])!.ShouldContain("120.00");
        ((string?)problem["source"])!.ShouldContain("第二十一条");
    }

    private static async Task<Answer> Price(Shopfront front, Goods goods, long fen, long? crossedFen, string? basis = null)
    {
        var opened = await ProductEditTests.Opened(front, goods);
        opened["skus"]![0]!["priceFen"] = fen;
        opened["skus"]![0]!["crossedPriceFen"] = crossedFen;
        opened["crossedBasis"] = basis;
        return await front.Owner.Put($"/products/{goods.ProductId}", opened);
    }
}
