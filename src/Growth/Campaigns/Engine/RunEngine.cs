using System.Text.Json;
using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Act = Banyan.Growth.Campaigns.Contracts.Act;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>An act on its way to a run.</summary>
/// <param name="RunId">The run, or the identity that a new one would get.</param>
/// <param name="Seed">Of the chance; stored with the act.</param>
internal sealed record Play(Id ShopId, Id RunId, string ActType, Actor? Actor, DateTimeOffset At, long Seed)
{
    /// <summary>For a run that is not there yet: the version it would belong to.</summary>
    public CampaignVersion? NewRunOf { get; init; }

    public ActOrder? Order { get; init; }

    public JsonElement? Payload { get; init; }
}

/// <summary>What the caller must know of an applied decision.</summary>
/// <param name="HoldText">The order of the act may not be shipped, and why.</param>
/// <param name="OffersCheckout">The actor may now buy at the campaign's price.</param>
internal sealed record PlayOutcome(Run? Run, string? HoldText, bool OffersCheckout);

/// <summary>
/// Carries acts to runs inside a transaction: names the rows, lets the kind decide, does what it wants done. Because a decision is pure,
/// its
/// needs are found by deciding on what is loaded so far.
/// </summary>
internal sealed class RunEngine(CampaignKinds kinds)
{
    /// <summary>Claims of campaigns carry this as their part, so that they are told from the stock of the order's lines.</summary>
    public const string ClaimPart = "campaign";

    public void Need(Play play, Stage stage, World world, Needs needs)
    {
        switch (stage)
        {
            case Stage.Run:
                needs.Add(RunRows.ById, play.ShopId, play.RunId);
                needs.Add(RunRows.MembersOf, play.ShopId, play.RunId);
                break;
            case Stage.Claim when SourceOf(play, world) is { } source:
                NeedForClaims(play, source, world, needs);
                break;
            case Stage.Pool when Decide(play, world) is { } decision:
                NeedPools(play, decision, world, needs);
                break;
            case Stage.Account when Decide(play, world) is { } decision:
                NeedAccounts(play, decision, needs);
                break;
        }
    }

    /// <summary>Decides and does. A refusal leaves nothing behind.</summary>
    public Result<PlayOutcome> Apply(Play play, World world)
    {
        if (Decide(play, world) is not { } wanted)
        {
            return Refusal.NotFound;
        }

        var settled = Settlement.Settle(wanted, claim => RunPools.LeftFor(world, play.ShopId, claim));
        if (!settled.IsOk)
        {
            return settled.Refusal;
        }

        if (play.ActType == ActTypes.OrderPaid)
        {
            foreach (
                var claim in ClaimsOf(world, play.ShopId, HolderOf(play.Order!.OrderId)).Where(claim => claim.State == ClaimState.Held)
            )
            {
                Quota.Take(world, claim);
            }
        }

        var decision = settled.Value;
        var version = VersionOf(play, world)!;
        var run = decision.State is { } state ? RunWriting.Write(world, play, version, kinds[version.Kind], state, decision.Effects) : null;
        foreach (var effect in decision.Effects)
        {
            if (RunEffects.Do(effect, play, version, world) is { } refusal)
            {
                return refusal;
            }
        }

        return new PlayOutcome(
            run,
            decision.Effects.OfType<Effect.Hold>().LastOrDefault()?.Text,
            decision.Effects.OfType<Effect.Offer>().Any()
        );
    }

    internal static string HolderOf(Id orderId) => $"order:{orderId}";

    /// <summary>What campaigns have claimed for the holder.</summary>
    internal static IReadOnlyList<Claim> ClaimsOf(World world, Id shopId, string holder) =>
        [.. world.Many(Quota.ClaimsOfHolder, shopId, holder).Where(claim => claim.Part == ClaimPart)];

    /// <summary>Which version the act is about, as far as is known before the version is loaded.</summary>
    private static VersionSource? SourceOf(Play play, World world) =>
        world.One(RunRows.ById, play.ShopId, play.RunId) is { } run
            ? new VersionSource(CampaignVersion.KeyOf(run.CampaignId, run.VersionNo), run.Kind, run.CampaignId)
        : play.NewRunOf is { } version ? new VersionSource(version.Key, version.Kind, version.CampaignId)
        : null;

    private static CampaignVersion? VersionOf(Play play, World world) =>
        SourceOf(play, world) is { } source ? world.One(RunRows.VersionByKey, play.ShopId, source.VersionKey) : null;

    private Decision? Decide(Play play, World world)
    {
        if (VersionOf(play, world) is not { } version)
        {
            return null;
        }

        var kind = kinds[version.Kind];
        var row = world.One(RunRows.ById, play.ShopId, play.RunId);
        var act = new Act(play.ActType, play.RunId, version.Frame, play.Actor, play.At)
        {
            Order = play.Order,
            Payload = play.Payload,
            Facts = FactsFor(play, version, kind, world),
        };
        return kind.Decide(kind.ReadConfig(version.Config), row is null ? null : kind.ReadRun(row.State), act, new Chance(play.Seed));
    }

    private static Dictionary<string, string> FactsFor(Play play, CampaignVersion version, ICampaignKind kind, World world)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in kind.FactKeys(play.ActType, play.Actor))
        {
            if (world.One(RunRows.FactByKey, play.ShopId, CampaignFact.KeyOf(version.CampaignId, key)) is { } fact)
            {
                facts[key] = fact.Value;
            }
        }

        return facts;
    }

    private void NeedForClaims(Play play, VersionSource source, World world, Needs needs)
    {
        needs.Add(RunRows.VersionByKey, play.ShopId, source.VersionKey);
        foreach (var key in kinds[source.Kind].FactKeys(play.ActType, play.Actor))
        {
            needs.Add(RunRows.FactByKey, play.ShopId, CampaignFact.KeyOf(source.CampaignId, key));
        }

        if (play.Order is { } order)
        {
            needs.Add(Quota.ClaimsOfHolder, play.ShopId, HolderOf(order.OrderId));
            return;
        }

        // An act without an order of its own may end the run: it then gives back what the members' orders reserved.
        foreach (var member in world.Many(RunRows.MembersOf, play.ShopId, play.RunId))
        {
            if (member.OrderId is { } orderId)
            {
                needs.Add(Quota.ClaimsOfHolder, play.ShopId, HolderOf(orderId));
            }
        }
    }

    private static void NeedPools(Play play, Decision decision, World world, Needs needs)
    {
        foreach (var claim in Settlement.PossibleClaims(decision))
        {
            needs.Add(Quota.PoolByKey, play.ShopId, claim.Pool);
        }

        var holders = decision.Effects.OfType<Effect.Release>().Select(release => release.OrderId).ToHashSet();
        if (play.Order is { } order)
        {
            holders.Add(order.OrderId);
        }

        foreach (var claim in holders.SelectMany(holder => ClaimsOf(world, play.ShopId, HolderOf(holder))))
        {
            needs.Add(Quota.PoolByKey, play.ShopId, claim.PoolKey);
        }
    }

    private static void NeedAccounts(Play play, Decision decision, Needs needs)
    {
        foreach (var effect in decision.Effects)
        {
            if (RunEffects.MovementOf(effect, play.RunId, Id.None) is { } movement)
            {
                Ledger.Need(needs, play.ShopId, movement.From);
                Ledger.Need(needs, play.ShopId, movement.To);
            }
        }
    }

    private sealed record VersionSource(string VersionKey, string Kind, Id CampaignId);
}
