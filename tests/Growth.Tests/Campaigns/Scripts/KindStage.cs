using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Kernel;

namespace Banyan.Growth.Tests.Campaigns.Scripts;

internal enum StageOrderState
{
    Unpaid,
    Paid,
    Held,
    Closed,
    RefundAsked,
    Refunded,
}

/// <summary>An order as far as a run is concerned.</summary>
internal sealed class StageOrder(Id id, Id memberId, int quantity)
{
    public Id Id => id;

    public Id MemberId => memberId;

    public int Quantity => quantity;

    public StageOrderState State { get; set; }

    /// <summary>What it was when a refund was asked for, and is again if the refund is dropped.</summary>
    public StageOrderState BeforeRefund { get; set; }

    public List<(string Pool, long Quantity)> Claims { get; } = [];

    public List<(string Pool, long Quantity)> Released { get; } = [];

    /// <summary>Jobs that came out of the run for this order; each does its work once.</summary>
    public bool RefundJob { get; set; }

    public bool FulfilJob { get; set; }
}

/// <summary>
/// Plays one run of a kind in memory: keeps pools and orders as the engine would, so that scripts and properties cost nothing.
/// Settling claims is the engine's own code.
/// </summary>
internal sealed class KindStage(ICampaignKind kind, object config)
{
    public static readonly Id CampaignId = new(7);
    public static readonly Id RunId = new(70);
    public static readonly Id Sku = new(5);
    public static readonly DateTimeOffset Start = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly Refusal SoldOut = Refusal.Conflict("sold_out", "", "");
    private readonly Dictionary<string, string> facts = [];

    public CampaignFrame Frame { get; init; } = new(CampaignId, Start, Start.AddDays(7));

    public Dictionary<string, (long Total, long Used)> Pools { get; } =
        kind.Pools(config, CampaignId).ToDictionary(pool => pool.Key, pool => (pool.Total, 0L));

    public List<StageOrder> Orders { get; } = [];

    public IRunState? Run { get; private set; }

    public DateTimeOffset? DeadlineAt { get; private set; }

    public RunSize Size => kind.SizeOf(config, Run);

    public StageOrder? LatestOrderOf(Id member) => Orders.LastOrDefault(order => order.MemberId == member);

    public Result<OfferTerms> Price(Id member) => kind.Price(config, Run, member, Sku);

    /// <summary>Decides and, unless refused, does.</summary>
    public Result<Decision> Play(string type, Actor? actor, DateTimeOffset at, StageOrder? order = null)
    {
        var act = new Act(type, RunId, Frame, actor, at)
        {
            Order = order is null ? null : new ActOrder(order.Id, Sku, order.Quantity, Fen.Zero),
            Facts = kind.FactKeys(type, actor).Where(facts.ContainsKey).ToDictionary(key => key, key => facts[key]),
        };
        var settled = Settlement.Settle(kind.Decide(config, Run, act, new Chance(1)), Left);
        if (!settled.IsOk)
        {
            return settled;
        }

        // Through JSON, as it is stored.
        Run = settled.Value.State is { } state ? kind.ReadRun(kind.WriteRun(state)) : Run;
        foreach (var effect in settled.Value.Effects)
        {
            Do(effect, order);
        }

        if (Run?.Status is RunStatus.Succeeded or RunStatus.Failed)
        {
            DeadlineAt = null;
        }

        return settled;
    }

    /// <summary>A new order of the member, placed with the campaign's offer.</summary>
    public Result<Decision> Place(Actor actor, int quantity, DateTimeOffset at)
    {
        var order = new StageOrder(new Id(100 + Orders.Count), actor.MemberId, quantity);
        var result = Play(ActTypes.OrderPlaced, actor, at, order);
        if (result.IsOk)
        {
            Orders.Add(order);
        }

        return result;
    }

    public Result<Decision> Pay(StageOrder order, DateTimeOffset at)
    {
        order.State = StageOrderState.Paid;
        return Play(ActTypes.OrderPaid, new Actor(order.MemberId), at, order);
    }

