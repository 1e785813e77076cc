using System.Net.Http.Headers;
using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Journeys.Support;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class ReviewTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_member_reviews_what_they_received_once(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId);
        var body = Body(order, 5, "又脆又甜");

        (await buyer.Post($"/orders/{order.Id}/reviews", body)).Refused(409, "not_received");
        await Receive(front, buyer, order.Id);
        ((bool)(await buyer.Order(order.Id))["can"]!["review"]!).ShouldBeTrue();
        ((int)(await buyer.Get("/orders/counts")).Ok()["toReview"]).ShouldBe(1);
        (await buyer.Get("/orders?state=to_review")).Ok().Items.Count.ShouldBe(1);

        var key = Guid.NewGuid().ToString("N");
        var written = (await buyer.Post($"/orders/{order.Id}/reviews", body, key)).Ok();
        (await buyer.Post($"/orders/{order.Id}/reviews", body, key)).Ok().Text.ShouldBe(written.Text);
        (await buyer.Post($"/orders/{order.Id}/reviews", body)).Refused(409, "already_reviewed");

        ((bool)(await buyer.Order(order.Id))["can"]!["review"]!).ShouldBeFalse();
        ((int)(await buyer.Get("/orders/counts")).Ok()["toReview"]).ShouldBe(0);
        var shown = (await front.Visitor().Get($"/products/{goods.ProductId}/reviews")).Ok();
        ((int)shown["rating"]["count"]!, (int)shown["rating"]["averageTenths"]!, (int)shown["rating"]["goodPercent"]!).ShouldBe(
            (1, 50, 100)
        );
        ((string?)shown.Items[0]!["text"]).ShouldBe("又脆又甜");
        (await buyer.Get($"/orders/{order.Id}/reviews")).Ok()["lines"][0]!["review"]!["stars"]!.GetValue<int>().ShouldBe(5);
    }

    [Fact]
    public async Task A_review_has_stars_few_words_and_pictures_of_ours()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId);
        await Receive(front, buyer, order.Id);

        (await buyer.Post($"/orders/{order.Id}/reviews", Body(order, 0, ""))).Wrong("reviews[0].stars");
        (await buyer.Post($"/orders/{order.Id}/reviews", Body(order, 6, ""))).Wrong("reviews[0].stars");
        (await buyer.Post($"/orders/{order.Id}/reviews", Body(order, 5, new string('好', 501)))).Wrong("reviews[0].text");
        var foreign = await buyer.Post($"/orders/{order.Id}/reviews", Body(order, 5, "", ["https://elsewhere.example/a.png"]));
        foreign.Refused(400, "invalid_body");

        var picture = await Upload(buyer, Png);
        picture.Ok().String("url").ShouldStartWith("/files/");
        (await Upload(buyer, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray())).Refused(415, "file_not_supported");
        ((int)(await Upload(front.Visitor(), Png)).Status).ShouldBe(401);
        (await buyer.Post($"/orders/{order.Id}/reviews", Body(order, 4, "", [picture.String("url")]))).Ok();
        var shown = (await buyer.Get($"/products/{goods.ProductId}/reviews?filter=pictures")).Ok();
        ((string?)shown.Items[0]!["pictures"]![0]).ShouldBe(picture.String("url"));
        (await buyer.Get($"/products/{goods.ProductId}/reviews?filter=bad")).Ok().Items.ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_review_is_added_to_once_and_not_after_half_a_year(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var first = await Reviewed(front, buyer, goods, 5, "好吃");
        var second = await Reviewed(front, buyer, goods, 5, "还是好吃");

        (await buyer.Post($"/reviews/{first}/append", new { text = "放了几天更甜" })).Ok();
        (await buyer.Post($"/reviews/{first}/append", new { text = "再说一句" })).Refused(409, "already_appended");
        (await (await front.Member("bob")).Post($"/reviews/{first}/append", new { text = "我也说" })).Refused(404, "not_found");
        await front.Advance(TimeSpan.FromDays(181));
        await buyer.LogIn();
        (await buyer.Post($"/reviews/{second}/append", new { text = "太晚了" })).Refused(409, "append_too_late");

        var shown = (await front.Visitor().Get($"/products/{goods.ProductId}/reviews?filter=appended")).Ok();
        ((string?)shown.Items[0]!["appended"]!["text"]).ShouldBe("放了几天更甜");
        shown.Items.Count.ShouldBe(1);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_hidden_review_keeps_its_stars_and_its_writer_sees_why(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        await Reviewed(front, buyer, goods, 5, "好吃");
        var bad = await Reviewed(front, buyer, goods, 1, "加微信领红包");
        var before = (await front.Owner.Get($"/reviews/{bad}")).Ok();

        (await front.Owner.Post($"/reviews/{bad}/hide", new { reason = "", version = Version(before) })).Wrong("reason");
        (await front.Owner.Post($"/reviews/{bad}/hide", new { reason = "含广告信息", version = Version(before) })).Ok();
        var shown = (await front.Visitor().Get($"/products/{goods.ProductId}/reviews")).Ok();
        shown.Text.ShouldNotContain("加微信领红包");
        ((int)shown["rating"]["count"]!, (int)shown["rating"]["averageTenths"]!, (int)shown["rating"]["hidden"]!).ShouldBe((2, 30, 1));
        (await buyer.Get($"/reviews/{bad}")).Ok().String("hiddenReason").ShouldBe("含广告信息");
        (await front.Owner.Get("/reviews?filter=hidden")).Ok().Items.Count.ShouldBe(1);

        (await front.Owner.Post($"/reviews/{bad}/show", new { version = Version(before) + 1 })).Ok();
        (await front.Visitor().Get($"/products/{goods.ProductId}/reviews")).Ok().Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Staff_answer_and_pin_and_the_second_of_two_editors_sees_a_conflict()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        var first = await Reviewed(front, buyer, goods, 4, "第一条");
        var second = await Reviewed(front, buyer, goods, 5, "第二条");
        var seen = Version((await front.Owner.Get($"/reviews/{first}")).Ok());

        var answered = (await front.Owner.Post($"/reviews/{first}/reply", new { text = "谢谢支持", version = seen })).Ok();
        ((string?)answered["reply"]["text"]).ShouldBe("谢谢支持");
        (await front.Owner.Post($"/reviews/{first}/reply", new { text = "另一位客服", version = seen })).Refused(409, "edited_meanwhile");
        (await front.Owner.Post($"/reviews/{first}/pin", new { pinned = true, version = Version(answered) })).Ok();

        var shown = (await front.Visitor().Get($"/products/{goods.ProductId}/reviews?limit=1")).Ok();
        ((string?)shown.Items[0]!["id"], (bool)shown.Items[0]!["isPinned"]!).ShouldBe((first, true));
        var rest = (await front.Visitor().Get($"/products/{goods.ProductId}/reviews?limit=1&after={shown.String("next")}")).Ok();
        ((string?)rest.Items[0]!["id"]).ShouldBe(second);
        (await front.Owner.Get("/reviews?filter=unanswered&q=第二")).Ok().Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Several_are_answered_together_and_those_that_changed_are_left_alone()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        var first = await Reviewed(front, buyer, goods, 4, "第一条");
        var second = await Reviewed(front, buyer, goods, 5, "第二条");
        (await buyer.Post($"/reviews/{second}/append", new { text = "又买了" })).Ok();

        var done = (
            await front.Owner.Post(
                "/reviews/bulk",
                new
                {
                    act = "reply",
                    text = "感谢惠顾",
                    reviews = new[] { new { id = first, version = 0 }, new { id = second, version = 0 } },
                }
            )
        ).Ok();

        ((int)done["done"]).ShouldBe(1);
        ((string?)done["changed"][0]).ShouldBe(second);
        (
            await front.OtherOwner.Post(
                "/reviews/bulk",
                new
                {
                    act = "hide",
                    text = "不归我",
                    reviews = new[] { new { id = first, version = 1 } },
                }
            )
        ).Refused(404, "not_found");
    }

    [Fact]
    public async Task An_anonymous_writer_is_known_to_the_shop_alone()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        (await buyer.Put("/me", new { nickname = "榕树下的猫", avatarUrl = "" })).Ok();
        await Reviewed(front, buyer, goods, 5, "好吃", anonymous: true);

        var shown = (await front.Visitor().Get($"/products/{goods.ProductId}/reviews")).Ok();
        ((string?)shown.Items[0]!["author"]!["nickname"]).ShouldBe("榕***猫");
        shown.Text.ShouldNotContain("榕树下的猫");
        (await front.Owner.Get("/reviews")).Ok().Text.ShouldContain("榕树下的猫");
    }

    [Fact]
    public async Task What_was_refunded_after_receipt_can_still_be_reviewed()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        var order = await buyer.Buy(goods.SkuId);
        await Receive(front, buyer, order.Id);
        await front.Owner.Accept((await buyer.AskBack(order.Id, 1)).Ok().Id);
        await front.Eventually(async () => await buyer.StateOf(order.Id) == "closed", "the order is given back");

        (await buyer.Post($"/orders/{order.Id}/reviews", Body(order, 2, "坏了一半"))).Ok();
    }

    [Fact]
    public async Task Who_follows_reviews_hears_of_each_without_hearing_how_many_stars()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        var review = await Reviewed(front, buyer, goods, 1, "不好吃");
        (await buyer.Post($"/reviews/{review}/append", new { text = "真的不好吃" })).Ok();

        var told = await front.Look(db => db.Set<Job>().Where(job => job.Type == ReviewWritten.JobType).ToListAsync());

        told.Count.ShouldBe(2);
        told.ShouldAllBe(job => !job.Payload.Contains("star", StringComparison.OrdinalIgnoreCase));
        told[0].PayloadOf<ReviewWritten>().ReviewId.ShouldBe(Id.Parse(review, null));
        await front.Eventually(
            () =>
                front.Look(db => db.Set<Job>().Where(job => job.Type == ReviewWritten.JobType).AllAsync(job => job.State == JobState.Done)),
            "the followers were told"
        );
    }

    private static int Version(Answer review) => (int)review["version"];

    private static object Body(Answer order, int stars, string text, string[]? pictures = null, bool anonymous = false) =>
        new
        {
            reviews = new[]
            {
                new
                {
                    lineId = (string)order["lines"][0]!["id"]!,
                    stars,
                    text,
                    pictures = pictures ?? [],
                },
            },
            anonymous,
        };

    private static async Task Receive(Shopfront front, Shopper buyer, string orderId)
    {
        await front.Owner.Ship(orderId);
        (await buyer.Post($"/orders/{orderId}/receive")).Ok();
    }

    private static async Task<string> Reviewed(Shopfront front, Shopper buyer, Goods goods, int stars, string text, bool anonymous = false)
    {
        var order = await buyer.Buy(goods.SkuId);
        await Receive(front, buyer, order.Id);
        var written = (await buyer.Post($"/orders/{order.Id}/reviews", Body(order, stars, text, null, anonymous))).Ok();
        return (string)written["ids"][0]!;
    }

    private static async Task<Answer> Upload(Caller caller, byte[] content)
    {
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { file, "file", "picture.png" } };
        return await caller.Send(HttpMethod.Post, "/files", form, null);
    }
}
