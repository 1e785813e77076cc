using Banyan.Commerce.Payments.Contracts;
using Banyan.Journeys.Support;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class PaymentTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_notification_sent_twenty_times_at_once_is_one_payment(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        var number = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");
        await front.Sandbox.Pay(number, notify: false);

        var statuses = await front.Sandbox.TellAgain(number, 20);

        statuses.ShouldAllBe(status => status == 204);
        (await buyer.StateOf(order.Id)).ShouldBe("to_ship");
        (await front.Look(db => db.Set<Payment>().CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("tamper-body")]
    [InlineData("tamper-signature")]
    [InlineData("unsigned")]
    [InlineData("stale")]
    [InlineData("wrong-serial")]
    [InlineData("signtest")]
    public async Task A_forged_notification_is_answered_401_and_changes_nothing(string disturbance)
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        var number = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");
        await front.Sandbox.Control("chaos", new { target = "notify", kind = disturbance });

        // The first delivery is the forged one; nothing else comes for another fifteen seconds.
        var paid = await front.Sandbox.Control("pay", new { outTradeNo = number });
        var answered = await FirstAttempt(front, number);

        paid.ShouldNotBeNull();
        answered.ShouldBe(401);
        (await buyer.StateOf(order.Id)).ShouldBe("unpaid");
        (await front.Look(db => db.Set<Payment>().CountAsync())).ShouldBe(0);
        (await front.Sandbox.TellAgain(number, 1)).ShouldBe([204]);
        (await buyer.StateOf(order.Id)).ShouldBe("to_ship");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_order_not_paid_for_fifteen_minutes_is_closed_and_its_stock_is_free_again(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 1);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        (await (await front.Member("bob")).TryPlace(goods.SkuId)).Refused(409, "sold_out");

        await front.Advance(TimeSpan.FromMinutes(14));
        (await buyer.StateOf(order.Id)).ShouldBe("unpaid");
        await front.Advance(TimeSpan.FromMinutes(2));

        (await buyer.StateOf(order.Id)).ShouldBe("closed");
        (await buyer.Post($"/orders/{order.Id}/pay")).Refused(409, "order_closed");
        await (await front.Member("bob")).Place(goods.SkuId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_late_payment_revives_its_order_while_there_is_stock(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 1);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        var number = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");
        await front.Advance(TimeSpan.FromMinutes(16));
        (await buyer.StateOf(order.Id)).ShouldBe("closed");

        await front.Sandbox.Pay(number, late: true);

        (await buyer.StateOf(order.Id)).ShouldBe("to_ship");
        (await (await front.Member("bob")).TryPlace(goods.SkuId)).Refused(409, "sold_out");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_late_payment_goes_back_when_the_goods_are_gone_and_the_member_is_told(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 1);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        var number = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");
        await front.Advance(TimeSpan.FromMinutes(16));
        await (await front.Member("bob")).Buy(goods.SkuId);

        await front.Sandbox.Pay(number, late: true);
        await front.Eventually(
            async () => (await buyer.Get("/refunds")).Ok().Items is [{ } refund] && (string?)refund["state"] == "succeeded",
            "the late payment is given back"
        );

        (await buyer.StateOf(order.Id)).ShouldBe("closed");
        var refund = (await buyer.Get("/refunds")).Items[0]!;
        ((long)refund["amountFen"]!, (string?)refund["reason"]).ShouldBe((10000, "付款时订单已关闭或已付款，款项原路退回"));
        var told = (await buyer.Order(order.Id))["timeline"].AsArray().Select(entry => $"{entry!["text"]} {entry["detail"]}");
        told.ShouldContain(text => text.Contains('退', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_late_payment_is_sent_back_again_when_the_channel_closed_its_refund()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 1);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);
        var number = (await buyer.Post($"/orders/{order.Id}/pay")).Ok().String("outTradeNo");
        await front.Advance(TimeSpan.FromMinutes(16));
        await (await front.Member("bob")).Buy(goods.SkuId);
        await front.Sandbox.Control("refunds/outcome", new { outcome = "closed" });

        await front.Sandbox.Pay(number, late: true);
        await front.Eventually(async () => await States(buyer) is ["closed"], "the first refund is closed");
        await front.Advance(TimeSpan.FromMinutes(61));

        await front.Eventually(async () => await States(buyer) is ["succeeded", "closed"], "the money is back");
    }

    [Fact]
    public async Task Asking_to_pay_again_gives_the_same_prepayment()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 1);
        var buyer = await front.Member("alice");
        var order = await buyer.Place(goods.SkuId);

        var first = (await buyer.Post($"/orders/{order.Id}/pay")).Ok();
        var second = (await buyer.Post($"/orders/{order.Id}/pay")).Ok();

        ((string?)second["jsapi"]["package"]).ShouldBe((string?)first["jsapi"]["package"]);
        first.String("cashierUrl").ShouldStartWith("http://127.0.0.1:");
    }

    private static async Task<string?[]> States(Shopper buyer) =>
        [.. (await buyer.Get("/refunds")).Ok().Items.Select(refund => (string?)refund!["state"])];

    private static async Task<int> FirstAttempt(Shopfront front, string number)
    {
        for (var i = 0; i < 400; i++)
        {
            var told = (await front.Sandbox.Show($"notifications?outTradeNo={number}"))["items"]!.AsArray();
            if (told is [{ } notification] && notification["attempts"]!.AsArray() is [{ } attempt, ..])
            {
                return (int)attempt["status"]!;
            }

            await Task.Delay(25);
        }

        throw new InvalidOperationException("The sandbox sent nothing.");
    }
}
