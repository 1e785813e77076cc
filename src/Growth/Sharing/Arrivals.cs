using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Sharing.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Sharing;

/// <summary>Finds out by which share somebody came.</summary>
internal sealed class Arrivals(IDbContextFactory<BanyanDb> factory, GroupReads reads, ShopDocuments documents, IMemberStanding standing)
{
    public const string RulesName = "bond";

    public async Task<BondRules> Rules(Id shopId, CancellationToken cancellation) =>
        (await documents.Read(shopId, RulesName, BondRules.Default, cancellation)).Document;

    /// <summary>By the share's code, else by the visitor's last touch, else by the member's own last touch.</summary>
    public async Task<Arrival?> Of(Id shopId, Id memberId, string? shareCode, string? visitorId, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = shopId;
        var touches = db.Set<Touch>().AsNoTracking();
        var touch = visitorId is { Length: > 0 }
            ? await touches.Where(row => row.VisitorId == visitorId).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation)
            : await touches.Where(row => row.MemberId == memberId).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);
        if (shareCode is { Length: > 0 } && touch?.ShareCode != shareCode)
        {
            var share = await db.Set<Share>().AsNoTracking().FirstOrDefaultAsync(row => row.Code == shareCode, cancellation);
            if (share is not null)
            {
                return await Known(shopId, share.SharerId, share.Channel, null, cancellation);
            }
        }

        return touch is null ? null : await Known(shopId, touch.SharerId, touch.Channel, touch.Id, cancellation);
    }

    private async Task<Arrival?> Known(Id shopId, Id sharerId, string channel, Id? touchId, CancellationToken cancellation)
    {
        if (sharerId.IsNone)
        {
            return null;
        }

        var rules = await Rules(shopId, cancellation);
        var may =
            rules.Who == SharerRule.Anyone
            || (await standing.DistributorStatusOf(shopId, [sharerId], cancellation)).GetValueOrDefault(sharerId)
                == DistributorStatus.Active;
        var uplines = await Bonds.Uplines(reads, shopId, sharerId, Bonds.MaxLoopDepth, cancellation);
        return new Arrival(sharerId, channel, touchId, uplines, may);
    }
}
