using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Growth;

public sealed class GroupBuyTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Three_fill_a_team_and_the_fourth_is_refused_before_paying(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(12900, 50);
        var campaign = await front.Owner.GroupBuy(goods, 9900, front.Now);
        var members = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => front.Member($"member{i}")));

        var first = await Begin(members[0], campaign, goods);
        first.Fen("payableFen").ShouldBe(9900);
        ((await members[0].Pay(first.Id)).String("state"), (await members[0].Order(first.Id)).String("holdText")).ShouldBe(
            ("to_ship", "等待成团")
        );
        var run = (await members[0].Order(first.Id)).String("runId");
        (await front.Owner.Post($"/orders/{first.Id}/ship", Parcel)).Refused(409, "order_on_hold");
        var second = await Join(members[1], run, goods);
        var third = await Join(members[2], run, goods);
        await members[1].Pay(second.Id);
        ((long)(await members[3].Get($"/runs/{run}")).Ok()["left"]).ShouldBe(0);
        (await members[3].Post($"/runs/{run}/acts/join", new { })).Refused(409, "team_full");
        await members[2].Pay(third.Id);

        var team = (await front.Visitor().Get($"/runs/{run}")).Ok();
        (team.String("status"), team["members"].AsArray().Count).ShouldBe(("succeeded", 3));
        await front.Eventually(
            async () => (await members[0].Order(first.Id)).Json["holdText"] is null,
            "the leader's order may be shipped"
        );
        (await members[3].Post($"/runs/{run}/acts/join", new { })).IsOk.ShouldBeFalse();
        await front.Owner.Ship(first.Id);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_team_that_is_not_complete_in_time_gets_all_its_money_back(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(12900, 50);
        var campaign = await front.Owner.GroupBuy(goods, 9900, front.Now);
        var (leader, friend) = (await front.Member("leader"), await front.Member("friend"));
        var first = await Begin(leader, campaign, goods);
        await leader.Pay(first.Id);
        var run = (await leader.Order(first.Id)).String("runId");
        var second = await Join(friend, run, goods);
        await friend.Pay(second.Id);

        await front.Advance(TimeSpan.FromHours(25));
        await front.Eventually(
            async () =>
                (await leader.Order(first.Id)).Fen("refundedFen") == 9900 && (await friend.Order(second.Id)).Fen("refundedFen") == 9900,
            "everybody is paid back"
        );

        (await front.Visitor().Get($"/runs/{run}")).Ok().String("status").ShouldBe("failed");
        (await leader.StateOf(first.Id)).ShouldBe("closed");
        (await friend.Post($"/runs/{run}/acts/join", new { })).IsOk.ShouldBeFalse();
        (await friend.Place(goods.SkuId, 50)).Fen("payableFen").ShouldBe(50 * 12900);
    }

    [Fact]
    public async Task A_failed_teams_money_is_sent_again_when_the_channel_closed_the_refund()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(12900, 50);
        var campaign = await front.Owner.GroupBuy(goods, 9900, front.Now);
        var leader = await front.Member("leader");
        var first = await Begin(leader, campaign, goods);
        await leader.Pay(first.Id);
        await front.Sandbox.Control("refunds/outcome", new { outcome = "closed" });

        await front.Advance(TimeSpan.FromHours(25));
        await front.Eventually(
            async () => (await leader.Get("/refunds")).Ok().Items is [{ } refund] && (string?)refund["state"] == "closed",
            "the first refund is closed"
        );
        await front.Advance(TimeSpan.FromMinutes(61));

        await front.Eventually(async () => (await leader.Order(first.Id)).Fen("refundedFen") == 9900, "the leader is paid back");
    }

    [Fact]
    public async Task An_offer_is_not_for_other_goods_and_not_for_another_shops_members()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(12900, 50);
        var other = await front.Owner.Sell(99900, 50, "进口车厘子");
        var campaign = await front.Owner.GroupBuy(goods, 9900, front.Now);
        var buyer = await front.Member("buyer");
        var offer = (await buyer.Post($"/campaigns/{campaign}/begin", new { skuId = goods.SkuId })).Ok().String("offerRef");

        (await buyer.TryPlace(other.SkuId, 1, offer)).IsOk.ShouldBeFalse();
        var foreigner = await front.Foreigner("stranger");
        (await foreigner.Post($"/campaigns/{campaign}/begin", new { skuId = goods.SkuId })).Refused(404, "not_found");
        var theirs = await front.OtherOwner.Sell(5000, 5);
        (await foreigner.TryPlace(theirs.SkuId, 1, offer)).IsOk.ShouldBeFalse();
    }

    private static readonly object Parcel = new
    {
        recipientNo = 1,
        company = "顺丰",
        trackingNo = "SF1",
    };

    private static async Task<Answer> Begin(Shopper member, string campaign, Goods goods)
    {
        var begun = (await member.Post($"/campaigns/{campaign}/begin", new { skuId = goods.SkuId })).Ok();
        begun.String("next").ShouldBe("checkout");
        return await member.Place(goods.SkuId, 1, begun.String("offerRef"));
    }

    private static async Task<Answer> Join(Shopper member, string run, Goods goods)
    {
        var joined = (await member.Post($"/runs/{run}/acts/join", new { })).Ok();
        return await member.Place(goods.SkuId, 1, joined.String("offerRef"));
    }
}
