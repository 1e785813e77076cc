using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Buying;

public sealed class ShippingFileTests
{
    private const string Head = "订单号,快递公司,运单号\r\n";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Fifty_orders_leave_by_one_file_and_sending_it_again_ships_nothing_twice(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 60);
        var buyer = await front.Member("alice");
        var orders = new List<Answer>();
        for (var i = 0; i < 50; i++)
        {
            orders.Add(await buyer.Buy(goods.SkuId));
        }

        var numbers = orders.Select(order => order.String("no")).ToList();
        var template = (await front.Owner.Get("/orders/shipping-file.csv")).Ok().Text;
        numbers.ShouldAllBe(no => template.Contains(no, StringComparison.Ordinal));
        var file = Head + string.Concat(numbers.Select((no, i) => $"{no}\t,中通快递,ZT{i:D8}\r\n"));
        var preview = (await Upload(front, Encoding.GetEncoding("utf-8").GetBytes(file))).Ok();
        ((int)preview["good"], (int)preview["bad"]).ShouldBe((50, 0));

        (await Confirm(front, preview)).ShouldAllBe(problem => problem == null);
        (await Confirm(front, preview)).ShouldAllBe(problem => problem == null);

        var shipped = (await front.Owner.Get("/orders?state=shipped&limit=100")).Ok().Items;
        shipped.Count.ShouldBe(50);
        shipped.ShouldAllBe(order => (int)order!["parcelCount"]! == 1);
        ((int)(await Upload(front, Encoding.UTF8.GetBytes(file))).Ok()["bad"]).ShouldBe(50);
    }

    [Fact]
    public async Task Rows_that_cannot_be_shipped_say_why_and_hold_nobody_up()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 60);
        var buyer = await front.Member("alice");
        var (good, unpaid) = (await buyer.Buy(goods.SkuId), await buyer.Place(goods.SkuId));
        var other = await buyer.Buy(goods.SkuId);
        var rows = new[]
        {
            $"{good.String("no")},顺丰速运,SF100",
            $"{good.String("no")},顺丰速运,SF101",
            $"{unpaid.String("no")},顺丰速运,SF102",
            "999,顺丰速运,SF103",
            "2.61128E+17,顺丰速运,SF104",
            $"{other.String("no")},=cmd,SF105",
            $"{other.String("no")},顺丰速运,",
            $"{other.String("no")},,",
        };

        var preview = (await Upload(front, Gb18030(Head + string.Join("\r\n", rows)))).Ok();

        var problems = preview["rows"].AsArray().Select(row => (string?)row!["problem"]).ToList();
        problems[0].ShouldBeNull();
        problems
            .Skip(1)
            .ShouldBe([
                "和第 2 行是同一个订单",
                "订单待付款，不能发货",
                "没有这个订单号",
                "订单号被表格软件改成了科学计数，请把这一列设为文本后重新粘贴",
                "快递公司或运单号里有公式",
                "没有填写运单号",
            ]);
        (await Upload(front, Encoding.UTF8.GetBytes("a,b,c\r\n1,2,3"))).Refused(400, "shipping_file_head");
        (await Upload(front, Encoding.UTF8.GetBytes(Head))).Refused(400, "shipping_file_empty");
        var mixed = new[] { Row(good.String("no"), "SF1"), Row(unpaid.String("no"), "SF2"), Row("999", "SF3") };
        var answer = (await front.Owner.Post("/orders/shipments", new { rows = mixed })).Ok();
        answer["rows"].AsArray().Select(row => (string?)row!["problem"] is null).ShouldBe([true, false, false]);
        (await buyer.StateOf(good.Id)).ShouldBe("shipped");
    }

    private static byte[] Gb18030(string text) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);

    private static object Row(string orderNo, string trackingNo) =>
        new
        {
            orderNo,
            company = "顺丰速运",
            trackingNo,
        };

    private static async Task<List<string?>> Confirm(Shopfront front, Answer preview)
    {
        var rows = preview["rows"].AsArray().Select(row => row!.DeepClone()).ToArray();
        var answer = (await front.Owner.Post("/orders/shipments", new { rows })).Ok();
        return [.. answer["rows"].AsArray().Select(row => (string?)row!["problem"])];
    }

    private static async Task<Answer> Upload(Shopfront front, byte[] content)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        form.Add(file, "file", string.Create(CultureInfo.InvariantCulture, $"shipping-{content.Length}.csv"));
        return await front.Owner.Send(HttpMethod.Post, "/orders/shipping-file", form, null);
    }
}
