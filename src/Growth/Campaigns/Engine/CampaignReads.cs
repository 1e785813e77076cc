using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Act = Banyan.Growth.Campaigns.Contracts.Act;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>A campaign with the version that counts: the latest, or the one its run began with.</summary>
internal sealed record CampaignInHand(Campaign Campaign, CampaignVersion Version, Run? Run);

/// <summary>Reads outside every lock: what a member is shown and told before anything is claimed.</summary>
internal sealed class CampaignReads(IDbContextFactory<BanyanDb> factory, CampaignKinds kinds)
{
    /// <summary>A published campaign with its latest version; null when there is none.</summary>
    public async Task<CampaignInHand?> Latest(Id shopId, Id campaignId, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var found = await db.Set<Campaign>()
            .AsNoTracking()
            .Where(campaign => campaign.Id == campaignId)
            .Join(
                db.Set<CampaignVersion>(),
                campaign => new { campaign.Id, No = campaign.VersionNo },
                version => new { Id = version.CampaignId, version.No },
                (campaign, version) => new { campaign, version }
            )
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
        return found is null ? null : new CampaignInHand(found.campaign, found.version, null);
    }

    /// <summary>A run with the version it began with.</summary>
    public async Task<CampaignInHand?> OfRun(Id shopId, Id runId, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var found = await db.Set<Run>()
            .AsNoTracking()
            .Where(run => run.Id == runId)
            .Join(
                db.Set<CampaignVersion>(),
                run => new { Id = run.CampaignId, No = run.VersionNo },
                version => new { Id = version.CampaignId, version.No },
                (run, version) => new { run, version }
            )
            .Join(db.Set<Campaign>(), pair => pair.run.CampaignId, campaign => campaign.Id, (pair, campaign) => new { pair, campaign })
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
        return found is null ? null : new CampaignInHand(found.campaign, found.pair.version, found.pair.run);
    }

    /// <summary>The campaign an order line refers to, with the run if it names one.</summary>
    public async Task<CampaignInHand?> Find(Id shopId, OfferRef reference, CancellationToken cancellation)
    {
        if (reference.RunId is not { } runId)
        {
            return await Latest(shopId, reference.CampaignId, cancellation).ConfigureAwait(false);
        }

        var found = await OfRun(shopId, runId, cancellation).ConfigureAwait(false);
        return found?.Campaign.Id == reference.CampaignId ? found : null;
    }

    /// <summary>What is known of a member right now. A visitor counts as new.</summary>
    public async Task<Actor> ActorOf(Id shopId, Id memberId, CancellationToken cancellation)
    {
        if (memberId.IsNone)
        {
            return new Actor(memberId, IsNew: true);
        }

        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var hasBought = await db.Set<Order>()
            .AnyAsync(order => order.MemberId == memberId && order.PaidAt != null, cancellation)
            .ConfigureAwait(false);
        return new Actor(memberId, IsNew: !hasBought);
    }

    /// <summary>
    /// What would come of an act now: the decision with the way it would really go, given what is left in the pools. Nothing is written,
    /// and a moment later it may be otherwise.
    /// </summary>
    public async Task<Result<Decision>> Preview(CampaignInHand campaign, Act act, CancellationToken cancellation)
    {
        var kind = kinds[campaign.Version.Kind];
        var facts = await FactsFor(campaign, kind, act, cancellation).ConfigureAwait(false);
        var run = campaign.Run is { } row ? kind.ReadRun(row.State) : null;
        var decision = kind.Decide(kind.ReadConfig(campaign.Version.Config), run, act with { Facts = facts }, new Chance(0));
        if (decision.Refusal is { } refusal)
        {
            return refusal;
        }

        var keys = Settlement.PossibleClaims(decision).Select(claim => claim.Pool).Distinct(StringComparer.Ordinal).ToList();
        var pools = await Pools(campaign.Campaign.ShopId, keys, cancellation).ConfigureAwait(false);
        return Settlement.Settle(decision, claim => RunPools.Left(pools.GetValueOrDefault(claim.Pool), claim));
    }

    public async Task<IReadOnlyDictionary<string, Pool>> Pools(Id shopId, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0)
        {
            return new Dictionary<string, Pool>();
        }

        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        return await db.Set<Pool>()
            .AsNoTracking()
            .Where(pool => keys.Contains(pool.Key))
            .ToDictionaryAsync(pool => pool.Key, StringComparer.Ordinal, cancellation)
            .ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<string, string>> FactsFor(
        CampaignInHand campaign,
        ICampaignKind kind,
        Act act,
        CancellationToken cancellation
    )
    {
        var campaignId = campaign.Campaign.Id;
        var keys = kind.FactKeys(act.Type, act.Actor).ToDictionary(key => CampaignFact.KeyOf(campaignId, key), StringComparer.Ordinal);
        if (keys.Count == 0)
        {
            return act.Facts;
        }

        await using var db = await factory.OpenFor(campaign.Campaign.ShopId, cancellation).ConfigureAwait(false);
        var stored = keys.Keys.ToList();
        var facts = await db.Set<CampaignFact>()
            .AsNoTracking()
            .Where(fact => stored.Contains(fact.Key))
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return facts.ToDictionary(fact => keys[fact.Key], fact => fact.Value, StringComparer.Ordinal);
    }
}
