using Banyan.Engines.Http;
using Banyan.Engines.Referral;
using Banyan.Growth.Campaigns;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Kinds.GroupBuy;
using Banyan.Kernel;
using Banyan.Testing;

namespace Banyan.Growth.Tests.Campaigns.Engine;

public sealed class CampaignPagesTests
{
    private static readonly GroupBuyConfig Three = new()
    {
        Skus = [new SkuPrice(StoreFixture.Sku, new Fen(9900), 10)],
        TeamSize = 3,
        Hours = 24,
        BuyLimit = 5,
    };

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_page_of_a_team_tells_each_viewer_what_they_may_do(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var pages = store.Pages();
        var campaign = await store.GroupBuy(Three);
        var unpaid = await store.MustPlace(new Id(11), new OfferRef(campaign, null));
        var run = (await store.RunOf(unpaid)).Id;

        // Until its leader has paid, a team is its leader's own affair.
        (await pages.Run(store.Viewer(12), run, false, default)).Refusal.ShouldBe(Refusal.NotFound);
        (await pages.Run(store.Viewer(11), run, false, default)).Value.My!.State.ShouldBe(ParticipantState.Unpaid);
        (await pages.Campaign(store.Viewer(0), campaign, false, default)).Value.OpenRuns.ShouldBeEmpty();

        await store.Pay(unpaid);
        var visitor = (await pages.Run(store.Viewer(0), run, false, default)).Value;
        visitor.ShouldSatisfyAllConditions(
            view => view.Status.ShouldBe(RunStatus.Open),
            view => (view.Total, view.Taken, view.Left).ShouldBe((3, 1, 2)),
            view => view.DeadlineAt.ShouldBe(store.Clock.GetUtcNow().AddHours(24)),
            view => view.Actions.ShouldBe([new ActionView("join", "参加这个团", true, null)]),
            view => view.Share.Title.ShouldBe("【还差2人】三人团"),
            view => view.Members.Single().RoleText.ShouldBe("团长"),
            view => view.Offers.Single().Left.ShouldBe(9),
            view => view.Campaign.PriceFen.ShouldBe(new Fen(9900)),
            view => view.Campaign.OriginPriceFen.ShouldBe(new Fen(12800))
        );
        var leader = (await pages.Run(store.Viewer(11), run, true, default)).Value;
        leader.Actions.Single().Enabled.ShouldBeFalse();
        leader.Actions.Single().Reason.ShouldBe("You are in this team already; invite your friends");

        var page = (await pages.Campaign(store.Viewer(11), campaign, false, default)).Value;
        page.OpenRuns.Select(card => card.Id).ShouldBe([run]);
        page.MyRuns.Select(card => card.Id).ShouldBe([run]);
        page.JoinedCount.ShouldBe(1);
        page.Rules.ShouldContain("到时付款人数不满 3 人，拼团不成功。");

        var elsewhere = new Visitor(new Id(999), new Id(11));
        (await pages.Run(elsewhere, run, false, default)).Refusal.ShouldBe(Refusal.NotFound);
        (await pages.Campaign(elsewhere, campaign, false, default)).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Lists_show_what_runs_and_leave_out_what_is_over(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var over = await store.GroupBuy(Three, days: 1);
        var later = await store.GroupBuy(Three, days: 9);
        var sooner = await store.GroupBuy(Three, days: 5);
        var cards = store.Get<CampaignCards>();
        (await cards.Running(store.Shop, 10, false, default)).Select(card => card.Id).ShouldBe([over, sooner, later]);
        (await cards.Running(store.Shop, 2, false, default)).Select(card => card.Id).ShouldBe([over, sooner]);
        store.Clock.Advance(TimeSpan.FromDays(2));
        var product = await cards.OfProducts(store.Shop, [StoreFixture.Product], false, default);
        product.Select(card => card.Id).ShouldBe([sooner, later]);
        (await cards.OfProducts(store.Shop, [new Id(1)], false, default)).ShouldBeEmpty();
        (await cards.Running(new Id(999), 10, false, default)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Beginning_and_joining_send_to_the_checkout_or_say_why_not(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var acts = store.Get<CampaignActs>();
        var header = new IdempotencyHeader("k", "POST");
        var campaign = await store.GroupBuy(Three);
        var begun = await acts.Begin(store.Member(11), campaign, new BeginBody(StoreFixture.Sku, null), header, default);
        begun.Value.ShouldBe(new BeginResponse(NextStep.Checkout, $"campaign:{campaign}", null));
        var other = await acts.Begin(store.Member(11), campaign, new BeginBody(new Id(77), null), header, default);
        other.Refusal!.Code.ShouldBe("not_in_offer");

        var (_, offer) = await store.OpenTeam(campaign, new Id(11));
        var run = offer.RunId!.Value;
        var joined = await acts.OnRun(store.Member(12), run, "join", new ActBody(null), header, default);
        joined.Value.ShouldBe(new BeginResponse(NextStep.Checkout, $"campaign:{campaign}:{run}", run));
        var again = await acts.OnRun(store.Member(11), run, "join", new ActBody(null), header, default);
        again.Refusal!.Code.ShouldBe("already_in_team");

        store.Clock.Advance(TimeSpan.FromDays(8));
        var late = await acts.Begin(store.Member(12), campaign, new BeginBody(null, null), header, default);
        late.Refusal!.Code.ShouldBe("campaign_ended");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Statistics_count_what_happened_day_by_day(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var campaign = await store.GroupBuy(Three with { TeamSize = 2 });
        var (_, offer) = await store.OpenTeam(campaign, new Id(11));
        await store.Pay(await store.MustPlace(new Id(12), offer));
        store.Clock.Advance(TimeSpan.FromDays(1));
        await store.OpenTeam(campaign, new Id(13));
        await store.MustPlace(new Id(14), new OfferRef(campaign, null));
        store.Clock.Advance(TimeSpan.FromDays(1));
        await store.Drain();
        await store.Add(
            new Touch
            {
                ShopId = store.Shop,
                Id = new Id(1),
                ShareCode = "abc",
                SharerId = new Id(11),
                TargetType = "run",
                TargetId = offer.RunId,
                Channel = "link",
                VisitorId = "v1",
                At = store.Clock.GetUtcNow(),
            }
        );

        await using var db = await store.Db();
        var statistics = await GetCampaignStatistics.Of(db, campaign, default);
        statistics.ShouldSatisfyAllConditions(
            s => (s.Views, s.Touches).ShouldBe((1, 1)),
            s => (s.Runs, s.Open, s.Succeeded, s.Failed).ShouldBe((2, 0, 1, 1)),
            s => (s.Joined, s.NewMembers, s.PaidOrders).ShouldBe((3, 3, 3)),
            s => (s.PaidFen, s.RefundedFen).ShouldBe((new Fen(29700), new Fen(9900))),
            s =>
                s.Days.ShouldBe([
                    new CampaignDay(new DateOnly(2026, 6, 1), 1, 2, new Fen(19800)),
                    new CampaignDay(new DateOnly(2026, 6, 2), 1, 1, new Fen(9900)),
                ])
        );
        var figures = (await CampaignFigures.Of(db, [campaign], default))[campaign];
        figures.ShouldBe(new CampaignFigures(2, 1, 3, new Fen(29700)));
    }

    [Fact]
    public async Task What_would_get_the_shop_banned_or_harm_members_is_not_published()
    {
        await using var store = await StoreFixture.Create(Database.Sqlite);
        var campaign = await store.GroupBuy(Three);
        var before = await store.Count<CampaignVersion>();
        await store.Edit(
            campaign,
            Three with
            {
                Skus = [new SkuPrice(StoreFixture.Sku, new Fen(12800), 10)],
                AllowFewer = true,
                MinimumSize = 3,
                LeaderDiscountFen = new Fen(12800),
                ShareTitle = "疯狂转发，躺赚",
            }
        );
        var refused = await store.Publish(campaign);
        refused.Refusal!.Fields!.Keys.ShouldBe(
            ["config.skus", "config.minimumSize", "config.leaderDiscountFen", "config.shareTitle"],
            ignoreOrder: true
        );
        (await store.Count<CampaignVersion>()).ShouldBe(before);
    }
}
