using System.Text.Json.Nodes;
using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Growth;

public sealed class CommissionTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_worked_example_holds_to_the_fen_from_share_to_balance(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var tree = await Tree.Grow(front, thirdPayee: false);
        var goods = await front.Owner.Sell(10000, 5);
        var order = await tree.Buyer.Buy(goods.SkuId);

        (await tree.Standing(order.Id)).ShouldBe([2000, 500]);
        (await Center(tree.Seller)).ShouldBe((2000, 0, 0));
        (await Center(tree.Upline)).ShouldBe((500, 0, 0));

        await tree.GiveBack(front, order.Id, 3750);
        (await tree.Standing(order.Id)).ShouldBe([1250, 312]);

        await front.Owner.Ship(order.Id);
        (await tree.Buyer.Post($"/orders/{order.Id}/receive")).Ok();
        (await Center(tree.Seller)).ShouldBe((1250, 0, 0));
        await front.Advance(TimeSpan.FromDays(8));

        (await tree.Buyer.StateOf(order.Id)).ShouldBe("completed");
        (await Center(tree.Seller)).ShouldBe((0, 0, 1250));
        (await Center(tree.Upline)).ShouldBe((0, 0, 312));
    }

    [Fact]
    public async Task Accepted_refunds_are_held_until_the_channel_has_spoken()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var tree = await Tree.Grow(front, thirdPayee: false);
        var goods = await front.Owner.Sell(10000, 5);
        var order = await tree.Buyer.Buy(goods.SkuId);
        await front.Sandbox.Control(
            "refunds/outcome",
            new
            {
                outcome = "closed",
                delayMs = 1500,
                times = 1,
            }
        );

        await front.Owner.Accept((await tree.Buyer.AskBack(order.Id, 0, 5000)).Ok().Id);
        (await Center(tree.Seller)).ShouldBe((1000, 1000, 0));

        await front.Eventually(async () => await Center(tree.Seller) == (2000, 0, 0), "the commission is free again");
        (await tree.Standing(order.Id)).ShouldBe([2000, 500]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_stands_after_refunds_does_not_depend_on_the_path(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var tree = await Tree.Grow(front, thirdPayee: true);
        var goods = await front.Owner.Sell(10000, 5);
        var (atOnce, inParts) = (await tree.Buyer.Buy(goods.SkuId), await tree.Buyer.Buy(goods.SkuId));
        (await tree.Standing(atOnce.Id)).ShouldBe([2000, 500, 300]);

        await tree.GiveBack(front, atOnce.Id, 3750);
        await tree.GiveBack(front, inParts.Id, 1);
        await tree.GiveBack(front, inParts.Id, 3333);
        await tree.GiveBack(front, inParts.Id, 416);

        (await tree.Standing(atOnce.Id)).ShouldBe([1250, 312, 187]);
        (await tree.Standing(inParts.Id)).ShouldBe([1250, 312, 187]);
        await tree.GiveBack(front, atOnce.Id, 6250);
        await tree.GiveBack(front, inParts.Id, 6249);
        await tree.GiveBack(front, inParts.Id, 1);
        (await tree.Standing(atOnce.Id)).ShouldBe([0, 0, 0]);
        (await tree.Standing(inParts.Id)).ShouldBe([0, 0, 0]);
        (await Center(tree.Seller)).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_third_payee_needs_somebody_who_signs_for_it()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var settings = (await front.Owner.Get("/settings/distribution")).Ok().Json.AsObject();
        ((bool)settings["thirdPayee"]!).ShouldBeFalse();
        settings["thirdPayee"] = true;

        (await front.Owner.Raw(HttpMethod.Put, "/settings/distribution", settings.ToJsonString())).Refused(409, "acknowledgement_required");

        ((bool)(await front.Owner.Get("/settings/distribution")).Ok()["thirdPayee"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Lists_are_filtered_by_the_words_that_they_show()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var tree = await Tree.Grow(front, thirdPayee: false);
        var goods = await front.Owner.Sell(10000, 5);
        var order = await tree.Buyer.Buy(goods.SkuId);
        await front.Owner.Accept((await tree.Buyer.AskBack(order.Id, 0, 5000)).Ok().Id);

        // Nothing may change its state between the two readings of a list.
        await front.Eventually(async () => (await tree.Buyer.Order(order.Id)).Fen("refundedFen") == 5000, "the money is given back");
        foreach (var list in new[] { "/commissions", "/distributors", "/refunds" })
        {
            var name = list == "/distributors" ? "status" : "state";
            var all = (await front.Owner.Get(list)).Ok().Items;
            var word = (string)all[0]![name]!;
            var found = (await front.Owner.Get($"{list}?{name}={word}")).Ok().Items;
            found.Count.ShouldBe(all.Count(item => (string?)item![name] == word));
            ((int)(await front.Owner.Get($"{list}?{name}=nonsense")).Status).ShouldBe(400);
        }

        var own = (await tree.Seller.Get("/distribution/commissions")).Ok().Items[0]!;
        (await tree.Seller.Get($"/distribution/commissions?state={own["state"]}")).Ok().Items.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_payee_and_the_owner_are_told_why_and_nobody_else_is()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var tree = await Tree.Grow(front, thirdPayee: false);
        var goods = await front.Owner.Sell(10000, 5);
        var order = await tree.Buyer.Buy(goods.SkuId);
        var own = (await tree.Seller.Get("/distribution/commissions")).Ok().Items[0]!;
        var id = (string)own["id"]!;

        ((string?)own["orderNo"]).ShouldBe(order.String("no"));
        (await tree.Seller.Get($"/distribution/commissions/{id}/why")).Ok()["steps"].AsArray().ShouldNotBeEmpty();
        (await front.Owner.Get($"/commissions/{id}/why")).Ok()["steps"].AsArray().ShouldNotBeEmpty();
        (await tree.Upline.Get($"/distribution/commissions/{id}/why")).Refused(404, "not_found");
        (await front.OtherOwner.Get($"/commissions/{id}/why")).Refused(404, "not_found");
    }

    [Fact]
    public async Task The_overview_counts_the_day_as_it_went()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var tree = await Tree.Grow(front, thirdPayee: false);
        var goods = await front.Owner.Sell(10000, 5);
        var order = await tree.Buyer.Buy(goods.SkuId);
        await tree.Buyer.Place(goods.SkuId);
        await tree.GiveBack(front, order.Id, 3750);

        var overview = (await front.Owner.Get("/overview")).Ok();

        var today = overview["today"];
        ((long)today["orders"]!, (long)today["paidOrders"]!, (long)today["paidFen"]!, (long)today["refundedFen"]!).ShouldBe(
            (2, 1, 10000, 3750)
        );
        ((long)today["newMembers"]!, (long)today["commissionFen"]!).ShouldBe((4, 2500));
        overview["days"].AsArray().Count.ShouldBe(30);
        overview["funnel"]
            .AsArray()
            .Select(step => (string)step!["step"]!)
            .ShouldBe(["touches", "visitors", "registered", "ordered", "paid"]);
        ((string?)overview["topProducts"][0]!["id"]).ShouldBe(goods.ProductId);
        ((int)overview["todo"]["toShip"]!).ShouldBe(1);
        (await front.OtherOwner.Get("/overview")).Ok()["topProducts"].AsArray().ShouldBeEmpty();
    }

    /// <summary>Pending without what is held, held, withdrawable.</summary>
    private static async Task<(long Pending, long Held, long Balance)> Center(Shopper member)
    {
        var center = (await member.Get("/distribution")).Ok();
        return (center.Fen("pendingFen"), center.Fen("heldFen"), center.Fen("balanceFen"));
    }

    /// <summary>Three distributors, one above the other, and a customer of the lowest.</summary>
    private sealed record Tree(Shopkeeper Owner, Shopper Top, Shopper Upline, Shopper Seller, Shopper Buyer)
    {
        public static async Task<Tree> Grow(Shopfront front, bool thirdPayee)
        {
            if (thirdPayee)
            {
                var settings = (await front.Owner.Get("/settings/distribution")).Ok().Json.AsObject();
                settings["thirdPayee"] = true;
                settings["acknowledge"] = new JsonObject
                {
                    ["signedName"] = "王店主",
                    ["text"] = "我已了解三级分销的法律与平台风险，由本人负责。",
                };
                (await front.Owner.Raw(HttpMethod.Put, "/settings/distribution", settings.ToJsonString())).Ok();
            }

            var top = await front.Member("top");
            await front.Owner.Appoint(top);
            var upline = await front.Member("upline", await ShareOf(top));
            await front.Owner.Appoint(upline);
            var seller = await front.Member("seller", await ShareOf(upline));
            await front.Owner.Appoint(seller);
            var buyer = await front.Member("buyer", await ShareOf(seller));
            return new Tree(front.Owner, top, upline, seller, buyer);
        }

        /// <summary>What stands of each payee's commission on the order, nearest first.</summary>
        public async Task<long[]> Standing(string orderId)
        {
            var rows = (await Owner.Get($"/commissions?orderId={orderId}")).Ok().Items;
            string[] roles = ["seller", "upline1", "upline2"];
            return [.. roles.SelectMany(role => rows.Where(row => (string?)row!["role"] == role)).Select(row => (long)row!["amountFen"]!)];
        }

        /// <summary>Has an amount given back and waits until the channel has done it.</summary>
        public async Task GiveBack(Shopfront front, string orderId, long fen)
        {
            var before = (await Buyer.Order(orderId)).Fen("refundedFen");
            await Owner.Accept((await Buyer.AskBack(orderId, 0, fen)).Ok().Id);
            await front.Eventually(async () => (await Buyer.Order(orderId)).Fen("refundedFen") == before + fen, $"{fen} are given back");
        }

        private static async Task<string> ShareOf(Shopper member) =>
            (await member.Post("/shares", new { target = new { type = "home", id = (string?)null }, channel = "friend" }))
                .Ok()
                .String("code");
    }
}
