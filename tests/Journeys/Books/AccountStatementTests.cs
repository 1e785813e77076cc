using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Journeys.Support;
using Banyan.Kernel;
using Banyan.Testing;

namespace Banyan.Journeys.Books;

public sealed class AccountStatementTests
{
    private static readonly TimeSpan AfterSale = TimeSpan.FromDays(8);

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Statements_add_up_to_the_fen_from_the_sale_to_the_refund_and_beyond(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var (seller, order) = await SellAndGiveBack(front);
        var days = Days(front);

        (await Balances(front.Owner)).ShouldBe(
            new Dictionary<string, long>
            {
                ["shop:commission"] = -1250,
                ["shop:wechat_cash"] = 6250,
                ["shop:sales"] = -6250,
                ["shop:campaign_points"] = 0,
                ["shop:campaign_growth"] = 0,
                ["shop:stored_value"] = 0,
                ["shop:stored_bonus"] = 0,
                ["shop:red_packet"] = 0,
                ["shop:points"] = 0,
                ["shop:growth"] = 0,
            },
            ignoreOrder: true
        );
        await AddsUp(front, "shop:commission", days, [-2000, 750]);
        await AddsUp(front, "shop:wechat_cash", days, [10000, -3750]);
        await AddsUp(front, "shop:sales", days, [-10000, 3750]);
        var spent = (await front.Owner.Get($"/accounts/shop:commission/statement{days}")).Ok();
        var first = spent.Items[0]!;
        ((string?)first["reason"], (string?)first["counterpart"]!["name"]).ShouldBe(("佣金", "待结算佣金"));
        ((string?)first["counterpart"]!["member"]!["id"], (string?)first["order"]!["no"]).ShouldBe((seller.MemberId, order.String("no")));
        var cash = (await front.Owner.Get($"/accounts/shop:wechat_cash/statement{days}")).Ok();
        cash.Items.Select(line => (string?)line!["reason"]).ShouldBe(["收款", "退款"]);
        cash.Items.ShouldAllBe(line => (string?)line!["order"]!["id"] == order.Id);

        await Complete(front, order);
        var later = $"?from={Day(front.Now)}&to={Day(front.Now)}";
        days = Days(front);
        var matured = await AddsUp(front, $"member:{seller.MemberId}:commission", days, [1250]);
        matured["beside"].AsArray().Select(account => (string?)account!["name"]).ShouldBe(["待结算佣金", "退款中暂扣"]);
        matured["beside"].AsArray().ShouldAllBe(account => (long)account!["balance"]! == 0);
        var tomorrow = (await front.Owner.Get($"/accounts/shop:commission/statement{later}")).Ok();
        (tomorrow.Fen("opening"), tomorrow.Fen("closing"), tomorrow.Items.Count).ShouldBe((-1250, -1250, 0));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_file_is_what_a_spreadsheet_takes_and_runs_nothing(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var (seller, order) = await SellAndGiveBack(front);
        (await seller.Put("/me", new { nickname = "=cmd|' /C calc'!A0", avatarUrl = "" })).Ok();
        var (from, to) = (Day(front.Now.AddDays(-30)), Day(front.Now.AddDays(1)));

        var file = await Download(front.Owner, front.Http, $"/accounts/shop:commission/statement.csv?from={from}&to={to}");

        file.Bytes.Take(3).ShouldBe([0xEF, 0xBB, 0xBF]);
        file.Type.ShouldBe("text/csv; charset=utf-8");
        file.Name.ShouldBe($"账簿-佣金支出-{from}至{to}.csv");
        var lines = file.Lines;
        lines[0].ShouldBe("时间,事由,说明,对方账户,会员,订单号,来源,转入（元）,转出（元）,余额（元）,冲正");
        lines[1].ShouldBe($"{from} 00:00:00,期初余额,,,,,,,,0.00,");
        lines[2].ShouldContain($",佣金,订单付款，佣金待结算,待结算佣金,'=cmd|' /C calc'!A0,{order.String("no")}\t,commission:");
        lines[2].ShouldEndWith(",,20.00,-20.00,");
        lines[3].ShouldEndWith(",7.50,,-12.50,");
        lines[4].ShouldBe(",合计,,,,,,7.50,20.00,,");
        lines[5].ShouldBe(",期末余额,,,,,,,,-12.50,");
        lines.Length.ShouldBe(6);

        var english = new Caller(front.Http, "console") { Token = front.Owner.Token, Language = "en" };
        var translated = await Download(english, front.Http, $"/accounts/shop:commission/statement.csv?from={from}&to={to}");
        translated.Name.ShouldBe($"Books-Commission spent-{from} to {to}.csv");
        translated.Lines[0].ShouldBe("Time,Reason,Explanation,Counterpart,Member,Order,Source,In (CNY),Out (CNY),Balance (CNY),Reversal");
        var pending = await Download(english, front.Http, $"/accounts/member:{seller.MemberId}:commission_pending/statement.csv");
        pending
            .Lines.Count(line => line.Contains(",Commission,", StringComparison.Ordinal))
            .ShouldBe(2, "accrued, and taken out to be held");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_reversal_is_shown_as_one_and_points_are_whole_numbers(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var member = await front.Member("alice");
        var points = ChartOfAccounts.Points.Of(Id.Parse(member.MemberId, null));
        var given = await Book(
            front,
            new Movement(ChartOfAccounts.CampaignPoints.OfShop(), points, 120, "campaign_grant", "1:1", "@SUM(A1)")
        );
        await Book(front, new Movement(ChartOfAccounts.CampaignPoints.OfShop(), points, 30, "toy", "2", "一行\n两行,\"三\""));
        await Book(front, new Movement(points, ChartOfAccounts.CampaignPoints.OfShop(), 120, "", "", ""), given);

        var statement = await AddsUp(front, points.Key, "", [120, 30, -120]);

        statement.String("from").ShouldBe(Day(front.Now)[..8] + "01", "this month when nothing is said");
        var lines = statement.Items;
        lines.Select(line => (string?)line!["reason"]).ShouldBe(["活动发放", "toy", "冲正"]);
        ((string?)lines[0]!["reversedBy"]).ShouldBe((string?)lines[2]!["id"]);
        ((string?)lines[2]!["reverses"]).ShouldBe((string?)lines[0]!["id"]);
        lines[1]!["reversedBy"].ShouldBeNull();
        var file = await Download(front.Owner, front.Http, $"/accounts/{points.Key}/statement.csv");
        file.Text.ShouldContain(",'@SUM(A1),活动发放的积分,,,campaign_grant:1:1,120,,120,已冲正\r\n");
        file.Text.ShouldContain(",\"一行\n两行,\"\"三\"\"\",活动发放的积分,,,toy:2,30,,150,\r\n");
        file.Text.ShouldContain(",,120,30,冲正分录\r\n");
        (await front.Owner.Get($"/accounts?memberId={member.MemberId}"))
            .Ok()
            .Items.Select(row => (string?)row!["key"])
            .ShouldBe([points.Key]);
    }

    [Fact]
    public async Task A_long_statement_leaves_nothing_out_between_its_pages()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var member = await front.Member("alice");
        var points = ChartOfAccounts.Points.Of(Id.Parse(member.MemberId, null));
        await Task.WhenAll(
            Enumerable
                .Range(1, 1234)
                .Select(i => Book(front, new Movement(ChartOfAccounts.CampaignPoints.OfShop(), points, i, "toy", $"{i}", "测试")))
        );

        var file = await Download(front.Owner, front.Http, $"/accounts/{points.Key}/statement.csv");

        // Head and opening; total and closing; and what is held, pending and being refunded beside the points.
        file.Lines.Length.ShouldBe(1 + 1 + 1234 + 2 + 3);
        var balance = 0L;
        foreach (var cells in file.Lines.Skip(2).Take(1234).Select(line => line.Split(',')))
        {
            balance += long.Parse(cells[7], CultureInfo.InvariantCulture);
            long.Parse(cells[9], CultureInfo.InvariantCulture).ShouldBe(balance);
        }

        file.Lines[^4].ShouldBe($",期末余额,,,,,,,,{1234 * 1235 / 2},");
        file.Lines.Skip(2).Take(1234).Select(line => line.Split(',')[6]).Distinct().Count().ShouldBe(1234);
    }

    [Fact]
    public async Task Days_and_accounts_that_are_none_are_refused_in_both_languages()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var english = new Caller(front.Http, "console") { Token = front.Owner.Token, Language = "en" };
        foreach (var path in (string[])["statement", "statement.csv"])
        {
            async Task<Answer> Ask(string query) => await front.Owner.Get($"/accounts/shop:sales/{path}?{query}");

            (await Ask("from=yesterday")).Wrong("from");
            (await Ask("to=2026-02-30")).Wrong("to");
            (await Ask("from=2026-1-1")).Wrong("from");
            (await Ask("from=0001-01-01&to=9999-12-31")).Wrong("from").Wrong("to");
            (await Ask("from=2026-03-02&to=2026-03-01")).Wrong("to");
            (await Ask("from=2026-01-01&to=2027-01-02")).Wrong("to");
            (await Ask("from=2026-01-01&to=2027-01-01")).Ok();
            (await Ask("from=2024-02-10")).Ok();
            var sentence = (await english.Get($"/accounts/shop:sales/{path}?from=2026-03-02&to=2026-03-01")).Wrong("to");
            ((string?)sentence["errors"]["to"]![0]).ShouldBe("Must not be before the first day");

            foreach (
                var key in (string[])["shop:nothing", "shop:commission_held", "member:1:points", "member:x:points", "sales", "shop:sales:"]
            )
            {
                var answer = (await front.Owner.Get($"/accounts/{key}/{path}")).Refused(404, "unknown_account");
                answer.String("title").ShouldBe("没有这个账户");
            }

            (await english.Get($"/accounts/shop:nothing/{path}")).String("title").ShouldBe("There is no such account");
        }

        (await front.Owner.Get("/accounts?owner=nobody")).Wrong("owner");
        (await front.Owner.Get("/accounts/shop:sales/statement?from=2024-02-10")).String("to").ShouldBe("2024-02-29");
        (await front.Owner.Get("/accounts/shop:sales/statement?to=2024-02-10")).String("from").ShouldBe("2024-02-01");
    }

