using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Distribution;

/// <summary>Whose order it is: by the bond, or by the last touch within the shop's days. Both candidates are kept.</summary>
internal sealed class OrderAttribution(IDbContextFactory<BanyanDb> factory, DistributionFacts facts) : IAttributionSource
{
    public async Task<Attribution> Attribute(Id shopId, Id memberId, string? shareCode, DateTimeOffset at, CancellationToken cancellation)
    {
        var (rules, _) = await facts.Rules(shopId, cancellation);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = shopId;
        var bond = await db.Set<Bond>().AsNoTracking().FirstOrDefaultAsync(row => row.MemberId == memberId, cancellation);
        var since = at.AddDays(-rules.LastTouchDays);
        var touch = await db.Set<Touch>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId && row.SharerId != memberId && row.At >= since)
            .OrderByDescending(row => row.At)
            .FirstOrDefaultAsync(cancellation);
        var lastTouch = touch is null ? null : new AttributionCandidate(touch.SharerId, touch.At, touch.Channel);
        if (lastTouch is null && shareCode is { Length: > 0 })
        {
            var share = await db.Set<Share>()
                .AsNoTracking()
                .FirstOrDefaultAsync(row => row.Code == shareCode && row.SharerId != memberId, cancellation);
            lastTouch = share is null || share.SharerId.IsNone ? null : new AttributionCandidate(share.SharerId, at, share.Channel);
        }

        var owner = bond?.SharerId is { } sharer ? new AttributionCandidate(sharer, bond.Since, bond.Channel) : null;
        var (chosen, candidate) = rules.Attribution switch
        {
            AttributionRule.Bond => ("bond", owner),
            AttributionRule.LastTouch => ("last_touch", lastTouch),
        };
        return candidate is null
            ? Attribution.Nobody with
            {
                Bond = owner,
                LastTouch = lastTouch,
            }
            : new Attribution(chosen, candidate.SharerId, owner, lastTouch);
    }
}
