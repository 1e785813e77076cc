using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Distribution;

/// <summary>Whose order it is: by the bond, or by the last touch within the shop's days. Both candidates are kept.</summary>
internal sealed class OrderAttribution(GroupReads reads, DistributionFacts facts) : IAttributionSource
{
    private static readonly GroupRead<Id, Touch> LastTouches = new(
        async (db, members, cancellation) =>
            await db.Set<Touch>()
                .AsNoTracking()
                .Where(touch => touch.MemberId != null && members.Contains(touch.MemberId.Value) && touch.SharerId != touch.MemberId)
                .GroupBy(touch => touch.MemberId!.Value)
                .Select(touches => touches.OrderByDescending(touch => touch.At).First())
                .ToDictionaryAsync(touch => touch.MemberId!.Value, cancellation)
    );

    private static readonly GroupRead<string, Share> ByCode = new(
        async (db, codes, cancellation) =>
            await db.Set<Share>()
                .AsNoTracking()
                .Where(share => codes.Contains(share.Code))
                .ToDictionaryAsync(share => share.Code, cancellation)
    );

    public async Task<Attribution> Attribute(Id shopId, Id memberId, string? shareCode, DateTimeOffset at, CancellationToken cancellation)
    {
        var (rules, _) = await facts.Rules(shopId, cancellation);
        var (bonds, touches) = (
            reads.Find(Bonds.OfMember, shopId, memberId, cancellation),
            reads.Find(LastTouches, shopId, memberId, cancellation)
        );
        var (bond, touch) = (await bonds, await touches);
        var isRecent = touch is not null && touch.At >= at.AddDays(-rules.LastTouchDays);
        var lastTouch = isRecent ? new AttributionCandidate(touch!.SharerId, touch.At, touch.Channel) : null;
        if (lastTouch is null && shareCode is { Length: > 0 })
        {
            var share = await reads.Find(ByCode, shopId, shareCode, cancellation);
            lastTouch =
                share is null || share.SharerId.IsNone || share.SharerId == memberId
                    ? null
                    : new AttributionCandidate(share.SharerId, at, share.Channel);
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