    [Fact]
    public async Task Only_the_owner_and_finance_read_the_books_and_only_their_own()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var (seller, _) = await SellAndGiveBack(front);
        string[] paths =
        [
            "/accounts",
            "/accounts?owner=member",
            "/accounts/shop:wechat_cash/statement",
            "/accounts/shop:wechat_cash/statement.csv",
        ];
        foreach (var role in (string[])["finance", "operator", "service", "warehouse"])
        {
            var staff = await Hire(front, role);
            foreach (var path in paths)
            {
                var answer = await staff.Get(path);
                _ = role == "finance" ? answer.Ok() : answer.Refused(403, "forbidden");
            }
        }

        ((int)(await front.Visitor().Get("/accounts")).Status).ShouldBe(404, "nothing of the sort in the shop's API");
        (await new Caller(front.Http, "console").Get("/accounts")).Refused(401, "login_required");

        (await Balances(front.OtherOwner)).Values.ShouldAllBe(balance => balance == 0);
        (await front.OtherOwner.Get("/accounts?owner=member")).Ok().Items.ShouldBeEmpty();
        (await front.OtherOwner.Get($"/accounts?memberId={seller.MemberId}")).Ok().Items.ShouldBeEmpty();
        (await front.OtherOwner.Get($"/accounts/member:{seller.MemberId}:commission_pending/statement")).Refused(404, "unknown_account");
        (await front.OtherOwner.Get($"/accounts/member:{seller.MemberId}:commission_pending/statement.csv")).Refused(
            404,
            "unknown_account"
        );
        (await front.OtherOwner.Get("/accounts/shop:wechat_cash/statement")).Ok().Items.ShouldBeEmpty();
    }

    /// <summary>A sale of a hundred yuan by a distributor, of which 37.50 go back.</summary>
    private static async Task<(Shopper Seller, Answer Order)> SellAndGiveBack(Shopfront front)
    {
        var seller = await front.Member("seller");
        await front.Owner.Appoint(seller);
        var share = (await seller.Post("/shares", new { target = new { type = "home", id = (string?)null }, channel = "friend" })).Ok();
        var buyer = await front.Member("buyer", share.String("code"));
        var goods = await front.Owner.Sell(10000, 5);
        var order = await buyer.Buy(goods.SkuId);
        await front.Owner.Accept((await buyer.AskBack(order.Id, 0, 3750)).Ok().Id);
        await front.Eventually(async () => (await buyer.Order(order.Id)).Fen("refundedFen") == 3750, "3750 are given back");
        return (seller, await buyer.Order(order.Id));
    }

    private static async Task Complete(Shopfront front, Answer order)
    {
        await front.Owner.Ship(order.Id);
        var buyer = await front.Member("buyer");
        (await buyer.Post($"/orders/{order.Id}/receive")).Ok();
        await front.Advance(AfterSale);
    }

    /// <summary>Whole and page by page: every balance follows from the one before, and the closing from the opening.</summary>
    private static async Task<Answer> AddsUp(Shopfront front, string key, string days, long[] changes)
    {
        var whole = (await front.Owner.Get($"/accounts/{key}/statement{days}")).Ok();
        var lines = new List<JsonNode>();
        var next = "";
        do
        {
            var page = (await front.Owner.Get($"/accounts/{key}/statement{days}{(days.Length == 0 ? "?" : "&")}limit=1{next}")).Ok();
            foreach (var sum in (string[])["opening", "inflow", "outflow", "closing"])
            {
                page.Fen(sum).ShouldBe(whole.Fen(sum), sum);
            }

            lines.AddRange(page.Items.Select(line => line!));
            next = page.Json["next"] is { } place ? $"&after={place}" : "";
        } while (next.Length > 0);

        lines.Select(line => line.ToJsonString()).ShouldBe(whole.Items.Select(line => line!.ToJsonString()));
        lines.Select(line => (long)line["inflow"]! - (long)line["outflow"]!).ShouldBe(changes);
        var balance = whole.Fen("opening");
        foreach (var line in lines)
        {
            balance += (long)line["inflow"]! - (long)line["outflow"]!;
            ((long)line["balance"]!).ShouldBe(balance);
        }

        whole.Fen("closing").ShouldBe(balance);
        (whole.Fen("opening") + whole.Fen("inflow") - whole.Fen("outflow")).ShouldBe(balance);
        return whole;
    }

    private static async Task<Dictionary<string, long>> Balances(Caller staff) =>
        (await staff.Get("/accounts")).Ok().Items.ToDictionary(row => (string)row!["key"]!, row => (long)row!["balance"]!);

    private static async Task<Caller> Hire(Shopfront front, string role)
    {
        var person = new
        {
            login = role,
            name = role,
            password = Shopkeeper.Password,
            roles = new[] { role },
        };
        (await front.Owner.Post("/staff", person)).Ok();
        var staff = new Caller(front.Http, "console");
        var session = new
        {
            login = role,
            password = Shopkeeper.Password,
            shop = Shopfront.Slug,
        };
        staff.Token = (await staff.Post("/sessions", session)).Ok().String("token");
        return staff;
    }

    private static async Task<Posting> Book(Shopfront front, Movement movement, Posting? reversed = null) =>
        (await front.Get<Commit>().Run(new BookAct(movement, reversed) { ShopId = front.ShopId, At = front.Now })).Value;

    private static string Days(Shopfront front) => $"?from={Day(front.Now.AddDays(-30))}&to={Day(front.Now.AddDays(1))}";

    private static string Day(DateTimeOffset at) => at.ShopDay().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<CsvDownload> Download(Caller staff, HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/console" + path);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(staff.Language));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", staff.Token);
        using var response = await http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, Encoding.UTF8.GetString(bytes));
        return new CsvDownload(
            bytes,
            response.Content.Headers.ContentType?.ToString() ?? "",
            response.Content.Headers.ContentDisposition?.FileNameStar ?? ""
        );
    }

    private sealed record CsvDownload(byte[] Bytes, string Type, string Name)
    {
        public string Text => Encoding.UTF8.GetString(Bytes, 3, Bytes.Length - 3);

        public string[] Lines => Text.Split("\r\n")[..^1];
    }

    private sealed class BookAct(Movement movement, Posting? reversed) : Act<Posting>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Account)
            {
                Ledger.Need(needs, ShopId, movement.From);
                Ledger.Need(needs, ShopId, movement.To);
            }
        }

        public override Result<Posting> Decide(World world) =>
            reversed is null ? Ledger.Post(world, ShopId, movement, At) : Ledger.Reverse(world, reversed, "记错了", At);
    }
}
