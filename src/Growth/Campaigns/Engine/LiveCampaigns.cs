using System.Collections.Concurrent;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>
/// The campaigns of shops that are published and not over, with the versions that members see. They change rarely and every page and
/// price asks: kept for seconds, and forgotten on every node when one is published or stopped.
/// </summary>
internal sealed class LiveCampaigns
{
    public const string Topic = "campaigns";
    private const long FreshMs = 3_000;
    private const int MaxCampaigns = 1_000;
    private const string All = "all";
    private readonly GroupReads reads;
    private readonly TimeProvider clock;
    private readonly GroupRead<string, List<ShownCampaign>> published;
    private readonly ConcurrentDictionary<Id, Kept> kept = new();
    private long changes;

    public LiveCampaigns(GroupReads reads, Signals signals, TimeProvider clock)
    {
        (this.reads, this.clock) = (reads, clock);
        published = new GroupRead<string, List<ShownCampaign>>((db, _, cancellation) => Load(db, clock.GetUtcNow(), cancellation));
        signals.Subscribe(Topic, _ => Forget());
    }

    /// <summary>Those of this shop, those that end first first. The same list until it is read again.</summary>
    public async Task<IReadOnlyList<ShownCampaign>> Of(Id shopId, CancellationToken cancellation)
    {
        if (kept.TryGetValue(shopId, out var known) && Environment.TickCount64 - known.At <= FreshMs)
        {
            return known.Campaigns;
        }

        // What was read before a change must not be kept after it.
        var (before, at) = (Interlocked.Read(ref changes), Environment.TickCount64);

        // When it is read again, everybody who waits for a page waits for it: one statement for all of them.
        var found = await reads.Find(published, shopId, All, cancellation).ConfigureAwait(false) ?? [];
        if (Interlocked.Read(ref changes) == before)
        {
            kept[shopId] = new Kept(found, at);
        }

        return found;
    }

    /// <summary>Those that run at this moment.</summary>
    public async Task<IEnumerable<ShownCampaign>> Running(Id shopId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var all = await Of(shopId, cancellation).ConfigureAwait(false);
        return all.Where(one => one.Campaign.StartsAt <= now && now < one.Campaign.EndsAt);
    }

    private static async Task<IReadOnlyDictionary<string, List<ShownCampaign>>> Load(
        BanyanDb db,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var campaigns = db.Set<Campaign>()
            .Where(row => row.Status == CampaignStatus.Published && row.EndsAt > now)
            .OrderBy(row => row.EndsAt)
            .ThenBy(row => row.Id)
            .Take(MaxCampaigns);
        var found = await CampaignCards.Shown(db, campaigns).ToListAsync(cancellation).ConfigureAwait(false);
        var ordered = found.OrderBy(one => one.Campaign.EndsAt).ThenBy(one => one.Campaign.Id).ToList();
        return new Dictionary<string, List<ShownCampaign>>(StringComparer.Ordinal) { [All] = ordered };
    }

    private void Forget()
    {
        Interlocked.Increment(ref changes);
        kept.Clear();
    }

    private sealed record Kept(IReadOnlyList<ShownCampaign> Campaigns, long At);
}
