using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Quota;
using Banyan.Journeys.Support;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class ParcelTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_order_leaves_in_several_parcels_and_counts_as_shipped_with_the_last(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(5000, 9);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId, 3);

        var first = (await Ship(front, order, "SF1", 2)).Ok();
        (first.String("state"), first.String("stateText")).ShouldBe(("to_ship", "部分发货"));
        ((string?)first["recipients"][0]!["state"], (long)first["lines"][0]!["toShipQuantity"]!).ShouldBe(("shipped_partly", 1));
        (await buyer.Post($"/orders/{order.Id}/receive")).Refused(409, "not_shipped");
        (await Ship(front, order, "SF2", 2)).Refused(409, "parcel_exceeds");
        await front.Advance(TimeSpan.FromDays(11));
        (await buyer.StateOf(order.Id)).ShouldBe("to_ship");

        (await Ship(front, order, "SF2", null)).Ok().String("state").ShouldBe("shipped");
        var parcels = (await buyer.Order(order.Id))["recipients"][0]!["parcels"]!.AsArray();
        parcels
            .Select(parcel => ((string)parcel!["trackingNo"]!, (int)parcel["pieces"]![0]!["quantity"]!))
            .ShouldBe([("SF1", 2), ("SF2", 1)]);
        await front.Advance(TimeSpan.FromDays(9));
        (await buyer.StateOf(order.Id)).ShouldBe("shipped");
        await front.Advance(TimeSpan.FromDays(2));
        (await buyer.StateOf(order.Id)).ShouldBe("received");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_had_not_left_is_given_back_and_the_rest_of_the_order_goes_on(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId, 3);
        (await Ship(front, order, "SF1", 1)).Ok();

        await front.Owner.Accept((await buyer.AskBack(order.Id, 2)).Ok().Id);
        await front.Eventually(async () => await buyer.StateOf(order.Id) == "shipped", "the order is shipped without what was given back");

        (await Taken(front, goods)).ShouldBe(1);
        (await Ship(front, order, "SF2", null)).Refused(409, "not_to_ship");
        (await buyer.Post($"/orders/{order.Id}/receive")).Ok().String("state").ShouldBe("received");
    }

    [Fact]
    public async Task Freight_stays_with_the_shop_when_a_parcel_has_left()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(3000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId, 2);
        (await Ship(front, order, "SF1", 1)).Ok();

        (await buyer.AskBack(order.Id, 2)).Ok().Fen("amountFen").ShouldBe(6000);
    }

    [Fact]
    public async Task The_same_parcel_twice_is_one_parcel_and_a_number_is_used_once()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(5000, 9);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId, 3);

        (await Ship(front, order, "SF1", 1)).Ok();
        var again = (await Ship(front, order, "SF1", 1)).Ok();
        again["recipients"][0]!["parcels"]!.AsArray().Count.ShouldBe(1);
        (await Ship(front, order, "SF1", 2)).Refused(409, "tracking_used");
        (await Ship(front, order, "SF2", 0)).Refused(400, "invalid_body");
    }

    private static Task<long> Taken(Shopfront front, Goods goods)
    {
        var key = SkuFacts.StockPool(Id.Parse(goods.SkuId, null));
        return front.Look(db => db.Set<Pool>().Where(pool => pool.Key == key).Select(pool => pool.Taken).FirstAsync());
    }

    private static Task<Answer> Ship(Shopfront front, Answer order, string trackingNo, int? quantity) =>
        front.Owner.Post(
            $"/orders/{order.Id}/ship",
            new
            {
                recipientNo = 1,
                company = "顺丰速运",
                trackingNo,
                pieces = quantity is null ? null : new[] { new { lineId = (string)order["lines"][0]!["id"]!, quantity = quantity.Value } },
            }
        );
}
