using System.Globalization;
using System.Text.Json.Nodes;
using Banyan.Journeys.Support;
using Banyan.Kernel;
using Banyan.Testing;

namespace Banyan.Journeys.Books;

/// <summary>WeChat's bill against our rows, with the sandbox's bills and real signatures.</summary>
public sealed class TradeBillTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_day_of_payments_and_refunds_agrees_with_the_bill_by_itself_the_next_morning(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var day = await Trade(front);
        var early = (await front.Owner.Post($"/finance/bills/{day}/check")).Refused(409, "bill_not_ready");
        early.ShouldNotBeNull();

        await NextMorning(front);
        await front.Eventually(async () => (await Checked(front.Owner, day)) is not null, "the nightly check has been done");

        var check = (await Checked(front.Owner, day))!;
        Figures(check).ShouldBe((2, 20000, 1, 10000, 0, 0));
        check["checkedBy"].ShouldBeNull("nobody pressed a button");
        (await Open(front.Owner)).ShouldBeEmpty();

        var again = (await front.Owner.Post($"/finance/bills/{day}/check")).Ok();
        Figures(again.Json).ShouldBe((2, 20000, 1, 10000, 0, 0));
        again.String("checkedBy").ShouldBe("店主");
        (await front.Owner.Get("/finance/bills"))
            .Ok()
            .Items.Count(row => (string?)row!["day"] == day)
            .ShouldBe(1, "a day that is checked again stays one row");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_the_bill_says_otherwise_is_named_until_somebody_says_why(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var day = await Trade(front);
        var payments = (await front.Sandbox.Show("orders"))["items"]!.AsArray();
        var refund = (string)(await front.Sandbox.Show("refunds"))["items"]![0]!["outRefundNo"]!;
        var (kept, dropped) = ((string)payments[0]!["outTradeNo"]!, (string)payments[1]!["outTradeNo"]!);
        await Alter(front, new { number = kept, amountFen = 9999 });
        await Alter(front, new { number = dropped, drop = true });
        await Alter(front, new { number = refund, state = "FAIL" });
        await Import(front, "NOBODYS001", 700, front.Now);
        await NextMorning(front);

        var check = (await front.Owner.Post($"/finance/bills/{day}/check")).Ok();

        ((int)check["found"], (int)check["open"]).ShouldBe((4, 4));
        var found = await Open(front.Owner);
        found
            .Select(row => ((string?)row["kind"], (string?)row["no"], (long?)row["ourFen"], (long?)row["theirFen"]))
            .ShouldBe(
                [
                    ("amount_differs", kept, 10000, 9999),
                    ("missing_there", dropped, 10000, null),
                    ("state_differs", refund, 10000, 10000),
                    ("missing_here", "NOBODYS001", null, 700),
                ],
                ignoreOrder: true
            );

        var nobodys = found.Single(row => (string?)row["no"] == "NOBODYS001");
        (await Settle(front.Owner, nobodys, "")).Wrong("reason");
        var settled = (await Settle(front.Owner, nobodys, "隔壁柜台的收款")).Ok();
        (settled.String("state"), settled.String("reason"), settled.String("settledBy")).ShouldBe(("settled", "隔壁柜台的收款", "店主"));
        (await Settle(front.Owner, nobodys, "再来一次")).Refused(409, "already_settled");

        await front.Sandbox.Control("bills/alter", new { number = kept });
        check = (await front.Owner.Post($"/finance/bills/{day}/check")).Ok();
        ((int)check["found"], (int)check["open"]).ShouldBe((3, 2), "what agrees now is gone, what was settled stays settled");
        (await front.Owner.Get("/finance/differences?state=settled")).Ok().Items.Count.ShouldBe(1);
        (await front.Owner.Get("/finance/differences")).Ok().Items.Count.ShouldBe(3);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_shop_sees_its_own_lines_of_a_merchant_account_that_two_shops_share(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var day = await Trade(front);
        var foreign = await front.OtherOwner.Sell(13000, 5);
        var foreigner = await front.Foreigner("alice");
        await foreigner.Buy(foreign.SkuId);
        var number = (string)
            (await front.Sandbox.Show("orders"))["items"]!.AsArray().Single(order => (long)order!["totalFen"]! == 13000)!["outTradeNo"]!;
        await Alter(front, new { number, amountFen = 1 });
        await NextMorning(front);

        Figures((await front.Owner.Post($"/finance/bills/{day}/check")).Ok().Json).ShouldBe((2, 20000, 1, 10000, 0, 0));
        Figures((await front.OtherOwner.Post($"/finance/bills/{day}/check")).Ok().Json).ShouldBe((1, 1, 0, 0, 1, 1));
        (await Open(front.Owner)).ShouldBeEmpty();
        var theirs = (await Open(front.OtherOwner)).Single();
        (await Settle(front.Owner, theirs, "不是我的")).Refused(404, "not_found");
    }

    [Fact]
    public async Task A_bill_that_comes_broken_is_refused_and_changes_nothing()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var day = await Trade(front);
        await NextMorning(front);
        await front.Eventually(async () => (await Checked(front.Owner, day)) is not null, "the nightly check has been done");
        await front.Sandbox.Control(
            "chaos",
            new
            {
                target = "reply",
                kind = "tamper-body",
                path = "/v3/billdownload",
            }
        );

        (await front.Owner.Post($"/finance/bills/{day}/check")).Refused(502, "bill_broken");

        (await Checked(front.Owner, day))!["checkedBy"].ShouldBeNull();
        (await front.Owner.Post("/finance/bills/yesterday/check")).Wrong("day");
        (await front.Owner.Post("/finance/bills/2020-01-01/check")).Refused(409, "bill_too_old");
    }

    /// <summary>Two payments and one refund on one day of the shop, which is returned.</summary>
    private static async Task<string> Trade(Shopfront front)
    {
        // A day of its own: at noon, so that nothing of it falls into another one.
        var today = front.Now.ShopDay();
        await front.Advance(today.AddDays(1).StartOfShopDay().AddHours(12) - front.Now);
        var goods = await front.Owner.Sell(10000, 50);
        var buyer = await front.Member("alice");
        await buyer.Buy(goods.SkuId);
        var given = await buyer.Buy(goods.SkuId);
        await front.Owner.Accept((await buyer.AskBack(given.Id, 1)).Ok().Id);
        await front.Eventually(async () => (await buyer.Order(given.Id)).Fen("refundedFen") == 10000, "the refund is done");
        return front.Now.ShopDay().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static Task NextMorning(Shopfront front) =>
        front.Advance(front.Now.ShopDay().AddDays(1).StartOfShopDay().AddHours(11) - front.Now);

    private static async Task<JsonNode?> Checked(Caller owner, string day) =>
        (await owner.Get("/finance/bills")).Ok().Items.SingleOrDefault(row => (string?)row!["day"] == day);

    private static async Task<IReadOnlyList<JsonNode>> Open(Caller owner) =>
        [.. (await owner.Get("/finance/differences?state=open")).Ok().Items.Select(row => row!)];

    private static Task<Answer> Settle(Caller owner, JsonNode difference, string reason) =>
        owner.Post($"/finance/differences/{(string)difference["id"]!}/settle", new { reason });

    private static (int, long, int, long, int, int) Figures(JsonNode check) =>
        (
            (int)check["payments"]!,
            (long)check["paidFen"]!,
            (int)check["refunds"]!,
            (long)check["refundedFen"]!,
            (int)check["found"]!,
            (int)check["open"]!
        );

    private static Task<JsonNode> Alter(Shopfront front, object change) => front.Sandbox.Control("bills/alter", change);

    private static Task<JsonNode> Import(Shopfront front, string outTradeNo, long totalFen, DateTimeOffset paidAt) =>
        front.Sandbox.Control(
            "orders/import",
            new
            {
                payments = new[]
                {
                    new
                    {
                        outTradeNo,
                        totalFen,
                        paidAt,
                    },
                },
            }
        );
}
