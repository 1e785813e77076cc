using Banyan.Commerce.Orders.Contracts;
using Banyan.Journeys.Support;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class OrderDeskTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_flag_and_a_remark_are_kept_with_who_wrote_them_and_hidden_from_the_buyer(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var (order, other) = (await buyer.Place(goods.SkuId), await buyer.Place(goods.SkuId));

        var marked = (await Remark(front, order.Id, "包装要结实", "red")).Ok();
        (marked.String("flag"), marked.String("merchantRemark")).ShouldBe(("red", "包装要结实"));
        (await Remark(front, order.Id, "不用了", null, version: (int)marked["version"] - 1)).Refused(409, "order_changed");
        marked.Text.ShouldContain("无旗 → 红旗");
        marked["timeline"].AsArray().Count(entry => (string?)entry!["actor"] == "店主").ShouldBe(2);
        (await buyer.Order(order.Id)).Text.ShouldNotContain("包装要结实");
        Ids(await front.Owner.Get("/orders?flag=red")).ShouldBe([order.Id]);
        (await front.Owner.Get("/orders?flag=pink")).IsOk.ShouldBeFalse();

        var flagged = (await front.Owner.Post("/orders/flags", new { orderIds = new[] { order.Id, other.Id, "1" }, flag = "blue" })).Ok();
        ((int)flagged["changed"]).ShouldBe(2);
        Ids(await front.Owner.Get("/orders?flag=blue")).ShouldBe([other.Id, order.Id]);
        (await front.Look(db => db.Set<OrderEdit>().CountAsync())).ShouldBe(4);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Staff_find_an_order_by_whatever_the_buyer_says_on_the_phone(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var (apples, pears) = (await front.Owner.Sell(10000, 5, "高山苹果"), await front.Owner.Sell(6000, 5, "砀山酥梨"));
        var buyer = await front.Member("alice");
        var (first, second) = (await buyer.Place(apples.SkuId), await buyer.Buy(pears.SkuId));
        await front.Owner.Ship(second.Id);

        Ids(await front.Owner.Get("/orders?q=13800138000")).ShouldBe([second.Id, first.Id]);
        Ids(await front.Owner.Get("/orders?q=13800138001")).ShouldBeEmpty();
        Ids(await front.Owner.Get("/orders?q=8000")).ShouldBe([second.Id, first.Id]);
        Ids(await front.Owner.Get("/orders?q=SF1234567890")).ShouldBe([second.Id]);
        Ids(await front.Owner.Get($"/orders?q={first.String("no")}")).ShouldBe([first.Id]);
        Ids(await front.Owner.Get("/orders?q=林晓&goods=苹果")).ShouldBe([first.Id]);
        Ids(await front.Owner.Get("/orders?state=shipped&goods=酥梨")).ShouldBe([second.Id]);
        Ids(await front.OtherOwner.Get("/orders?q=13800138000")).ShouldBeEmpty();
    }

    private static List<string> Ids(Answer list) => [.. list.Ok().Items.Select(order => (string)order!["id"]!)];

    private static Task<Answer> Remark(Shopfront front, string orderId, string text, string? flag, int? version = null) =>
        front.Owner.Post(
            $"/orders/{orderId}/remark",
            new
            {
                text,
                flag,
                version,
            }
        );
}
