using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Growth.Campaigns;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Growth.Campaigns.Kinds.GroupBuy;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Tests.Campaigns.Engine;

/// <summary>Teams with real orders, payments and refunds, on both databases.</summary>
public sealed class GroupBuyOrdersTests
{
    private static readonly GroupBuyConfig Three = new()
    {
        Skus = [new SkuPrice(StoreFixture.Sku, new Fen(9900), 1000)],
        TeamSize = 3,
        Hours = 24,
        BuyLimit = 5,
        TeamLimit = 99,
    };

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Orders_wait_for_the_team_and_are_let_go_together(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var campaign = await store.GroupBuy(Three);
        var (first, offer) = await store.OpenTeam(campaign, new Id(11));
        var second = await store.MustPlace(new Id(12), offer);
        await store.Pay(second);
        var waiting = await store.Order(second);
        waiting.Hold.ShouldBe("等待成团");
        waiting.PaidFen.ShouldBe(new Fen(9900));
        var third = await store.MustPlace(new Id(13), offer);
        (await store.Place(new Id(14), offer)).Refusal!.Code.ShouldBe("team_full");
        await store.Pay(third);
        await store.Drain();

        foreach (var order in (Id[])[first, second, third])
        {
            var after = await store.Order(order);
            after.Hold.ShouldBeNull();
            after.State.ShouldBe(OrderState.ToShip);
        }

        (await store.RunOf(first)).Status.ShouldBe(RunStatus.Succeeded);
        (await store.Place(new Id(14), offer)).Refusal!.Code.ShouldBe("team_succeeded");
        (await store.Differences()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_team_that_expires_is_paid_back_in_full_and_everything_claimed_is_free_again(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var campaign = await store.GroupBuy(Three);
        var (first, offer) = await store.OpenTeam(campaign, new Id(11));
        var second = await store.MustPlace(new Id(12), offer);
        await store.Pay(second);
        store.Clock.Advance(TimeSpan.FromHours(24));
        await store.Drain();

        foreach (var id in (Id[])[first, second])
        {
            var order = await store.Order(id);
            order.State.ShouldBe(OrderState.Closed);
            order.RefundedFen.ShouldBe(order.PaidFen);
        }

        (await store.RunOf(first)).Status.ShouldBe(RunStatus.Failed);
        await using var db = await store.Db();
        var pools = await db.Set<Pool>().Where(pool => !pool.Key.EndsWith(":teams")).ToListAsync();
        pools.ShouldAllBe(pool => pool.Held == 0 && pool.Taken == 0);
        (await db.Set<RunMember>().ToListAsync()).ShouldAllBe(member => member.State == ParticipantState.Refunded);
        (await store.Differences()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_crowd_at_one_team_gets_exactly_its_seats(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var campaign = await store.GroupBuy(Three with { TeamSize = 5 });
        var (_, offer) = await store.OpenTeam(campaign, new Id(11));
        var results = await Task.WhenAll(Enumerable.Range(100, 60).Select(member => store.Place(new Id(member), offer)));
        results.Count(result => result.IsOk).ShouldBe(4);
        results.Where(result => !result.IsOk).ShouldAllBe(result => result.Refusal!.Code == "team_full");
        await Task.WhenAll(results.Where(result => result.IsOk).Select(result => store.Pay(result.Value)));
        await store.Drain();
        (await store.RunOf(results.First(result => result.IsOk).Value)).Status.ShouldBe(RunStatus.Succeeded);
        (await store.Differences()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_last_payment_and_the_deadline_at_one_instant_are_never_mixed(Database database)
    {
        const int Teams = 1000;
        await using var store = await StoreFixture.Create(database);
        var campaign = await store.GroupBuy(Three with { TeamSize = 2, Skus = [new SkuPrice(StoreFixture.Sku, new Fen(9900), 1_000_000)] });
        var teams = new List<(Id First, Id Last, Id Run)>();
        foreach (var batch in Enumerable.Range(0, Teams).Chunk(100))
        {
            teams.AddRange(
                await Task.WhenAll(
                    batch.Select(async team =>
                    {
                        var (first, offer) = await store.OpenTeam(campaign, new Id(10_000 + team));
                        return (first, await store.MustPlace(new Id(20_000 + team), offer), offer.RunId!.Value);
                    })
                )
            );
        }

        // Payments are made while the order is still open, and the deadline is pulled to the same instant.
        var now = store.Clock.GetUtcNow();
        await using (var db = await store.Db())
        {
            await store
                .Get<Commit>()
                .Exclusive<Done>(
                    store.Shop,
                    async db =>
                    {
                        foreach (var run in await db.Set<Run>().ToListAsync())
                        {
                            db.Entry(run).CurrentValues.SetValues(run with { DeadlineAt = now, Version = run.Version + 1 });
                        }

                        return Done.Yes;
                    }
                );
        }

        var engine = store.Get<RunEngine>();
        var seed = new Chance(Teams);
        var acts = teams.SelectMany(team =>
        {
            Func<Task>[] both = [() => store.Pay(team.Last), () => Deadline(store, engine, team.Run, now)];
            return seed.Below(2) == 0 ? both : both.Reverse();
        });
        foreach (var chunk in acts.Chunk(64))
        {
            await Task.WhenAll(chunk.Select(act => act()));
        }

        await store.Drain();
        await using var read = await store.Db();
        var orders = await read.Set<Order>().AsNoTracking().ToDictionaryAsync(order => order.Id);
        var outcomes = new List<bool>();
        foreach (var (first, last, run) in teams)
        {
            Order[] both = [orders[first], orders[last]];
            var succeeded = both.All(order => order is { State: OrderState.ToShip, Hold: null } && order.RefundedFen == Fen.Zero);
            var refunded = both.All(order => order.State == OrderState.Closed && order.RefundedFen == order.PaidFen);
            (succeeded ^ refunded).ShouldBeTrue($"run {run} is mixed");
            outcomes.Add(succeeded);
        }

        outcomes.ShouldContain(true);
        outcomes.ShouldContain(false);
        (await store.Differences()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_late_payment_is_taken_in_while_the_team_waits_and_goes_back_when_it_is_over(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var campaign = await store.GroupBuy(Three);
        var (_, offer) = await store.OpenTeam(campaign, new Id(11));
        var late = await store.MustPlace(new Id(12), offer);
        var tooLate = await store.MustPlace(new Id(13), offer);
        store.Clock.Advance(TimeSpan.FromMinutes(16));
        await store.Drain();
        (await store.Order(late)).State.ShouldBe(OrderState.Closed);
        (await store.RunOf(late)).Taken.ShouldBe(1);

        (await store.Pay(late)).Value.ShouldBe(PaymentUse.Applied);
        (await store.RunOf(late)).Taken.ShouldBe(2);
        (await store.Order(late)).Hold.ShouldBe("等待成团");

        store.Clock.Advance(TimeSpan.FromHours(24));
        await store.Drain();
        (await store.Pay(tooLate)).Value.ShouldBe(PaymentUse.Returned);
        await store.Drain();
        (await store.Order(late)).RefundedFen.ShouldBe(new Fen(9900));
        (await store.Differences()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_running_team_keeps_the_version_it_began_with(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var campaign = await store.GroupBuy(Three);
        var (_, offer) = await store.OpenTeam(campaign, new Id(11));
        await store.Edit(campaign, Three with { TeamSize = 2, Skus = [new SkuPrice(StoreFixture.Sku, new Fen(8800), 1000)] });
        (await store.Publish(campaign)).Value.ShouldBe(2);

        var inOld = await store.Order(await store.MustPlace(new Id(12), offer));
        inOld.PayableFen.ShouldBe(new Fen(9900));
        var inNew = await store.Order(await store.MustPlace(new Id(13), new OfferRef(campaign, null)));
        inNew.PayableFen.ShouldBe(new Fen(8800));
        (await store.RunOf(inOld.Id)).Total.ShouldBe(3);
        (await store.RunOf(inNew.Id)).Total.ShouldBe(2);

        await store.Edit(campaign, Three);
        var worse = await store.Publish(campaign);
        worse.Refusal!.Code.ShouldBe("invalid_body");
        worse.Refusal.Fields!.Keys.ShouldBe(["config.skus", "config.teamSize"], ignoreOrder: true);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Stopping_a_campaign_ends_its_teams_and_takes_no_more_orders(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var campaign = await store.GroupBuy(Three);
        var (first, offer) = await store.OpenTeam(campaign, new Id(11));
        await store.Get<Commit>().Run(new StopAct(campaign) { ShopId = store.Shop, At = store.Clock.GetUtcNow() });
        await store.Drain();
        (await store.Order(first)).RefundedFen.ShouldBe(new Fen(9900));
        (await store.Place(new Id(12), offer)).Refusal!.Code.ShouldBe("campaign_stopped");
        (await store.Place(new Id(12), new OfferRef(campaign, null))).Refusal!.Code.ShouldBe("campaign_stopped");
        (await store.Differences()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Campaign_stock_and_limits_are_said_in_the_quote_and_held_under_lock(Database database)
    {
        await using var store = await StoreFixture.Create(database);
        var campaign = await store.GroupBuy(Three with { BuyLimit = 2, Skus = [new SkuPrice(StoreFixture.Sku, new Fen(9900), 3)] });
        var start = new OfferRef(campaign, null);
        (await store.Place(new Id(11), start, 3)).Refusal!.Code.ShouldBe("buy_limit");
        await store.MustPlace(new Id(11), start, 2);
        (await store.Place(new Id(12), start, 2)).Refusal!.Code.ShouldBe("campaign_sold_out");
        var all = await Task.WhenAll(Enumerable.Range(100, 20).Select(member => store.Place(new Id(member), start)));
        all.Count(result => result.IsOk).ShouldBe(1);
        (await store.Differences()).ShouldBeEmpty();
    }

    private static async Task Deadline(StoreFixture store, RunEngine engine, Id run, DateTimeOffset now)
    {
        var play = new Play(store.Shop, run, ActTypes.Deadline, null, now, 1);
        (await store.Get<Commit>().Run(new PlayAct(engine, play) { ShopId = store.Shop, At = now })).Refusal.ShouldBeNull();
    }
}
