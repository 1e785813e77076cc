using System.Collections.Concurrent;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>
/// The price campaigns of shops, for Pricing. They change rarely and every price asks: kept for seconds and forgotten on every node
/// when one
/// is published or stopped.
/// </summary>
internal sealed class PriceCampaigns : IPriceRuleSource
{
    public const string Topic = "price-campaigns";
    private const long FreshMs = 3_000;
    private const int MaxCampaigns = 100;
    private const string All = "all";
    private readonly GroupReads reads;
    private readonly CampaignKinds kinds;
    private readonly GroupRead<string, List<ShownCampaign>> published;
    private readonly ConcurrentDictionary<Id, Kept> kept = new();
    private long changes;

    public PriceCampaigns(GroupReads reads, CampaignKinds kinds, Signals signals)
    {
        (this.reads, this.kinds) = (reads, kinds);
        var codes = kinds.PriceCodes;
        published = new GroupRead<string, List<ShownCampaign>>((db, _, cancellation) => Load(db, codes, cancellation));
        signals.Subscribe(Topic, _ => Forget());
    }

    public async Task<IReadOnlyList<PriceRule>> For(RuleQuery query, CancellationToken cancellation)
    {
        var campaigns = await Of(query.ShopId, cancellation).ConfigureAwait(false);
        return [.. campaigns.Where(one => one.StartsAt <= query.At && query.At < one.EndsAt).SelectMany(one => one.Rules)];
    }

    private async Task<IReadOnlyList<PriceCampaign>> Of(Id shopId, CancellationToken cancellation)
    {
        if (kept.TryGetValue(shopId, out var known) && Environment.TickCount64 - known.At <= FreshMs)
        {
            return known.Campaigns;
        }

        // What was read before a change must not be kept after it.
        var (before, at) = (Interlocked.Read(ref changes), Environment.TickCount64);
        var found = await Read(shopId, cancellation).ConfigureAwait(false);
        if (Interlocked.Read(ref changes) == before)
        {
            kept[shopId] = new Kept(found, at);
        }

        return found;
    }

    private async Task<IReadOnlyList<PriceCampaign>> Read(Id shopId, CancellationToken cancellation)
    {
        // When it is read again, everybody who waits for a price waits for it: one statement for all of them.
        var found = await reads.Find(published, shopId, All, cancellation).ConfigureAwait(false) ?? [];
        return
        [
            .. found.Select(shown =>
            {
                var kind = kinds[shown.Version.Kind];
                var frame = new PriceRuleFrame($"campaign:{shown.Campaign.Id}", shown.Version.Name, kind.Texts.Zh);
                return new PriceCampaign(
                    shown.Version.StartsAt,
                    shown.Version.EndsAt,
                    kind.Rules(kind.ReadConfig(shown.Version.Config), frame)
                );
            }),
        ];
    }

    private static async Task<IReadOnlyDictionary<string, List<ShownCampaign>>> Load(
        BanyanDb db,
        IReadOnlyList<string> codes,
        CancellationToken cancellation
    )
    {
        var campaigns = db.Set<Campaign>().Where(row => row.Status == CampaignStatus.Published && codes.Contains(row.Kind));
        var found = await CampaignCards
            .Shown(db, campaigns.OrderByDescending(row => row.EndsAt).Take(MaxCampaigns))
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return new Dictionary<string, List<ShownCampaign>>(StringComparer.Ordinal) { [All] = found };
    }

    private void Forget()
    {
        Interlocked.Increment(ref changes);
        kept.Clear();
    }

    private sealed record PriceCampaign(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<PriceRule> Rules);

    private sealed record Kept(IReadOnlyList<PriceCampaign> Campaigns, long At);
}
