using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Stores.Contracts;
using Banyan.Journeys.Support;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class PickupTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_order_is_fetched_at_the_store_by_its_code_once(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(1000, 5);
        var store = await front.Owner.OpenStore();
        var buyer = await front.Member("alice");

        var placed = (await buyer.PlaceForPickup(goods.SkuId, store)).Ok();
        (placed.Fen("freightFen"), placed.Fen("payableFen"), placed.String("delivery")).ShouldBe((0, 1000, "pickup"));
        ((string?)(await buyer.Get($"/orders/{placed.Id}/pickup-code")).Ok().Json["code"]).ShouldBeNull();
        await buyer.Pay(placed.Id);
        var code = await buyer.PickupCode(placed.Id);
        code.Length.ShouldBe(12);

        (await front.Owner.Post($"/orders/{placed.Id}/ship", Parcel)).Refused(409, "pickup_order");
        (await front.Owner.Post($"/orders/{placed.Id}/ready")).Ok().String("stateText").ShouldBe("待自提");
        ((bool)(await buyer.Order(placed.Id))["can"]!["receive"]!).ShouldBeFalse();
        (await buyer.Post($"/orders/{placed.Id}/receive")).Refused(409, "pickup_order");

        var looked = (await front.Owner.Get($"/redemptions/{code}")).Ok();
        (looked.String("label"), looked.String("state"), (string?)looked["contact"]["phone"]).ShouldBe(("自提订单", "open", "138****8000"));
        looked.Json["problem"].ShouldBeNull();
        var key = Guid.NewGuid().ToString("N");
        (await front.Owner.Post($"/redemptions/{code}", null, key)).Ok().String("state").ShouldBe("used");
        (await front.Owner.Post($"/redemptions/{code}", null, key)).Ok().String("usedBy").ShouldBe("店主");
        (await front.Owner.Post($"/redemptions/{code}")).Refused(409, "code_used");

        (await buyer.StateOf(placed.Id)).ShouldBe("received");
        (await front.Owner.Get("/redemptions")).Ok().Items.Count.ShouldBe(1);
        ((string?)(await buyer.Get($"/orders/{placed.Id}/pickup-code")).Ok().Json["code"]).ShouldBeNull();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_counters_that_redeem_a_code_at_once_one_hands_it_over(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var (buyer, order) = await Paid(front);
        var code = await buyer.PickupCode(order);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => front.Owner.Post($"/redemptions/{code}")));

        answers.Count(answer => answer.IsOk).ShouldBe(1);
        answers.Where(answer => !answer.IsOk).ShouldAllBe(answer => answer.Code == "code_used");
    }

    [Fact]
    public async Task What_nobody_fetches_counts_as_received_after_two_days_and_can_be_fetched_still()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var (buyer, order) = await Paid(front);
        (await front.Owner.Post($"/orders/{order}/ready")).Ok();
        await front.Advance(TimeSpan.FromHours(47));
        (await buyer.StateOf(order)).ShouldBe("shipped");
        await front.Advance(TimeSpan.FromHours(2));
        (await buyer.StateOf(order)).ShouldBe("received");

        (await front.Owner.Post($"/redemptions/{await buyer.PickupCode(order)}")).Ok();

        var recipient = await front.Look(db => db.Set<Recipient>().SingleAsync());
        (recipient.RedeemedAt > recipient.ReceivedAt).ShouldBeTrue();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_given_back_is_not_handed_over_and_goes_back_to_stock(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(1000, 1);
        var (buyer, order) = await Paid(front, goods);
        var code = await buyer.PickupCode(order);
        (await front.Owner.Post($"/orders/{order}/ready")).Ok();
        await front.Owner.Accept((await buyer.AskBack(order, 1)).Ok().Id);
        await front.Eventually(async () => await buyer.StateOf(order) == "closed", "the order is given back");

        (await front.Owner.Get($"/redemptions/{code}")).Ok().String("problem").ShouldContain("退款");
        (await front.Owner.Post($"/redemptions/{code}")).Refused(409, "code_void");
        await (await front.Member("bob")).Place(goods.SkuId);
    }

    [Fact]
    public async Task An_unpaid_code_and_a_code_of_another_shop_open_nothing()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(1000, 5);
        var buyer = await front.Member("alice");
        var placed = (await buyer.PlaceForPickup(goods.SkuId, await front.Owner.OpenStore())).Ok();
        var code = await front.Look(db => db.Set<Redemption>().Select(row => row.Code).SingleAsync());

        (await front.Owner.Post($"/redemptions/{code}")).Refused(409, "code_not_open");
        (await front.OtherOwner.Get($"/redemptions/{code}")).Refused(404, "code_unknown");
        (await buyer.Post($"/orders/{placed.Id}/cancel")).Ok();
        (await front.Owner.Post($"/redemptions/{code}")).Refused(409, "code_void");
    }

    [Fact]
    public async Task Whoever_guesses_codes_must_wait()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var (buyer, order) = await Paid(front);
        var code = await buyer.PickupCode(order);
        for (var i = 0; i < 10; i++)
        {
            (await front.Owner.Get($"/redemptions/{i:D12}")).Refused(404, "code_unknown");
        }

        (await front.Owner.Get($"/redemptions/{code}")).Refused(429, "too_many_attempts");
        await front.Advance(TimeSpan.FromMinutes(11));
        (await front.Owner.Get($"/redemptions/{code[..4]} {code[4..]}")).Ok().String("code").ShouldBe(code);
    }

    [Fact]
    public async Task A_store_that_is_closed_takes_no_orders_and_two_editors_do_not_overwrite_each_other()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(1000, 5);
        var buyer = await front.Member("alice");
        var store = await front.Owner.OpenStore();

        (await front.Owner.Put($"/stores/{store}", Shopkeeper.Store(version: 0, isOpen: false))).Ok();
        (await front.Owner.Put($"/stores/{store}", Shopkeeper.Store(version: 0))).Refused(409, "edited_meanwhile");
        (await buyer.PlaceForPickup(goods.SkuId, store)).Refused(409, "store_closed");
        (await buyer.Get("/stores")).Ok().Items.ShouldBeEmpty();
        (await front.Owner.Get("/stores")).Ok().Items.Count.ShouldBe(1);
        (await buyer.PlaceForPickup(goods.SkuId, store, phone: "1")).Wrong("pickup.phone");
    }

    private static readonly object Parcel = new
    {
        recipientNo = 1,
        company = "顺丰",
        trackingNo = "SF1",
    };

    private static async Task<(Shopper Buyer, string OrderId)> Paid(Shopfront front, Goods? goods = null)
    {
        goods ??= await front.Owner.Sell(1000, 5);
        var buyer = await front.Member("alice");
        var placed = (await buyer.PlaceForPickup(goods.SkuId, await front.Owner.OpenStore())).Ok();
        await buyer.Pay(placed.Id);
        return (buyer, placed.Id);
    }
}
