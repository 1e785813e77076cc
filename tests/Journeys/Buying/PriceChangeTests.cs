using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Journeys.Support;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class PriceChangeTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Staff_change_the_price_and_the_buyer_pays_the_new_amount_under_a_new_number(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(5000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        var old = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");

        var changed = (await Change(front, order.Id, 4000, 500)).Ok();

        (changed.Fen("payableFen"), changed.Fen("discountFen"), changed.Fen("freightFen")).ShouldBe((4500, 1000, 500));
        ((string?)changed["parts"][0]!["state"], (string?)changed["parts"][1]!["state"]).ShouldBe(("replaced", "waiting"));
        var step = changed["quote"]["lines"]![0]!["steps"]!.AsArray()[^1]!;
        ((string?)step["label"], (long)step["amountFen"]!).ShouldBe(("商家改价", -1000));
        Lanes(changed).ShouldBe(-1000 + 500);
        changed.Text.ShouldContain("应付 ¥58.00 → ¥45.00，运费 ¥8.00 → ¥5.00，老客户优惠");

        var seen = await buyer.Order(order.Id);
        (seen["parts"].AsArray().Count, seen.Fen("payableFen")).ShouldBe((1, 4500));
        var number = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");
        number.ShouldNotBe(old);
        (await buyer.Pay(order.Id)).String("state").ShouldBe("to_ship");
        (await buyer.Order(order.Id)).Text.ShouldContain("实付 ¥45.00");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_payment_already_made_wins_over_a_price_change(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        var number = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");
        await front.Sandbox.Pay(number, notify: false);

        (await Change(front, order.Id, 8000, 0)).Refused(409, "already_paid");

        var paid = await buyer.Order(order.Id);
        (paid.String("state"), paid.Fen("payableFen")).ShouldBe(("to_ship", 10000));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Money_that_still_comes_under_the_old_number_goes_back(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        var old = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");
        (await Change(front, order.Id, 8000, 0)).Ok();

        await front.Sandbox.Pay(old, late: true);

        (await buyer.StateOf(order.Id)).ShouldBe("unpaid");
        await front.Eventually(
            () => front.Look(db => db.Set<Refund>().AnyAsync(refund => refund.State == RefundState.Succeeded)),
            "the money under the old number went back"
        );
        (await buyer.Pay(order.Id)).String("state").ShouldBe("to_ship");
    }

    [Fact]
    public async Task Two_who_change_the_price_of_one_order_do_not_undo_each_other()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        var number = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");
        var version = await VersionOf(front, order.Id);
        (await Change(front, order.Id, 8000, 0, version)).Ok();

        (await Change(front, order.Id, 7000, 0, version)).Refused(409, "order_changed");

        (await buyer.Order(order.Id)).Fen("payableFen").ShouldBe(8000);
        (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo").ShouldNotBe(number);
    }

    [Fact]
    public async Task A_price_is_changed_within_bounds_and_only_before_payment()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);

        (await Change(front, order.Id, 10001, 0)).Refused(409, "price_above_list");
        (await Change(front, order.Id, 0, 0)).Refused(409, "price_nothing_left");
        (await Change(front, order.Id, 10000, 0)).Refused(409, "price_same");
        (await Change(front, order.Id, -1, 0)).Refused(400, "invalid_body");
        (await Change(front, order.Id, 8000, 0, reason: " ")).Wrong("reason");
        await buyer.Pay(order.Id);
        (await Change(front, order.Id, 8000, 0)).Refused(409, "already_paid");
        var cancelled = await buyer.Place(goods.SkuId);
        (await buyer.Post($"/orders/{cancelled.Id}/cancel")).Ok();
        (await Change(front, cancelled.Id, 8000, 0)).Refused(409, "order_closed");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commission_is_reckoned_from_the_changed_price(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var seller = await front.Member("seller");
        await front.Owner.Appoint(seller);
        var share = (await seller.Post("/shares", new { target = new { type = "home", id = (string?)null } })).Ok().String("code");
        var buyer = await front.Member("buyer", share);
        var goods = await front.Owner.Sell(10000, 5);
        var order = await buyer.Place(goods.SkuId);
        var promised = await Commission(front, order.Id);

        (await Change(front, order.Id, 5000, 0)).Ok();
        (await Commission(front, order.Id)).ShouldBe((5000, promised.Amount / 2));
        await buyer.Pay(order.Id);

        (await Commission(front, order.Id)).ShouldBe((5000, promised.Amount / 2));
    }

    private static async Task<(long Base, long Amount)> Commission(Shopfront front, string orderId)
    {
        var commission = (await front.Owner.Get($"/commissions?orderId={orderId}")).Ok().Items[0]!;
        return ((long)commission["basePaidFen"]!, (long)commission["originalFen"]!);
    }

    private static long Lanes(Answer order) => order["quote"]["lanes"]!.AsArray().Sum(lane => (long)lane!["amountFen"]!);

    private static async Task<int> VersionOf(Shopfront front, string orderId) =>
        (int)(await front.Owner.Get($"/orders/{orderId}")).Ok()["version"];

    private static async Task<Answer> Change(
        Shopfront front,
        string orderId,
        long payableFen,
        long freightFen,
        int? version = null,
        string reason = "老客户优惠"
    )
    {
        var order = (await front.Owner.Get($"/orders/{orderId}")).Ok();
        return await front.Owner.Post(
            $"/orders/{orderId}/price",
            new
            {
                version = version ?? (int)order["version"],
                lines = new[] { new { lineId = (string)order["lines"][0]!["id"]!, payableFen } },
                freightFen,
                reason,
            }
        );
    }
}
