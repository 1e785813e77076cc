using System.Text.Json.Nodes;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Journeys.Support;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class OrderStoryTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_order_is_placed_paid_shipped_received_and_completed(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");

        var order = await buyer.Place(goods.SkuId, 2);
        (order.String("state"), order.Fen("payableFen"), order.Fen("freightFen")).ShouldBe(("unpaid", 20000, 0));
        (await buyer.Pay(order.Id)).String("state").ShouldBe("to_ship");
        (await front.Owner.Ship(order.Id)).String("state").ShouldBe("shipped");
        (await buyer.Post($"/orders/{order.Id}/receive")).Ok().String("state").ShouldBe("received");
        await front.Advance(TimeSpan.FromDays(8));

        var done = await buyer.Order(order.Id);
        done.String("state").ShouldBe("completed");
        done["timeline"].AsArray().Count.ShouldBeGreaterThanOrEqualTo(5);
        ((string?)done["parts"][0]!["state"]).ShouldBe("paid");
        ((string?)done["recipients"][0]!["parcels"]![0]!["trackingNo"]).ShouldBe("SF1234567890");
    }

    [Fact]
    public async Task What_nobody_confirms_counts_as_received_after_ten_days()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId);
        await front.Owner.Ship(order.Id);

        await front.Advance(TimeSpan.FromDays(11));

        (await buyer.StateOf(order.Id)).ShouldBe("received");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_part_and_then_the_rest_of_an_order_are_given_back(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId, 2);

        var part = (await buyer.AskBack(order.Id, 1)).Ok();
        part.Fen("amountFen").ShouldBe(10000);
        (await buyer.AskBack(order.Id, 1)).Refused(409, "refund_requested");
        await front.Owner.Accept(part.Id);
        await Refunded(front, buyer, order.Id, 10000);
        (await buyer.StateOf(order.Id)).ShouldBe("to_ship");

        (await buyer.AskBack(order.Id, 2)).Refused(409, "refund_exceeds");
        await front.Owner.Accept((await buyer.AskBack(order.Id, 1)).Ok().Id);
        await Refunded(front, buyer, order.Id, 20000);

        var closed = await buyer.Order(order.Id);
        closed.String("state").ShouldBe("closed");
        ((string?)closed["parts"][0]!["state"]).ShouldBe("refunded");
        await (await front.Member("bob")).Place(goods.SkuId, 5);
    }

    [Fact]
    public async Task Staff_may_reject_a_refund_and_a_member_may_withdraw_one()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId);

        var first = (await buyer.AskBack(order.Id, 1)).Ok();
        (await front.Owner.Post($"/refunds/{first.Id}/reject", new { reason = "已经发出" })).Ok();
        (await buyer.Get($"/refunds/{first.Id}")).Ok().String("rejectReason").ShouldBe("已经发出");
        var second = (await buyer.AskBack(order.Id, 1)).Ok();
        (await buyer.Post($"/refunds/{second.Id}/withdraw")).Ok().String("state").ShouldBe("withdrawn");
        (await front.Owner.Post($"/refunds/{second.Id}/accept")).Refused(409, "refund_answered");
        (await buyer.Order(order.Id)).Fen("refundedFen").ShouldBe(0);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Placing_again_with_the_same_key_is_the_same_order(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        await buyer.Address();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => buyer.TryPlace(goods.SkuId, key: "the-same-key")));

        answers.Select(answer => answer.Ok().Id).Distinct().Count().ShouldBe(1);
        (await front.Look(db => db.Set<Order>().CountAsync())).ShouldBe(1);
        (await buyer.TryPlace(goods.SkuId, 2, key: "the-same-key")).IsOk.ShouldBeFalse();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Placing_again_with_the_same_key_is_the_same_order_although_it_took_the_last_piece(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 1);
        var buyer = await front.Member("alice");
        var placed = (await buyer.TryPlace(goods.SkuId, key: "the-last-one")).Ok();

        (await buyer.TryPlace(goods.SkuId, key: "the-last-one")).Ok().Id.ShouldBe(placed.Id);
        (await buyer.TryPlace(goods.SkuId, key: "one-more")).Refused(409, "sold_out");
    }

    [Fact]
    public async Task A_price_sent_by_the_client_is_ignored()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var body = new JsonObject
        {
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["skuId"] = goods.SkuId,
                    ["quantity"] = 1,
                    ["priceFen"] = 1,
                    ["unitPriceFen"] = 1,
                    ["payableFen"] = 1,
                }
            ),
            ["addressId"] = await buyer.Address(),
            ["fromCart"] = false,
            ["payableFen"] = 1,
            ["freightFen"] = -9999,
            ["state"] = "completed",
        };

        var order = (await buyer.Raw(HttpMethod.Post, "/orders", body.ToJsonString())).Ok();

        (order.Fen("payableFen"), order.String("state")).ShouldBe((10000, "unpaid"));
        (await buyer.Post($"/orders/{order.Id}/pay", new { amountFen = 1 })).Ok();
        var asked = (await front.Sandbox.Show("orders"))["items"]![0]!;
        ((long)asked["totalFen"]!).ShouldBe(10000);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_cart_becomes_an_order_and_is_empty_afterwards(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var cart = (await buyer.Put($"/cart/items/{goods.SkuId}", new { quantity = 3, selected = true })).Ok();
        (cart.Fen("selectedFen"), cart.Fen("selectedCount")).ShouldBe((30000, 3));

        (
            await buyer.Post(
                "/orders",
                new
                {
                    lines = new[] { new { skuId = goods.SkuId, quantity = 3 } },
                    addressId = await buyer.Address(),
                    fromCart = true,
                }
            )
        ).Ok();

        (await buyer.Get("/cart")).Ok()["items"].AsArray().ShouldBeEmpty();

        cart = (await buyer.Put($"/cart/items/{goods.SkuId}", new { quantity = 1, selected = true })).Ok();
        (cart.Fen("selectedFen"), cart.Fen("selectedCount")).ShouldBe((10000, 1), "what was bought can be put in again");
        (await buyer.Delete($"/cart/items/{goods.SkuId}")).Ok()["items"].AsArray().ShouldBeEmpty();
    }

    private static Task Refunded(Shopfront front, Shopper buyer, string orderId, long fen) =>
        front.Eventually(async () => (await buyer.Order(orderId)).Fen("refundedFen") == fen, $"{fen} fen are refunded");
}
