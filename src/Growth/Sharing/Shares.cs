using System.Security.Cryptography;
using Banyan.Engines.Commit;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Sharing.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Sharing;

/// <summary>Makes shares and notes their openings.</summary>
internal sealed class Shares(IDbContextFactory<BanyanDb> factory, Arrivals arrivals, Commit commit, TimeProvider clock) : IShares
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int CodeLength = 10;

    public async Task<Result<string>> Create(Id shopId, Id sharerId, ShareTarget target, string channel, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = shopId;
        var known = await db.Set<Share>()
            .Where(row => row.SharerId == sharerId && row.TargetType == target.Type && row.TargetId == target.Id && row.Channel == channel)
            .Select(row => row.Code)
            .FirstOrDefaultAsync(cancellation);
        if (known is not null)
        {
            return known;
        }

        var parent = await db.Set<Touch>()
            .Where(row => row.MemberId == sharerId)
            .OrderByDescending(row => row.Id)
            .Select(row => (Id?)row.Id)
            .FirstOrDefaultAsync(cancellation);
        var share = new Share
        {
            ShopId = shopId,
            Code = RandomNumberGenerator.GetString(Alphabet, CodeLength),
            SharerId = sharerId,
            TargetType = target.Type,
            TargetId = target.Id,
            Channel = channel,
            ParentTouchId = parent,
            CreatedAt = clock.GetUtcNow(),
        };
        return (await commit.Run(new PutShare(share) { ShopId = shopId, At = share.CreatedAt }, cancellation)).Map(_ => share.Code);
    }

    public async Task<Result<OpenedShare>> Open(Id shopId, string code, string visitorId, Id? memberId, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = shopId;
        var share = await db.Set<Share>().AsNoTracking().FirstOrDefaultAsync(row => row.Code == code, cancellation);
        if (share is null)
        {
            return Refusal.NotFound;
        }

        var now = clock.GetUtcNow();
        var act = new PutTouch(share, visitorId, memberId) { ShopId = shopId, At = now };
        var touch = await commit.Run(act, cancellation);
        if (!touch.IsOk)
        {
            return touch.Refusal;
        }

        if (memberId is { } member)
        {
            await BondAtOpening(shopId, member, visitorId, cancellation);
        }

        return new OpenedShare(touch.Value, new ShareTarget(share.TargetType, share.TargetId), share.SharerId);
    }

    /// <summary>
    /// A member who is logged in already needs no registration to become a customer, where the rule is "at the first opening".
    /// </summary>
    private async Task BondAtOpening(Id shopId, Id memberId, string visitorId, CancellationToken cancellation)
    {
        var rules = await arrivals.Rules(shopId, cancellation);
        var arrival = await arrivals.Of(shopId, memberId, null, visitorId, cancellation);
        if (
            rules.When != BondMoment.FirstOpen
            || arrival is null
            || arrival.SharerId == memberId
            || arrival.UplinesOfSharer.Contains(memberId)
        )
        {
            return;
        }

        var change = new BondChange(memberId, arrival.SharerId, BondDecision.CauseOf(BondMoment.FirstOpen), arrival.Channel)
        {
            TouchId = arrival.TouchId,
        };
        var act = new ChangeBond(
            change,
            arrival.UplinesOfSharer,
            current => BondDecision.Makes(rules, BondMoment.FirstOpen, arrival, current is not null, isNew: false)
        )
        {
            ShopId = shopId,
            At = clock.GetUtcNow(),
        };
        await commit.Run(act, cancellation);
    }

    private sealed class PutShare(Share share) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Done> Decide(World world)
        {
            world.Put(share);
            return Done.Yes;
        }
    }

    private sealed class PutTouch(Share share, string visitorId, Id? memberId) : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Id> Decide(World world)
        {
            var touch = new Touch
            {
                ShopId = ShopId,
                Id = world.NextId(),
                ShareCode = share.Code,
                SharerId = share.SharerId,
                TargetType = share.TargetType,
                TargetId = share.TargetId,
                Channel = share.Channel,
                ParentTouchId = share.ParentTouchId,
                VisitorId = visitorId,
                MemberId = memberId,
                At = At,
            };
            world.Put(touch);
            return touch.Id;
        }
    }
}
