using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Buying;

/// <summary>Courses: written, bought, taken, given back.</summary>
public sealed class CourseTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_course_opens_when_it_is_paid_and_closes_when_the_money_goes_back(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var course = (await front.Owner.Post("/courses", Courses.Body())).Ok();
        var goods = await front.Owner.SellCourse(course.Id);
        var buyer = await front.Member("alice");
        var (free, second) = (Courses.LessonOf(course, 0), Courses.LessonOf(course, 1));
        (await buyer.Get($"/courses/{course.Id}/lessons/{free}")).Ok().String("title").ShouldBe("认识六大茶类");
        (await buyer.Get($"/courses/{course.Id}/lessons/{second}")).Refused(409, "not_entitled");
        (await buyer.Put($"/courses/{course.Id}/lessons/{second}/progress", new { seconds = 0, done = true })).Refused(409, "not_entitled");

        var quote = (await buyer.Post("/quotes", new { lines = new[] { new { skuId = goods.SkuId, quantity = 1 } } })).Ok();
        ((bool)quote["isVirtual"]).ShouldBeTrue();
        var order = (await buyer.PlaceWithoutAddress(goods.SkuId)).Ok();
        order.String("delivery").ShouldBe("virtual");
        await buyer.Pay(order.Id);
        await front.Eventually(async () => await buyer.StateOf(order.Id) == "shipped", "the course is handed over");
        (await buyer.Order(order.Id)).String("stateText").ShouldBe("已交付");
        (await buyer.Get($"/courses/{course.Id}/lessons/{second}")).Ok().String("bodyHtml").ShouldBe("<p>正文</p>");
        (await buyer.Put($"/courses/{course.Id}/lessons/{second}/progress", new { seconds = 0, done = true })).Ok();
        var mine = (await buyer.Get("/my-courses")).Ok().Items.ShouldHaveSingleItem()!;
        ((int)mine["done"]!, (bool)mine["canOpen"]!, (string?)mine["until"]).ShouldBe((1, true, null));

        var refund = (await buyer.AskBack(order.Id, 1)).Ok();
        (await buyer.Get($"/courses/{course.Id}/lessons/{second}")).Ok();
        await front.Owner.Accept(refund.Id);
        await front.Eventually(async () => await buyer.StateOf(order.Id) == "closed", "the money is back");
        (await buyer.Get($"/courses/{course.Id}/lessons/{second}")).Refused(409, "not_entitled");
        (await buyer.Get("/my-courses")).Ok().Items.ShouldBeEmpty();
        var holder = (await front.Owner.Get($"/courses/{course.Id}/holders")).Ok().Items.ShouldHaveSingleItem()!;
        ((string?)holder["state"], (string?)holder["revokeReason"], (int)holder["done"]!).ShouldBe(("revoked", "已退款", 1));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_refund_that_fails_opens_the_course_again(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var course = (await front.Owner.Post("/courses", Courses.Body())).Ok();
        var goods = await front.Owner.SellCourse(course.Id);
        var buyer = await front.Member("alice");
        var order = await Bought(front, buyer, goods);
        var lesson = $"/courses/{course.Id}/lessons/{Courses.LessonOf(course, 1)}";
        await front.Sandbox.Control("refunds/outcome", new { outcome = "closed" });
        var refund = (await buyer.AskBack(order, 1)).Ok();
        await front.Owner.Accept(refund.Id);
        (await buyer.Get(lesson)).Refused(409, "not_entitled");
        await front.Eventually(
            async () => (await front.Owner.Get($"/refunds/{refund.Id}")).Ok().String("state") == "closed",
            "the channel has closed the refund"
        );
        (await buyer.Get(lesson)).Ok();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Times_of_one_course_follow_one_another_and_move_up_when_one_is_given_back(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var course = (await front.Owner.Post("/courses", Courses.Body(validDays: 30))).Ok();
        var goods = await front.Owner.SellCourse(course.Id);
        var buyer = await front.Member("alice");
        var begun = front.Now;
        var first = await Bought(front, buyer, goods);
        (await front.Owner.Give(buyer, course.Id, times: 2)).Ok();
        (await UntilOf(buyer)).ShouldBe(begun.AddDays(90), TimeSpan.FromMinutes(1));

        await front.Advance(TimeSpan.FromDays(3));
        await front.Owner.Accept((await buyer.AskBack(first, 1)).Ok().Id);
        await front.Eventually(async () => await buyer.StateOf(first) == "closed", "the money is back");
        (await UntilOf(buyer)).ShouldBe(begun.AddDays(63), TimeSpan.FromMinutes(1));
        (await buyer.Get($"/courses/{course.Id}/lessons/{Courses.LessonOf(course, 2)}")).Ok();

        await front.Advance(TimeSpan.FromDays(61));
        await buyer.LogIn();
        (await buyer.Get($"/courses/{course.Id}/lessons/{Courses.LessonOf(course, 2)}")).Refused(409, "not_entitled");
        ((bool)(await buyer.Get("/my-courses")).Ok().Items[0]!["canOpen"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_course_bought_by_a_team_opens_when_the_team_is_full()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var course = (await front.Owner.Post("/courses", Courses.Body())).Ok();
        var goods = await front.Owner.SellCourse(course.Id);
        var campaign = await front.Owner.GroupBuy(goods, 5900, front.Now, teamSize: 2);
        var (leader, friend) = (await front.Member("leader"), await front.Member("friend"));
        var offer = (await leader.Post($"/campaigns/{campaign}/begin", new { skuId = goods.SkuId })).Ok().String("offerRef");
        var first = await leader.Buy(goods.SkuId, 1, offer);
        await front.Eventually(async () => (await leader.Order(first.Id)).String("stateText") == "等待成团", "the team waits");
        (await leader.Get("/my-courses")).Ok().Items.ShouldBeEmpty();

        var run = (await leader.Order(first.Id)).String("runId");
        var joined = (await friend.Post($"/runs/{run}/acts/join", new { })).Ok().String("offerRef");
        await friend.Buy(goods.SkuId, 1, joined);
        await front.Eventually(async () => (await leader.Get("/my-courses")).Ok().Items.Count == 1, "the leader has the course");
        await front.Eventually(async () => (await friend.Get("/my-courses")).Ok().Items.Count == 1, "the friend has the course");
    }

    [Fact]
    public async Task A_course_beside_a_box_is_opened_at_once_and_the_box_is_sent()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var course = (await front.Owner.Post("/courses", Courses.Body())).Ok();
        var goods = await front.Owner.SellCourse(course.Id);
        var box = await front.Owner.Sell(1000, 10);
        var buyer = await front.Member("alice");
        (await buyer.PlaceWithoutAddress(goods.SkuId, box.SkuId)).Wrong("addressId");
        var order = (
            await buyer.Post(
                "/orders",
                new
                {
                    lines = new[] { new { skuId = goods.SkuId, quantity = 1 }, new { skuId = box.SkuId, quantity = 1 } },
                    addressId = await buyer.Address(),
                }
            )
        ).Ok();
        order.String("delivery").ShouldBe("express");
        await buyer.Pay(order.Id);
        await front.Eventually(async () => (await buyer.Get("/my-courses")).Ok().Items.Count == 1, "the course is open");
        (await buyer.StateOf(order.Id)).ShouldBe("to_ship");
        (await front.Owner.Post($"/orders/{order.Id}/deliver")).Refused(409, "not_virtual");
        await front.Owner.Ship(order.Id);
        (await buyer.StateOf(order.Id)).ShouldBe("shipped");
    }

    [Fact]
    public async Task What_nobody_carries_is_handed_over_by_staff_and_received_after_two_days()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var card = await front.Owner.SellCourse(courseId: null);
        var buyer = await front.Member("alice");
        var address = await buyer.Address();
        var order = await buyer.Buy(card.SkuId);
        order.Json["address"].ShouldBeNull("nothing goes there, so nothing is kept");
        (
            await front.Owner.Post(
                $"/orders/{order.Id}/ship",
                new
                {
                    recipientNo = 1,
                    company = "顺丰",
                    trackingNo = "SF1",
                }
            )
        ).Refused(409, "virtual_order");
        (await front.Owner.Get("/orders/shipping-file.csv")).Ok().Text.ShouldNotContain(order.String("no"));
        (await front.Owner.Post($"/orders/{order.Id}/deliver")).Ok().String("state").ShouldBe("shipped");
        var kinds = (await buyer.Get($"/orders/{order.Id}/refund-options")).Ok()["kinds"].AsArray();
        kinds.Select(kind => (string?)kind).ShouldBe(["refund_only"]);
        (await front.Owner.Post($"/orders/{order.Id}/deliver")).Ok();
        await front.Advance(TimeSpan.FromDays(2.1));
        (await buyer.StateOf(order.Id)).ShouldBe("received");
    }

    [Fact]
    public async Task Two_editors_of_a_course_do_not_overwrite_each_other_and_scripts_do_not_get_in()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var course = (await front.Owner.Post("/courses", Courses.Body())).Ok();
        (await front.Owner.Put($"/courses/{course.Id}", Courses.Body(version: 0, title: "第一版"))).Ok();
        (await front.Owner.Put($"/courses/{course.Id}", Courses.Body(version: 0, title: "第二版"))).Refused(409, "changed_meanwhile");
        var kept = (await front.Owner.Get($"/courses/{course.Id}")).Ok();
        (kept.String("title"), kept["lessons"].AsArray().Count).ShouldBe(("第一版", 3));

        var bad = new
        {
            kind = "course",
            title = "课",
            coverUrl = "",
            introHtml = "",
            isOpen = true,
            lessons = new[] { Courses.Lesson("一", bodyHtml: "<p>好<script>alert(1)</script></p>") },
        };
        var cleaned = (await front.Owner.Post("/courses", bad)).Ok();
        ((string?)cleaned["lessons"][0]!["bodyHtml"]).ShouldBe("<p>好</p>");
        (await front.Owner.Post("/courses", bad with { lessons = [] })).Wrong("lessons");
        (await front.Owner.Post("/products", await Selling(front, "999"))).Wrong("courseId");
        await front.Owner.SellCourse(cleaned.Id);
        (await front.Owner.Delete($"/courses/{cleaned.Id}")).Refused(409, "course_in_use");
        (await front.Owner.Delete($"/courses/{course.Id}")).Ok();
    }

    [Fact]
    public async Task What_staff_take_back_stays_taken_back()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var course = (await front.Owner.Post("/courses", Courses.Body())).Ok();
        var member = await front.Member("alice");
        (await front.Owner.Give(member, course.Id)).Ok();
        var id = (string)(await front.Owner.Get($"/courses/{course.Id}/holders")).Ok().Items[0]!["entitlementId"]!;
        (await front.Owner.Post($"/entitlements/{id}/revoke", new { reason = "" })).Wrong("reason");
        (await front.Owner.Post($"/entitlements/{id}/revoke", new { reason = "转卖课程" })).Ok();
        (await member.Get($"/courses/{course.Id}/lessons/{Courses.LessonOf(course, 1)}")).Refused(409, "not_entitled");
        (await front.Owner.Give(member, course.Id)).Ok();
        (await member.Get($"/courses/{course.Id}/lessons/{Courses.LessonOf(course, 1)}")).Ok();
    }

    private static async Task<object> Selling(Shopfront front, string courseId)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(await front.Owner.Product(100, 1, "泡茶课"))!;
        (body["isVirtual"], body["courseId"]) = (true, courseId);
        return body;
    }

    private static async Task<string> Bought(Shopfront front, Shopper buyer, Goods goods)
    {
        var order = await buyer.Buy(goods.SkuId);
        await front.Eventually(async () => await buyer.StateOf(order.Id) == "shipped", "the course is handed over");
        return order.Id;
    }

    private static async Task<DateTimeOffset> UntilOf(Shopper member) =>
        DateTimeOffset.Parse(
            (string)(await member.Get("/my-courses")).Ok().Items[0]!["until"]!,
            System.Globalization.CultureInfo.InvariantCulture
        );
}
