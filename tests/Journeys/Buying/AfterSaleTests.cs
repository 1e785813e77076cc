using System.Text.Json.Nodes;
using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Buying;

/// <summary>Returns, exchanges and price protection from the request to the end, and what happens when a side lets its time pass.</summary>
public sealed class AfterSaleTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Goods_come_back_before_the_money_does_and_both_sides_see_the_whole_talk(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        await ReturnsGoTo(front, "浙江省杭州市余杭区仓前路 9 号");
        var (buyer, order) = await Received(front, pieces: 3);
        var picture = (await buyer.Upload("/files", "broken.png", Png)).Ok().String("url");
        var asked = (await Ask(buyer, order, "return_and_refund", quantity: 1, pictures: [picture])).Ok();
        (asked.String("state"), (long)asked["amountFen"]!).ShouldBe(("requested", 1000));

        (await buyer.Post($"/refunds/{asked.Id}/shipment", Parcel())).Refused(409, "after_sale_step");
        var agreed = (await front.Owner.Post($"/refunds/{asked.Id}/accept", new { text = "请保持吊牌完好" })).Ok();
        (agreed.String("state"), (string?)agreed["returnTo"]!["detail"]).ShouldBe(("returning", "浙江省杭州市余杭区仓前路 9 号"));
        (await buyer.Post($"/refunds/{asked.Id}/messages", new { text = "周末寄出可以吗" })).Ok();
        (await front.Owner.Post($"/refunds/{asked.Id}/messages", new { text = "可以" })).Ok();
        (await buyer.Post($"/refunds/{asked.Id}/shipment", Parcel())).Ok().String("state").ShouldBe("returned");
        (await front.Owner.Post($"/refunds/{asked.Id}/arrived", new { text = "" })).Ok();
        await front.Eventually(async () => await StateOf(buyer, asked) == "succeeded", "the money is back");

        var told = (await buyer.Get($"/refunds/{asked.Id}")).Ok();
        Steps(told)
            .ShouldBe([
                "buyer asked",
                "staff return_asked",
                "buyer said",
                "staff said",
                "buyer sent_back",
                "staff arrived",
                "system succeeded",
            ]);
        told["entries"]![0]!["pictures"]!.AsArray().Count.ShouldBe(1);
        ((string?)told["entries"]![1]!["who"]).ShouldBe("商家");
        ((string?)(await front.Owner.Get($"/refunds/{asked.Id}")).Ok()["entries"]![1]!["who"]).ShouldBe("店主");
        var line = (await buyer.Order(order))["lines"][0]!;
        ((long)line["refundedQuantity"]!, (long)line["refundableFen"]!).ShouldBe((1, 2000));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_exchange_moves_goods_and_no_money(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        await ReturnsGoTo(front, "仓库");
        var (buyer, order) = await Received(front, pieces: 2, stock: 3);
        var asked = (await Ask(buyer, order, "exchange", quantity: 1)).Ok();
        (await front.Owner.Post($"/refunds/{asked.Id}/replacement", Parcel("SF2222222222"))).Refused(409, "after_sale_step");
        (await front.Owner.Accept(asked.Id)).String("state").ShouldBe("returning");
        (await buyer.Post($"/refunds/{asked.Id}/shipment", Parcel())).Ok();
        (await front.Owner.Post($"/refunds/{asked.Id}/arrived", new { text = "" })).Ok().String("state").ShouldBe("exchanging");
        var done = (await front.Owner.Post($"/refunds/{asked.Id}/replacement", Parcel("SF2222222222"))).Ok();
        (done.String("state"), (string?)done["replacement"]!["trackingNo"]).ShouldBe(("exchanged", "SF2222222222"));

        var line = (await buyer.Order(order))["lines"][0]!;
        ((long)line["refundedQuantity"]!, (long)line["refundableFen"]!).ShouldBe((0, 2000));
        (await Stock(buyer, line)).ShouldBe(0, "the piece that was sent instead has left the stock");

        var again = (await Ask(buyer, order, "exchange", quantity: 1)).Ok();
        await front.Owner.Accept(again.Id);
        (await front.Owner.Post($"/refunds/{again.Id}/arrived", new { text = "" })).Ok();
        (await front.Owner.Post($"/refunds/{again.Id}/replacement", Parcel("SF3333333333"))).Refused(409, "replacement_out_of_stock");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task When_a_price_falls_the_buyer_gets_the_difference_once(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(1000, 50);
        var buyer = await front.Member("alice");
        var order = (await buyer.Buy(goods.SkuId, 2)).Id;
        (await Ask(buyer, order, "price_protection", quantity: 0)).Refused(409, "price_not_lower");

        await Reprice(front, goods, 850);
        var options = (await buyer.Get($"/orders/{order}/refund-options")).Ok();
        ((long)options["lines"][0]!["priceDropFen"]!).ShouldBe(300);
        options["kinds"].AsArray().Select(one => (string?)one).ShouldBe(["refund_only", "price_protection"]);
        var asked = (await Ask(buyer, order, "price_protection", quantity: 0)).Ok();
        ((long)asked["amountFen"]!).ShouldBe(300);
        (await Ask(buyer, order, "price_protection", quantity: 0)).Refused(409, "refund_requested");
        await front.Owner.Accept(asked.Id);
        await front.Eventually(async () => await StateOf(buyer, asked) == "succeeded", "the difference is back");
        (await Ask(buyer, order, "price_protection", quantity: 0)).Refused(409, "price_not_lower");

        await Reprice(front, goods, 800);
        ((long)(await Ask(buyer, order, "price_protection", quantity: 0)).Ok()["amountFen"]!).ShouldBe(100);
        (await buyer.Order(order)).String("state").ShouldBe("to_ship");

        var late = (await buyer.Buy(goods.SkuId)).Id;
        await Reprice(front, goods, 700);
        await front.Advance(TimeSpan.FromDays(8));
        (await Ask(buyer, late, "price_protection", quantity: 0)).Refused(409, "price_protection_over");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Staff_may_agree_to_a_part_and_the_rest_can_be_asked_for_again(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var (buyer, order) = await Received(front, pieces: 2);
        var asked = (await Ask(buyer, order, "refund_only", quantity: 2)).Ok();
        (await front.Owner.Post($"/refunds/{asked.Id}/accept", new { amountFen = 2001 })).Refused(409, "refund_exceeds");
        var agreed = (await front.Owner.Post($"/refunds/{asked.Id}/accept", new { amountFen = 700, text = "有使用痕迹" })).Ok();
        ((long)agreed["amountFen"]!, (long)agreed["askedFen"]!).ShouldBe((700, 2000));
        await front.Eventually(async () => await StateOf(buyer, asked) == "succeeded", "the part is back");
        (await buyer.Order(order)).Fen("refundedFen").ShouldBe(700);
        (await Ask(buyer, order, "refund_only", quantity: 0, amountFen: 1300)).Ok();
    }

    [Fact]
    public async Task Silence_of_the_shop_is_consent_and_silence_of_the_buyer_ends_it()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        await ReturnsGoTo(front, "仓库");
        var (buyer, order) = await Received(front, pieces: 3);
        var money = (await Ask(buyer, order, "refund_only", quantity: 0, amountFen: 100)).Ok();
        await front.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await front.Eventually(async () => await StateOf(buyer, money) == "succeeded", "the shop said nothing for three days");

        var goods = (await Ask(buyer, order, "return_and_refund", quantity: 1)).Ok();
        await front.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await front.Eventually(async () => await StateOf(buyer, goods) == "returning", "the return is agreed to by the clock");
        await front.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        await front.Eventually(async () => await StateOf(buyer, goods) == "withdrawn", "nothing was sent back for a week");
    }

    [Fact]
    public async Task The_clock_neither_receives_nor_completes_an_order_while_an_after_sale_is_open()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        await ReturnsGoTo(front, "仓库");
        var (buyer, order) = await Received(front, pieces: 1);
        await front.Advance(TimeSpan.FromDays(6));
        var asked = (await Ask(buyer, order, "return_and_refund", quantity: 1)).Ok();
        await front.Owner.Accept(asked.Id);
        await front.Advance(TimeSpan.FromDays(3));
        (await buyer.StateOf(order)).ShouldBe("received", "its window is over, and goods are on their way back");
        (await buyer.Post($"/refunds/{asked.Id}/shipment", Parcel())).Ok();
        await front.Advance(TimeSpan.FromDays(10) + TimeSpan.FromMinutes(1));
        await front.Eventually(async () => await StateOf(buyer, asked) == "succeeded", "nobody said that it arrived for ten days");
        (await buyer.StateOf(order)).ShouldBe("closed");
    }

    [Fact]
    public async Task A_return_can_still_be_refused_when_the_goods_are_not_what_was_agreed()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        await ReturnsGoTo(front, "仓库");
        var (buyer, order) = await Received(front, pieces: 1);
        var asked = (await Ask(buyer, order, "return_and_refund", quantity: 1)).Ok();
        await front.Owner.Accept(asked.Id);
        (await front.Owner.Post($"/refunds/{asked.Id}/reject", new { reason = "先等等" })).Refused(409, "refund_answered");
        (await buyer.Post($"/refunds/{asked.Id}/shipment", Parcel())).Ok();
        (await buyer.Post($"/refunds/{asked.Id}/withdraw")).Refused(409, "refund_answered");
        (await front.Owner.Post($"/refunds/{asked.Id}/reject", new { reason = "寄回的是空盒" })).Ok().String("state").ShouldBe("rejected");
        (await Ask(buyer, order, "return_and_refund", quantity: 1)).Ok();
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_refused_and_changes_nothing()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(1000, 50);
        var buyer = await front.Member("alice");
        var order = (await buyer.Buy(goods.SkuId, 2)).Id;
        (await Ask(buyer, order, "return_and_refund", quantity: 1)).Refused(409, "nothing_to_return");
        (await Ask(buyer, order, "exchange", quantity: 1)).Refused(409, "nothing_to_return");
        (await Ask(buyer, order, "refund_only", quantity: 3)).Refused(409, "refund_exceeds");
        (await Ask(buyer, order, "refund_only", quantity: 1, pictures: ["https://elsewhere.example/a.png"])).Refused(400, "invalid_body");
        (await Ask(buyer, order, "returned_payment", quantity: 1)).Refused(400, "invalid_body");
        (await buyer.Get("/refunds")).Ok().Items.ShouldBeEmpty();

        await front.Owner.Ship(order);
        var asked = (await Ask(buyer, order, "return_and_refund", quantity: 1)).Ok();
        (await front.Owner.Post($"/refunds/{asked.Id}/accept")).Refused(409, "no_return_address");
        (await front.Owner.Post($"/refunds/{asked.Id}/accept", new { withoutReturn = true })).Ok();
        await front.Eventually(async () => await StateOf(buyer, asked) == "succeeded", "the buyer may keep it");
    }

    [Fact]
    public async Task An_abnormal_refund_that_was_paid_by_bank_is_settled_by_hand()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var (buyer, order) = await Received(front, pieces: 1);
        await front.Sandbox.Control("refunds/outcome", new { outcome = "abnormal" });
        var asked = (await Ask(buyer, order, "refund_only", quantity: 1)).Ok();
        (await front.Owner.Post($"/refunds/{asked.Id}/settle", new { reason = "已转账" })).Refused(409, "after_sale_step");
        await front.Owner.Accept(asked.Id);
        await front.Eventually(async () => await StateOf(buyer, asked) == "abnormal", "the channel cannot deliver it");
        var settled = (await front.Owner.Post($"/refunds/{asked.Id}/settle", new { reason = "已转账到尾号 1234 的银行卡" })).Ok();
        settled.String("state").ShouldBe("succeeded");
        (await buyer.StateOf(order)).ShouldBe("closed");
    }

    private static async Task ReturnsGoTo(Shopfront front, string detail)
    {
        var settings = (await front.Owner.Get("/settings")).Ok().Json;
        settings["afterSales"]!["returnTo"] = new JsonObject
        {
            ["name"] = "退货组",
            ["phone"] = "0571-88886666",
            ["detail"] = detail,
        };
        (await front.Owner.Put("/settings", settings)).Ok();
    }

    private static async Task<(Shopper Buyer, string OrderId)> Received(Shopfront front, int pieces, int stock = 50)
    {
        var goods = await front.Owner.Sell(1000, stock);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId, pieces);
        await front.Owner.Ship(order.Id);
        (await buyer.Post($"/orders/{order.Id}/receive")).Ok();
        return (buyer, order.Id);
    }

    private static async Task<Answer> Ask(
        Shopper buyer,
        string orderId,
        string kind,
        int quantity,
        long? amountFen = null,
        string[]? pictures = null
    )
    {
        var lineId = (string)(await buyer.Order(orderId))["lines"][0]!["id"]!;
        var line = new
        {
            lineId,
            quantity,
            amountFen,
        };
        return await buyer.Post(
            $"/orders/{orderId}/refunds",
            new
            {
                lines = new[] { line },
                reason = "商品有瑕疵",
                kind,
                pictures,
            }
        );
    }

    private static object Parcel(string trackingNo = "SF1111111111") => new { company = "顺丰", trackingNo };

    private static async Task<string> StateOf(Shopper buyer, Answer refund) =>
        (await buyer.Get($"/refunds/{refund.Id}")).Ok().String("state");

    private static IEnumerable<string> Steps(Answer refund) =>
        refund["entries"].AsArray().Select(entry => $"{entry!["side"]} {entry["step"]}");

    private static async Task<long> Stock(Shopper buyer, JsonNode line) =>
        (long)(await buyer.Get($"/products/{line["productId"]}")).Ok()["skus"][0]!["stock"]!;

    private static async Task Reprice(Shopfront front, Goods goods, long priceFen)
    {
        var version = (int)(await front.Owner.Get($"/products/{goods.ProductId}")).Ok()["version"]!;
        var product = await front.Owner.Product(priceFen, 50, "云南高山苹果", goods.SkuId, version);
        (await front.Owner.Put($"/products/{goods.ProductId}", product)).Ok();
    }
}
