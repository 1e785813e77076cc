using System.IO.Compression;
using System.Net.Http.Headers;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Journeys.Support;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class OrderFileTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_list_is_exported_with_its_filters_and_never_runs_a_formula(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var (apples, pears) = (await front.Owner.Sell(10000, 5, "=高山苹果"), await front.Owner.Sell(6000, 5, "砀山酥梨"));
        var buyer = await front.Member("alice");
        var (first, second) = (await buyer.Buy(apples.SkuId, 2), await buyer.Place(pears.SkuId));

        var all = Lines(await front.Owner.Get("/orders/export.csv"));
        (all.Count, all[0].Split(',').Length).ShouldBe((3, all[1].Split(',').Length));
        all[2].ShouldContain($"{first.String("no")}\t,");
        all[2].ShouldContain("'=高山苹果");
        all[2].ShouldContain("浙江省杭州市西湖区文三路 1 号");
        Lines(await front.Owner.Get("/orders/export.csv?state=unpaid"))
            .Single(line => line.Contains("酥梨"))
            .ShouldContain(second.String("no"));

        var sheet = await Sheet(front, "/orders/export.xlsx?state=to_ship");
        sheet.ShouldContain("<t xml:space=\"preserve\">=高山苹果</t>");
        sheet.ShouldContain("<v>200.00</v>");
        sheet.ShouldNotContain("酥梨");
    }

    [Fact]
    public async Task Who_may_not_see_receivers_exports_them_masked()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        await (await front.Member("alice")).Buy(goods.SkuId);
        (
            await front.Owner.Post(
                "/staff",
                new
                {
                    login = "finance",
                    name = "小账",
                    password = Shopkeeper.Password,
                    roles = new[] { "finance" },
                }
            )
        ).Ok();
        var finance = new Caller(front.Http, "console");
        finance.Token = (
            await finance.Post(
                "/sessions",
                new
                {
                    login = "finance",
                    password = Shopkeeper.Password,
                    shop = Shopfront.Slug,
                }
            )
        ).Ok().String("token");

        var masked = (await finance.Get("/orders/export.csv")).Ok().Text;

        masked.ShouldContain("林**,138****8000,浙江省杭州市西湖区****");
        masked.ShouldNotContain("文三路");
        (await finance.Get("/orders/shipping-file.csv")).Refused(403, "forbidden");
    }

    [Fact]
    public async Task Slips_are_printed_for_several_orders_with_what_is_still_to_pack()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        var (first, second) = (await buyer.Buy(goods.SkuId, 3), await buyer.Buy(goods.SkuId));
        await Ship(front, first, 1);

        var sheet = (await front.Owner.Get($"/orders/slips?ids={second.Id},{first.Id},77")).Ok();

        sheet
            .Items.Select(slip => ((string)slip!["no"]!, (int)slip["lines"]![0]!["quantity"]!))
            .ShouldBe([(second.String("no"), 1), (first.String("no"), 2)]);
        (await front.OtherOwner.Get($"/orders/slips?ids={first.Id}")).Ok().Items.ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_invoice_is_asked_for_at_checkout_and_its_number_comes_back(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        (await Place(buyer, goods, "公司", "123", "a@b.cn")).Wrong("taxNo");
        (await Place(buyer, goods, "公司", "91330106MA2B1234XX", "nobody")).Wrong("email");
        var order = (await Place(buyer, goods, "杭州榕树科技有限公司", "91330106 MA2B1234XX", "a@b.cn")).Ok();
        ((string?)order["invoice"]["state"], (string?)order["invoice"]["taxNo"]).ShouldBe(("requested", "91330106MA2B1234XX"));

        (await Issue(front, order.Id)).Refused(409, "not_paid_yet");
        await buyer.Pay(order.Id);
        (await front.Owner.Get("/orders?invoice=requested")).Ok().Items.Count.ShouldBe(1);
        (await Issue(front, order.Id)).Ok();

        (await front.Owner.Get("/orders?invoice=requested")).Ok().Items.ShouldBeEmpty();
        var seen = (await buyer.Order(order.Id))["invoice"];
        ((string?)seen["state"], (string?)seen["number"]).ShouldBe(("issued", "24332000000012345678"));
        (await Issue(front, (await buyer.Buy(goods.SkuId)).Id)).Refused(409, "invoice_not_requested");
    }

    [Fact]
    public async Task Buying_again_fills_the_cart_and_says_what_is_gone()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId, 3);

        var fewer = (await buyer.Post($"/orders/{order.Id}/again")).Ok();
        ((int)fewer["added"][0]!["quantity"]!, (string?)fewer["added"][0]!["note"]).ShouldBe((2, "只剩 2 件"));
        ((int)(await buyer.Get("/cart")).Ok()["count"]).ShouldBe(2);
        (await front.Owner.Post($"/products/{goods.ProductId}/shelve", new { onShelf = false })).Ok();
        var gone = (await buyer.Post($"/orders/{order.Id}/again")).Ok();
        (gone["added"].AsArray().Count, (string?)gone["gone"][0]!["note"]).ShouldBe((0, "已下架"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Orders_that_will_not_go_right_by_themselves_are_found_in_one_place(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        var (fine, vague, held) = (await buyer.Buy(goods.SkuId), await buyer.Buy(goods.SkuId), await buyer.Buy(goods.SkuId));
        await front.Plant(async db =>
        {
            await Set(db, vague.Id, order => order with { IsAddressIncomplete = true });
            await Set(db, held.Id, order => order with { Hold = "等待成团", PaidAt = order.PaidAt!.Value.AddDays(-4) });
        });

        var abnormal = (await front.Owner.Get("/orders?state=abnormal")).Ok().Items;

        abnormal
            .Select(order => ((string)order!["id"]!, (string)order["problem"]!["code"]!))
            .ShouldBe([(held.Id, "held_too_long"), (vague.Id, "address_incomplete")]);
        ((int)(await front.Owner.Get("/overview")).Ok()["todo"]["abnormalOrders"]!).ShouldBe(2);
        (await front.Owner.Get($"/orders/{fine.Id}")).Ok().Json["problem"].ShouldBeNull();
    }

    [Fact]
    public async Task A_shop_sets_its_own_delays()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        var settings = (await front.Owner.Get("/settings")).Ok().Json.AsObject();
        (settings["orderCloseMinutes"], settings["autoReceiveDays"], settings["afterSaleDays"]) = (30, 3, 2);
        (await front.Owner.Put("/settings", settings)).Ok();
        var (unpaid, order) = (await buyer.Place(goods.SkuId), await buyer.Buy(goods.SkuId));

        await front.Advance(TimeSpan.FromMinutes(29));
        (await buyer.StateOf(unpaid.Id)).ShouldBe("unpaid");
        await front.Advance(TimeSpan.FromMinutes(2));
        (await buyer.StateOf(unpaid.Id)).ShouldBe("closed");
        await front.Owner.Ship(order.Id);
        await front.Advance(TimeSpan.FromHours(3 * 24 + 1));
        (await buyer.StateOf(order.Id)).ShouldBe("received");
        await front.Advance(TimeSpan.FromHours(2 * 24 + 1));
        (await buyer.StateOf(order.Id)).ShouldBe("completed");
    }

    private static async Task Set(Engines.Storage.BanyanDb db, string orderId, Func<Order, Order> change)
    {
        var id = Kernel.Id.Parse(orderId, null);
        var row = await db.Set<Order>().AsTracking().FirstAsync(order => order.Id == id);
        db.Entry(row).CurrentValues.SetValues(change(row) with { Version = row.Version + 1 });
    }

    private static List<string> Lines(Answer file) => [.. file.Ok().Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];

    private static async Task<string> Sheet(Shopfront front, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/console" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", front.Owner.Token);
        using var response = await front.Http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue();
        using var archive = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
        using var reader = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return await reader.ReadToEndAsync();
    }

    private static Task<Answer> Ship(Shopfront front, Answer order, int quantity) =>
        front.Owner.Post(
            $"/orders/{order.Id}/ship",
            new
            {
                recipientNo = 1,
                company = "顺丰速运",
                trackingNo = "SF1",
                pieces = new[] { new { lineId = (string)order["lines"][0]!["id"]!, quantity } },
            }
        );

    private static Task<Answer> Issue(Shopfront front, string orderId) =>
        front.Owner.Post($"/orders/{orderId}/invoice", new { number = "24332000000012345678", fileUrl = "" });

    private static async Task<Answer> Place(Shopper buyer, Goods goods, string title, string taxNo, string email) =>
        await buyer.Post(
            "/orders",
            new
            {
                lines = new[] { new { skuId = goods.SkuId, quantity = 1 } },
                addressId = await buyer.Address(),
                invoice = new
                {
                    kind = "company",
                    title,
                    taxNo,
                    email,
                },
            }
        );
}
