using System.Collections.Concurrent;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Growth.Distribution;

/// <summary>Distributors see at the goods what they earn; every distributor of a shop sees the same.</summary>
internal sealed class DistributorClass(DistributionFacts facts, ShopRevisions revisions) : IViewerClasses
{
    private const string Word = "distributor";
    private const int MaxKept = 100_000;
    private const long FreshMs = 1_000;
    private readonly ConcurrentDictionary<(Id Shop, Id Member), Kept> kept = new();

    public async ValueTask<string> Of(Id shopId, Id memberId, CancellationToken cancellation)
    {
        var (revision, now) = (revisions.Of(shopId), Environment.TickCount64);
        if (kept.TryGetValue((shopId, memberId), out var known) && known.Revision == revision && now - known.At < FreshMs)
        {
            return known.Word;
        }

        var status = await facts.DistributorStatusOf(shopId, [memberId], cancellation);
        var word = status.GetValueOrDefault(memberId) == DistributorStatus.Active ? Word : "";
        if (kept.Count > MaxKept)
        {
            kept.Clear();
        }

        kept[(shopId, memberId)] = new Kept(revision, now, word);
        return word;
    }

    private readonly record struct Kept(long Revision, long At, string Word);
}