    public Result<Decision> Close(StageOrder order, DateTimeOffset at)
    {
        order.State = StageOrderState.Closed;
        return Play(ActTypes.OrderClosed, new Actor(order.MemberId), at, order);
    }

    /// <summary>A late payment: taken in if everything can be claimed again and the run takes it, else given back at once.</summary>
    public Result<Decision> PayLate(StageOrder order, DateTimeOffset at)
    {
        if (order.Released.Any(claim => Pools[claim.Pool].Total - Pools[claim.Pool].Used < claim.Quantity))
        {
            order.State = StageOrderState.Refunded;
            return SoldOut;
        }

        foreach (var claim in order.Released)
        {
            Pools[claim.Pool] = Pools[claim.Pool] with { Used = Pools[claim.Pool].Used + claim.Quantity };
            order.Claims.Add(claim);
        }

        order.Released.Clear();
        var revived = Play(ActTypes.OrderRevived, new Actor(order.MemberId), at, order);
        if (!revived.IsOk)
        {
            GiveBack(order);
            order.State = StageOrderState.Refunded;
            return revived;
        }

        return Pay(order, at);
    }

    public Result<Decision> Tell(string type, StageOrder order, DateTimeOffset at)
    {
        if (type == ActTypes.OrderRefunding)
        {
            order.BeforeRefund = order.State;
        }

        order.State = type switch
        {
            ActTypes.OrderRefundClosed => order.BeforeRefund,
            ActTypes.OrderRefunding => StageOrderState.RefundAsked,
            ActTypes.OrderRefunded => StageOrderState.Refunded,
            _ => order.State,
        };
        return Play(type, new Actor(order.MemberId), at, order);
    }

    /// <summary>Runs the jobs that came out of decisions, as Orders would.</summary>
    public void RunJobs(DateTimeOffset at)
    {
        foreach (var order in Orders)
        {
            if (order.FulfilJob && order.State == StageOrderState.Held)
            {
                order.State = StageOrderState.Paid;
            }

            if (!order.RefundJob)
            {
                continue;
            }

            if (order.State is StageOrderState.Paid or StageOrderState.Held)
            {
                Tell(ActTypes.OrderRefunding, order, at);
                Tell(ActTypes.OrderRefunded, order, at);
            }
        }
    }

    private void GiveBack(StageOrder order)
    {
        foreach (var (pool, quantity) in order.Claims)
        {
            Pools[pool] = Pools[pool] with { Used = Pools[pool].Used - quantity };
        }

        order.Released.AddRange(order.Claims);
        order.Claims.Clear();
    }

    private long Left(Effect.Claim claim)
    {
        var (total, used) = Pools.GetValueOrDefault(claim.Pool);
        return Math.Max(total, claim.Total ?? 0) - used;
    }

    private void Do(Effect effect, StageOrder? order)
    {
        switch (effect)
        {
            case Effect.Claim claim:
                var (total, used) = Pools.GetValueOrDefault(claim.Pool);
                Pools[claim.Pool] = (Math.Max(total, claim.Total ?? 0), used + claim.Quantity);
                order?.Claims.Add((claim.Pool, claim.Quantity));
                break;
            case Effect.Release release:
                var released = order?.Id == release.OrderId ? order : Orders.Single(o => o.Id == release.OrderId);
                GiveBack(released);
                break;
            case Effect.Hold:
                order!.State = StageOrderState.Held;
                break;
            case Effect.Fulfil fulfil:
                Orders.Single(o => o.Id == fulfil.OrderId).FulfilJob = true;
                break;
            case Effect.Refund refund:
                Orders.Single(o => o.Id == refund.OrderId).RefundJob = true;
                break;
            case Effect.WakeAt wake:
                DeadlineAt = wake.At;
                break;
            case Effect.Save save:
                facts[save.Key] = save.Value;
                break;
            case Effect.Post or Effect.Grant or Effect.Offer or Effect.Notify or Effect.Publish:
                break;
            default:
                throw new InvalidOperationException($"{effect.GetType().Name} is not played here.");
        }
    }
}
