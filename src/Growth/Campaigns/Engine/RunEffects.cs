using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Ledger;
using Banyan.Engines.Quota;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>Payload of the job that lets a held order go.</summary>
internal sealed record ReleaseHoldJob(Id OrderId)
{
    public const string Type = "release-order-hold";
}

/// <summary>Payload of the job that pays an order back.</summary>
internal sealed record RefundOrderJob(Id OrderId, string Reason)
{
    public const string Type = "refund-order";
}

/// <summary>Does what decisions want done, in the act's transaction.</summary>
internal static class RunEffects
{
    private static readonly TimeSpan RefundAgainAfter = TimeSpan.FromHours(1);

    /// <returns>Why the whole act must be refused after all: an account would fall below its floor.</returns>
    public static Refusal? Do(Effect effect, Play play, CampaignVersion version, World world)
    {
        switch (effect)
        {
            case Effect.Claim claim:
                Reserve(claim, play, world);
                break;
            case Effect.Release release:
                foreach (var claim in RunEngine.ClaimsOf(world, play.ShopId, RunEngine.HolderOf(release.OrderId)))
                {
                    Quota.Release(world, claim);
                }

                break;
            case Effect.Fulfil(var orderId):
                Enqueue(ReleaseHoldJob.Type, orderId, new ReleaseHoldJob(orderId), play, world);
                break;
            case Effect.Refund refund:
                PayBack(refund, play, world);
                break;
            case Effect.Notify notify:
                Tell(notify, play, world);
                break;
            case Effect.Save save:
                Remember(save, play, version, world);
                break;
            case Effect.Post or Effect.Grant:
                return Ledger.Post(world, play.ShopId, MovementOf(effect, play.RunId, world.NextId())!, play.At).Refusal;
            case Effect.WakeAt or Effect.Publish or Effect.Hold or Effect.Offer:
                // Columns of the run, and the caller's answer.
                break;
            default:
                throw new InvalidOperationException($"{effect.GetType().Name} is not an effect.");
        }

        return null;
    }

    /// <summary>The movement behind a posting or a grant; null for other effects.</summary>
    public static Movement? MovementOf(Effect effect, Id runId, Id source) =>
        effect switch
        {
            Effect.Post post => post.Movement,
            Effect.Grant grant => new Movement(
                Accounts(grant).Budget.OfShop(),
                Accounts(grant).Member.Of(grant.MemberId),
                grant.Amount,
                GrantSource.SourceType,
                $"{runId}:{source}",
                grant.Explanation
            ),
            _ => null,
        };

    private static (AccountKind Budget, AccountKind Member) Accounts(Effect.Grant grant) =>
        grant.Unit switch
        {
            AccountUnit.Points => (ChartOfAccounts.CampaignPoints, ChartOfAccounts.Points),
            AccountUnit.Growth => (ChartOfAccounts.CampaignGrowth, ChartOfAccounts.Growth),
            _ => throw new InvalidOperationException("Money is never granted; it is posted, with a budget behind it."),
        };

    private static void Reserve(Effect.Claim claim, Play play, World world)
    {
        if (play.Order is { } order)
        {
            RunPools.Hold(world, play.ShopId, claim, RunEngine.HolderOf(order.OrderId), play.At);
            return;
        }

        Quota.Take(world, RunPools.Hold(world, play.ShopId, claim, Run.RefOf(play.RunId), play.At));
    }

    /// <summary>
    /// Once per order; but when the channel closed a refund, that is a cause of its own and the money is sent again
    /// later.
    /// </summary>
    private static void PayBack(Effect.Refund refund, Play play, World world)
    {
        var payload = new RefundOrderJob(refund.OrderId, refund.Reason);
        if (play.ActType != ActTypes.OrderRefundClosed)
        {
            Enqueue(RefundOrderJob.Type, refund.OrderId, payload, play, world);
            return;
        }

        var key = $"{RefundOrderJob.Type}:{refund.OrderId}:{play.At.ToUnixTimeMilliseconds()}";
        JobQueue.Enqueue(world, play.ShopId, RefundOrderJob.Type, key, payload, play.At + RefundAgainAfter);
    }

    private static void Enqueue<TPayload>(string type, Id orderId, TPayload payload, Play play, World world)
        where TPayload : notnull => JobQueue.Enqueue(world, play.ShopId, type, $"{type}:{orderId}", payload, play.At);

    private static void Tell(Effect.Notify notify, Play play, World world) =>
        world.Put(
            new RunNotice
            {
                ShopId = play.ShopId,
                Id = world.NextId(),
                RunId = play.RunId,
                MemberId = notify.MemberId,
                Text = notify.Text,
                At = play.At,
            }
        );

    private static void Remember(Effect.Save save, Play play, CampaignVersion version, World world)
    {
        var key = CampaignFact.KeyOf(version.CampaignId, save.Key);
        var before = world.One(RunRows.FactByKey, play.ShopId, key);
        var fact =
            before
            ?? new CampaignFact
            {
                ShopId = play.ShopId,
                Key = key,
                CampaignId = version.CampaignId,
                Value = "",
                At = play.At,
            };
        world.Put(fact with { Value = save.Value, At = play.At });
    }
}
