using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Banyan.Journeys.Support;
using Banyan.Kernel;
using Banyan.Testing;

namespace Banyan.Journeys.Books;

public sealed class FinanceDaysTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_days_settlement_is_what_was_paid_and_refunded_that_day_in_cash_and_in_balances(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 50);
        var seller = await front.Member("seller");
        await front.Owner.Appoint(seller);
        var share = (await seller.Post("/shares", new { target = new { type = "home", id = (string?)null } })).Ok().String("code");
        var buyer = await front.Member("alice", share);
        await TopUp(front, buyer, "stored_value", 4000);
        await TopUp(front, buyer, "red_packet", 500);
        await TopUp(front, buyer, "red_packet", -100);

        // 100.00: 4.00 by red packets, 40.00 by stored value, 56.00 in cash; then another one in cash alone.
        var mixed = await Place(buyer, goods, ["red_packet", "stored_value"]);
        (await buyer.Pay(mixed)).String("state").ShouldBe("to_ship");
        await buyer.Buy(goods.SkuId);
        var first = Day(front);

        var paid = await Days(front, first, first);
        Cash(paid["total"]!).ShouldBe((2, 15600, 0, 0, 15600));
        Balance(paid["total"]!, "stored_value").ShouldBe((4000, 0, 4000, 0));
        Balance(paid["total"]!, "red_packet").ShouldBe((400, 0, 500, 100));
        Balance(paid["total"]!, "stored_bonus").ShouldBe((0, 0, 0, 0));
        ((long)paid["total"]!["accruedFen"]!).ShouldBeGreaterThan(0);
        ((long)paid["total"]!["maturedFen"]!, (long)paid["total"]!["reversedFen"]!).ShouldBe((0, 0));

        await front.Advance(TimeSpan.FromDays(1));
        await front.Owner.Accept((await buyer.AskBack(mixed, 1)).Ok().Id);
        await front.Eventually(async () => (await buyer.Order(mixed)).Fen("refundedFen") == 10000, "the whole order is given back");

        var both = await Days(front, first, Day(front));
        both["items"]!.AsArray().Select(day => (string)day!["day"]!).ShouldBe([first, Day(front)]);
        Cash(both["items"]![0]!["figures"]!).ShouldBe((2, 15600, 0, 0, 15600), "yesterday is as it was");
        Cash(both["items"]![1]!["figures"]!).ShouldBe((0, 0, 5600, 0, -5600));
        Cash(both["total"]!).ShouldBe((2, 15600, 5600, 0, 10000));
        Balance(both["total"]!, "stored_value").ShouldBe((4000, 4000, 4000, 0));
        Balance(both["total"]!, "red_packet").ShouldBe((400, 400, 500, 100));
        ((long)both["total"]!["reversedFen"]!).ShouldBeGreaterThan(0);
        await MatchesTheBooks(front, both["total"]!);

        (await front.OtherOwner.Get($"/finance/days?from={first}&to={Day(front)}")).Ok().Text.ShouldNotContain("15600");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commission_matures_on_the_day_on_which_it_does_and_late_payments_that_went_back_are_told_apart(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 2);
        var seller = await front.Member("seller");
        await front.Owner.Appoint(seller);
        var share = (await seller.Post("/shares", new { target = new { type = "home", id = (string?)null } })).Ok().String("code");
        var buyer = await front.Member("alice", share);
        var bought = await buyer.Buy(goods.SkuId);
        await front.Owner.Ship(bought.Id);
        (await buyer.Post($"/orders/{bought.Id}/receive")).Ok();
        var late = await (await front.Member("late")).Place(goods.SkuId);
        var number = (await (await front.Member("late")).Post($"/orders/{late.Id}/pay")).Ok().String("outTradeNo");
        var start = Day(front);
        await front.Advance(TimeSpan.FromMinutes(16));
        await (await front.Member("bob")).Buy(goods.SkuId);
        await front.Sandbox.Pay(number, late: true);
        await front.Eventually(async () => await ReturnedFen(front, start) == 10000, "the late payment goes back");

        var before = (await Days(front, start, Day(front)))["total"]!;
        Cash(before).ShouldBe((2, 30000, 0, 10000, 20000));
        ((long)before["maturedFen"]!).ShouldBe(0);

        await front.Advance(TimeSpan.FromDays(9));
        var after = (await Days(front, start, Day(front)))["total"]!;
        ((long)after["maturedFen"]!).ShouldBe((long)after["accruedFen"]!);
        ((long)after["maturedFen"]!).ShouldBeGreaterThan(0);
        await MatchesTheBooks(front, after);
    }

    [Fact]
    public async Task The_file_has_a_line_for_each_day_and_a_total()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 50);
        await (await front.Member("alice")).Buy(goods.SkuId);
        var (from, to) = (Day(front, -1), Day(front));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/console/finance/days/export?from={from}&to={to}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", front.Owner.Token);
        using var response = await front.Http.SendAsync(request);

        var bytes = await response.Content.ReadAsByteArrayAsync();

        response.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe($"日结-{from}至{to}.csv");
        var lines = Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).Split("\r\n")[..^1];
        lines[0].ShouldStartWith("日期,支付订单数,优惠金额（元）,微信收款（元）,");
        lines[1].ShouldStartWith($"{from},0,0.00,0.00,");
        lines[2].ShouldStartWith($"{to},1,0.00,100.00,0.00,0.00,100.00,");
        lines[3].ShouldStartWith("合计,1,0.00,100.00,0.00,0.00,100.00,");
        lines.Length.ShouldBe(4);
    }

    [Fact]
    public async Task Days_that_cannot_be_asked_for_are_refused()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);

        (await front.Owner.Get("/finance/days?from=2026-01-01&to=2026-04-03")).Wrong("to");
        (await front.Owner.Get("/finance/days?from=2026-02-30")).Wrong("from");
        (await front.Owner.Get("/finance/days?from=2026-01-01&to=2026-04-02")).Ok().Items.Count.ShouldBe(92);
    }

    private static async Task MatchesTheBooks(Shopfront front, JsonNode total)
    {
        var accounts = (await front.Owner.Get("/accounts?limit=100"))
            .Ok()
            .Items.ToDictionary(account => (string)account!["key"]!, account => (long)account!["balance"]!);
        accounts["shop:wechat_cash"].ShouldBe((long)total["netCashFen"]!);
        accounts["shop:commission"].ShouldBe((long)total["reversedFen"]! - (long)total["accruedFen"]!);
    }

    private static async Task<long> ReturnedFen(Shopfront front, string from) =>
        (long)(await Days(front, from, Day(front)))["total"]!["returnedFen"]!;

    private static async Task<JsonNode> Days(Shopfront front, string from, string to) =>
        (await front.Owner.Get($"/finance/days?from={from}&to={to}")).Ok().Json;

    private static (int, long, long, long, long) Cash(JsonNode figures) =>
        (
            (int)figures["orders"]!,
            (long)figures["cashInFen"]!,
            (long)figures["refundedFen"]!,
            (long)figures["returnedFen"]!,
            (long)figures["netCashFen"]!
        );

    private static (long Paid, long Refunded, long Granted, long Taken) Balance(JsonNode figures, string code)
    {
        var balance = figures["balances"]!.AsArray().Single(row => (string?)row!["code"] == code)!;
        return ((long)balance["paidFen"]!, (long)balance["refundedFen"]!, (long)balance["grantedFen"]!, (long)balance["takenFen"]!);
    }

    private static async Task TopUp(Shopfront front, Shopper member, string account, long amount) =>
        (
            await front.Owner.Post(
                $"/members/{member.MemberId}/wallet",
                new
                {
                    account,
                    amount,
                    reason = "柜台充值",
                }
            )
        ).Ok();

    private static async Task<string> Place(Shopper buyer, Goods goods, string[] tenders) => (
            await buyer.Post(
                "/orders",
                new
                {
                    lines = new[] { new { skuId = goods.SkuId, quantity = 1 } },
                    addressId = await buyer.Address(),
                    choices = new
                    {
                        couponIds = (string[]?)null,
                        usePoints = false,
                        tenders,
                    },
                }
            )
        ).Ok().Id;

    private static string Day(Shopfront front, int offset = 0) =>
        front.Now.ShopDay().AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
