using System.Text.Json.Nodes;
using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Buying;

/// <summary>Coupons, points, levels and balances through whole orders; every front is closed by the doctor.</summary>
public sealed class DiscountTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Everything_at_once_is_paid_and_one_of_three_pieces_goes_back(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 10);
        var buyer = await front.Member("alice");
        await SetRules(front);
        await Give(front, buyer, "growth", 600);
        await Give(front, buyer, "points", 2000);
        await Give(front, buyer, "red_packet", 500);
        await Correct(front, buyer, "stored_value", 5000);
        await Correct(front, buyer, "stored_bonus", 1000);
        await FullReduction(front, 20000, 3000);
        var coupon = await Coupon(front, off: 2000, from: 10000);
        (await buyer.Post($"/coupon-centre/{coupon}/take")).Ok();
        var choices = new
        {
            couponIds = (string[]?)null,
            usePoints = true,
            tenders = new[] { "red_packet", "stored_value" },
        };

        // 3 × 100 at the member price of 9.5 tenths: 285; less 30: 255; coupon: 235; 2,000 points: 215.
        var quote = await Quote(buyer, goods, 3, choices);
        quote.Fen("payableFen").ShouldBe(21500);
        quote.Fen("cashFen").ShouldBe(21500 - 500 - 5000 - 1000);
        var order = (await Place(buyer, goods, 3, choices, seen: 21500)).Ok();
        (await Balances(buyer)).ShouldBe(("0", "0", "0", "0"));
        (await buyer.Pay(order.Id)).String("state").ShouldBe("to_ship");

        var refund = (await buyer.AskBack(order.Id, 1)).Ok();
        refund.Fen("amountFen").ShouldBe(7166);
        await front.Owner.Accept(refund.Id);
        await Refunded(front, buyer, order.Id, 7166);

        // A third went back, rounded down: 166 of 500, 1,666 of 5,000, 333 of 1,000 and 666 of 2,000 points.
        (await Balances(buyer)).ShouldBe(("166", "1666", "333", "666"));

        await front.Owner.Accept((await buyer.AskBack(order.Id, 2)).Ok().Id);
        await Refunded(front, buyer, order.Id, 21500);
        (await Balances(buyer)).ShouldBe(("500", "5000", "1000", "2000"));
        (await buyer.Get("/coupons?tab=usable")).Ok().Items.Count.ShouldBe(1, "the coupon came back with the last piece");
        (await buyer.StateOf(order.Id)).ShouldBe("closed");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_five_orders_with_one_coupon_at_once_one_wins(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 50);
        var buyer = await front.Member("alice");
        await buyer.Address();
        var template = await Coupon(front, off: 2000, from: 0);
        var coupon = (await buyer.Post($"/coupon-centre/{template}/take")).Ok().Id;
        var choices = new
        {
            couponIds = new[] { coupon },
            usePoints = false,
            tenders = Array.Empty<string>(),
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Place(buyer, goods, 1, choices, seen: null)));

        answers.Count(answer => answer.IsOk).ShouldBe(1);
        answers.Where(answer => !answer.IsOk).ShouldAllBe(answer => answer.Code == "coupon_used" || answer.Code == "coupon_unusable");
        answers.Single(answer => answer.IsOk).Fen("payableFen").ShouldBe(8000);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_order_that_nobody_pays_gives_coupon_points_and_balance_back(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 10);
        var buyer = await front.Member("alice");
        await SetRules(front);
        await Give(front, buyer, "points", 1000);
        await Correct(front, buyer, "stored_value", 3000);
        var template = await Coupon(front, off: 2000, from: 0);
        (await buyer.Post($"/coupon-centre/{template}/take")).Ok();
        var choices = new
        {
            couponIds = (string[]?)null,
            usePoints = true,
            tenders = new[] { "stored_value" },
        };

        var order = (await Place(buyer, goods, 1, choices, seen: null)).Ok();
        (await Balances(buyer)).ShouldBe(("0", "0", "0", "0"));
        (await buyer.Post($"/orders/{order.Id}/cancel")).Ok();

        (await Balances(buyer)).ShouldBe(("0", "3000", "0", "1000"));
        (await buyer.Get("/coupons?tab=usable")).Ok().Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Earned_points_are_held_until_the_channel_has_spoken()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 10);
        var buyer = await front.Member("alice");
        await SetRules(front);
        var order = await buyer.Buy(goods.SkuId, 2);
        (await Beside(buyer, "points")).ShouldBe([("待入账积分", 200)]);
        await front.Sandbox.Control(
            "refunds/outcome",
            new
            {
                outcome = "closed",
                delayMs = 1500,
                times = 1,
            }
        );

        await front.Owner.Accept((await buyer.AskBack(order.Id, 1)).Ok().Id);
        (await Beside(buyer, "points")).ShouldBe([("待入账积分", 100), ("退款中暂扣积分", 100)], ignoreOrder: true);

        await front.Eventually(async () => (await Beside(buyer, "points")) is [(_, 200)], "what was held is free again");
        await front.Owner.Accept((await buyer.AskBack(order.Id, 1)).Ok().Id);
        await Refunded(front, buyer, order.Id, 10000);
        (await Beside(buyer, "points")).ShouldBe([("待入账积分", 100)]);
    }

    [Fact]
    public async Task An_order_that_balances_pay_in_full_asks_for_no_cash_and_earns_points_when_it_is_over()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 10);
        var buyer = await front.Member("alice");
        await SetRules(front);
        await Correct(front, buyer, "stored_value", 20000);
        var choices = new
        {
            couponIds = Array.Empty<string>(),
            usePoints = false,
            tenders = new[] { "stored_value" },
        };

        var order = (await Place(buyer, goods, 1, choices, seen: 10000)).Ok();

        order.String("state").ShouldBe("to_ship");
        ((bool)(await buyer.Post($"/orders/{order.Id}/pay")).Ok()["paid"]!).ShouldBeTrue();
        (await Wallet(buyer, "points"))["beside"]!.AsArray().Single()!["balance"]!.GetValue<long>().ShouldBe(100);
        await front.Owner.Ship(order.Id);
        (await buyer.Post($"/orders/{order.Id}/receive")).Ok();
        await front.Advance(TimeSpan.FromDays(8));
        (await Balances(buyer)).ShouldBe(("0", "10000", "0", "100"));
        ((long)(await Wallet(buyer, "growth"))["balance"]!).ShouldBe(100);
        (await buyer.Get("/wallet/points/entries")).Ok().Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_price_that_has_changed_since_it_was_seen_is_not_charged()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 10);
        var buyer = await front.Member("alice");

        (await Place(buyer, goods, 1, null, seen: 9000)).Refused(409, "price_changed");

        (await buyer.Get("/orders")).Ok().Items.ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Coupons_are_limited_in_all_and_for_each_member(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var template = await Coupon(front, off: 500, from: 0, total: 3, perMember: 1);
        var members = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => front.Member($"fan{n}")));

        var answers = await Task.WhenAll(members.Select(member => member.Post($"/coupon-centre/{template}/take")));

        answers.Count(answer => answer.IsOk).ShouldBe(3);
        answers.Where(answer => !answer.IsOk).ShouldAllBe(answer => answer.Code == "coupon_gone");
        var winner = members[Array.FindIndex(answers, answer => answer.IsOk)];
        (await winner.Post($"/coupon-centre/{template}/take")).Refused(409, "coupon_limit");
        var seen = (await front.Visitor().Get("/coupon-centre")).Ok().Json.AsArray().Single()!;
        ((long)seen["left"]!).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_coupon_is_worth_is_fixed_once_somebody_has_it()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var template = await Coupon(front, off: 500, from: 1000);
        var member = await front.Member("alice");
        (await member.Post($"/coupon-centre/{template}/take")).Ok();

        (await front.Owner.Put($"/coupons/{template}", CouponBody(400, 1000, 100, 1))).Refused(409, "coupon_terms_fixed");
        (await front.Owner.Put($"/coupons/{template}", CouponBody(500, 1000, 200, 2))).Ok().Fen("total").ShouldBe(200);
        (await front.Owner.Post($"/coupons/{template}/stop")).Ok();
        (await (await front.Member("bob")).Post($"/coupon-centre/{template}/take")).Refused(409, "coupon_ended");
    }

    [Fact]
    public async Task Coupons_that_make_no_sense_are_refused_by_field()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);

        (await front.Owner.Post("/coupons", CouponBody(2000, 1000, 100, 1))).Wrong("terms.offFen");
        (await front.Owner.Post("/coupons", CouponBody(500, 1000, 0, 1))).Wrong("total");
        (await front.Owner.Post($"/members/{(await front.Member("alice")).MemberId}/wallet", Correction("stored_value", 600_000))).Refused(
            409,
            "stored_value_limit"
        );
        (await front.Owner.Post($"/members/{(await front.Member("alice")).MemberId}/wallet", Correction("points", -1))).Refused(
            409,
            "insufficient_balance"
        );
    }

    private static async Task SetRules(Shopfront front)
    {
        (
            await front.Owner.Put(
                "/settings/points",
                new
                {
                    enabled = true,
                    earnPerYuan = 1,
                    useAtCheckout = true,
                    pointsPerYuan = 100,
                    maxPpm = 500_000,
                    step = 1,
                }
            )
        ).Ok();
        (
            await front.Owner.Put(
                "/settings/levels",
                new
                {
                    enabled = true,
                    growthPerYuan = 1,
                    levels = new object[]
                    {
                        new
                        {
                            name = "普通会员",
                            fromGrowth = 0,
                            keepPpm = (int?)null,
                            pointsPpm = 1_000_000,
                            freeFreight = false,
                        },
                        new
                        {
                            name = "银卡会员",
                            fromGrowth = 500,
                            keepPpm = (int?)950_000,
                            pointsPpm = 1_000_000,
                            freeFreight = false,
                        },
                    },
                }
            )
        ).Ok();
    }

    private static async Task FullReduction(Shopfront front, long from, long off)
    {
        var body = new
        {
            kind = "full_reduction",
            name = "满减",
            startsAt = front.Now.AddMinutes(-1),
            endsAt = front.Now.AddDays(1),
            config = new
            {
                scope = new
                {
                    kind = "all",
                    ids = Array.Empty<string>(),
                    exceptProductIds = Array.Empty<string>(),
                },
                by = "amount",
                steps = new[] { new { fromFen = from, offFen = off } },
                repeats = false,
                withCoupons = true,
            },
        };
        var campaign = (await front.Owner.Post("/campaigns", body)).Ok();
        (await front.Owner.Post($"/campaigns/{campaign.Id}/publish")).Ok();
    }

    private static object CouponBody(long off, long from, long total, int perMember) =>
        new
        {
            name = "满减券",
            note = "",
            terms = new
            {
                type = "fixed",
                fromFen = from,
                scope = new
                {
                    kind = "all",
                    ids = Array.Empty<string>(),
                    exceptProductIds = Array.Empty<string>(),
                },
                offFen = off,
                validDays = 7,
            },
            total,
            perMember,
            inCentre = true,
        };

    private static async Task<string> Coupon(Shopfront front, long off, long from, long total = 100, int perMember = 1) =>
        (await front.Owner.Post("/coupons", CouponBody(off, from, total, perMember))).Ok().Id;

    private static object Correction(string account, long amount) =>
        new
        {
            account,
            amount,
            reason = "柜台充值",
        };

    private static async Task Correct(Shopfront front, Shopper member, string account, long amount) =>
        (await front.Owner.Post($"/members/{member.MemberId}/wallet", Correction(account, amount))).Ok();

    private static async Task Give(Shopfront front, Shopper member, string kind, long amount) =>
        (
            await front.Owner.Post(
                $"/members/{member.MemberId}/rewards",
                new
                {
                    kind,
                    amount,
                    refId = (string?)null,
                    why = "开业赠送",
                }
            )
        ).Ok();

    private static async Task<Answer> Quote(Shopper buyer, Goods goods, int quantity, object choices) =>
        (await buyer.Post("/quotes", new { lines = new[] { new { skuId = goods.SkuId, quantity } }, choices })).Ok();

    private static async Task<Answer> Place(Shopper buyer, Goods goods, int quantity, object? choices, long? seen) =>
        await buyer.Post(
            "/orders",
            new
            {
                lines = new[] { new { skuId = goods.SkuId, quantity } },
                addressId = await buyer.Address(),
                choices,
                seenPayableFen = seen,
            }
        );

    private static async Task<JsonNode> Wallet(Shopper member, string code) =>
        (await member.Get("/wallet")).Ok().Json.AsArray().Single(balance => (string?)balance!["code"] == code)!;

    private static async Task<IReadOnlyList<(string, long)>> Beside(Shopper member, string code) =>
        [.. (await Wallet(member, code))["beside"]!.AsArray().Select(one => ((string)one!["name"]!, (long)one["balance"]!))];

    /// <summary>Red packets, stored value, bonus and points.</summary>
    private static async Task<(string, string, string, string)> Balances(Shopper member)
    {
        var wallet = (await member.Get("/wallet"))
            .Ok()
            .Json.AsArray()
            .ToDictionary(balance => (string)balance!["code"]!, balance => $"{(long)balance!["balance"]!}");
        return (wallet["red_packet"], wallet["stored_value"], wallet["stored_bonus"], wallet["points"]);
    }

    private static Task Refunded(Shopfront front, Shopper buyer, string orderId, long fen) =>
        front.Eventually(async () => (await buyer.Order(orderId)).Fen("refundedFen") == fen, $"{fen} are given back");
}
