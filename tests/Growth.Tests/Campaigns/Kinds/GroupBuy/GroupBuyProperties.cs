using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Kinds.GroupBuy;
using Banyan.Growth.Tests.Campaigns.Scripts;
using Banyan.Kernel;

namespace Banyan.Growth.Tests.Campaigns.Kinds.GroupBuy;

/// <summary>What must hold whatever people do, in whatever order, over thousands of seeds.</summary>
public sealed class GroupBuyProperties
{
    private const int Seeds = 3000;
    private const int Steps = 60;
    private const int People = 9;

    [Fact]
    public void A_team_never_exceeds_its_size_and_no_pool_its_total()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var stage = Wander(
                seed,
                stage =>
                {
                    stage.Size.Taken.ShouldBeLessThanOrEqualTo(stage.Size.Total);
                    foreach (var (key, (total, used)) in stage.Pools)
                    {
                        used.ShouldBeInRange(0, total, key);
                    }
                }
            );
            var run = (GroupBuyRun?)stage.Run;
            run?.Seats.Select(seat => seat.MemberId).ShouldBeUnique();
        }
    }

    [Fact]
    public void Every_paid_seat_ends_shippable_or_refunded_and_a_team_is_never_half_of_each()
    {
        var ended = new HashSet<RunStatus>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var stage = Wander(seed, _ => { });
            var end = KindStage.Start.AddDays(8);
            if (stage.Run is null)
            {
                continue;
            }

            Finish(stage, end);
            ended.Add(stage.Run.Status);
            foreach (var order in stage.Orders)
            {
                order.State.ShouldBeOneOf(StageOrderState.Paid, StageOrderState.Refunded, StageOrderState.Closed);
            }

            if (stage.Run.Status == RunStatus.Failed)
            {
                stage.Orders.ShouldAllBe(order => order.State != StageOrderState.Paid);
                stage.Pools.Where(pool => !pool.Key.EndsWith("teams", StringComparison.Ordinal)).ShouldAllBe(pool => pool.Value.Used == 0);
            }
        }

        // The walk must reach both ends, or it would prove nothing.
        ended.ShouldBe([RunStatus.Succeeded, RunStatus.Failed], ignoreOrder: true);
    }

    [Fact]
    public void The_last_payment_and_the_deadline_at_one_instant_give_success_or_refunds_never_a_mixture()
    {
        var outcomes = new HashSet<RunStatus>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var chance = new Chance(seed);
            var size = 2 + chance.Below(4);
            var stage = new KindStage(new GroupBuyKind(), Config(size));
            for (var i = 0; i < size; i++)
            {
                stage.Place(new Actor(new Id(10 + i)), 1, KindStage.Start).IsOk.ShouldBeTrue();
                if (i < size - 1)
                {
                    stage.Pay(stage.Orders[i], KindStage.Start);
                }
            }

            var at = stage.DeadlineAt!.Value;
            var payFirst = chance.Below(2) == 0;
            if (payFirst)
            {
                stage.Pay(stage.Orders[^1], at);
                stage.Play(ActTypes.Deadline, null, at);
            }
            else
            {
                stage.Play(ActTypes.Deadline, null, at);
                stage.Pay(stage.Orders[^1], at);
            }

            stage.RunJobs(at);
            outcomes.Add(stage.Run!.Status);
            stage
                .Orders.Select(order => order.State)
                .Distinct()
                .ShouldBe([stage.Run.Status == RunStatus.Succeeded ? StageOrderState.Paid : StageOrderState.Refunded]);
        }

        outcomes.Count.ShouldBe(2);
    }

    /// <summary>People place, pay, leave, pay late and take their money back at random; time passes.</summary>
    private static KindStage Wander(long seed, Action<KindStage> check)
    {
        var chance = new Chance(seed);
        var config = Config(2 + chance.Below(4)) with
        {
            AllowFewer = chance.Below(3) == 0,
            NewMembersOnly = chance.Below(5) == 0,
            Skus = [new SkuPrice(KindStage.Sku, new Fen(9900), 3 + chance.Below(20))],
        };
        var stage = new KindStage(new GroupBuyKind(), config);
        var at = KindStage.Start;
        for (var step = 0; step < Steps; step++)
        {
            at = at.AddMinutes(chance.Below(90));
            if (stage.DeadlineAt <= at)
            {
                stage.Play(ActTypes.Deadline, null, at);
            }

            Step(stage, chance, at);
            check(stage);
        }

        return stage;
    }

    private static void Step(KindStage stage, Chance chance, DateTimeOffset at)
    {
        if (stage.Orders.Count == 0 || chance.Below(3) == 0)
        {
            stage.Place(new Actor(new Id(10 + chance.Below(People)), chance.Below(2) == 0), 1 + chance.Below(2), at);
            return;
        }

        var order = chance.Pick(stage.Orders);
        switch (order.State, chance.Below(4))
        {
            case (StageOrderState.Unpaid, 0):
                stage.Close(order, at);
                break;
            case (StageOrderState.Unpaid, _):
                stage.Pay(order, at);
                break;
            case (StageOrderState.Closed, 0):
                stage.PayLate(order, at);
                break;
            case (StageOrderState.Held or StageOrderState.Paid, 0):
                stage.Tell(ActTypes.OrderRefunding, order, at);
                break;
            case (StageOrderState.RefundAsked, 0 or 1):
                stage.Tell(ActTypes.OrderRefunded, order, at);
                break;
            case (StageOrderState.RefundAsked, 2):
                stage.Tell(ActTypes.OrderRefundClosed, order, at);
                break;
            case (_, 3):
                stage.RunJobs(at);
                break;
        }
    }

    /// <summary>
    /// Everything that was going on comes to its end: unpaid orders close, refunds arrive, the deadline passes, jobs run.
    /// </summary>
    private static void Finish(KindStage stage, DateTimeOffset at)
    {
        foreach (var order in stage.Orders.Where(order => order.State == StageOrderState.Unpaid))
        {
            stage.Close(order, at);
        }

        stage.Play(ActTypes.Deadline, null, at);
        foreach (var order in stage.Orders.Where(order => order.State == StageOrderState.RefundAsked))
        {
            stage.Tell(order.Id.Value % 2 == 0 ? ActTypes.OrderRefunded : ActTypes.OrderRefundClosed, order, at);
        }

        stage.RunJobs(at);
    }

    private static GroupBuyConfig Config(int size) =>
        new()
        {
            Skus = [new SkuPrice(KindStage.Sku, new Fen(9900), 1000)],
            TeamSize = size,
            BuyLimit = 2,
        };
}
