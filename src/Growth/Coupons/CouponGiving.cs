using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Coupons.Contracts;
using Banyan.Growth.Rewards.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Coupons;

/// <summary>
/// A coupon goes to a member: claimed from what there is and from what one member may have, all in the transaction of its cause. The same
/// for taking, for staff and for campaigns.
/// </summary>
internal sealed class CouponGiving : IRewardHandler
{
    public static readonly Refusal Gone = Refusal.Conflict("coupon_gone", "来晚一步，券领完了", "All of these coupons are gone");
    public static readonly Refusal TooMany = Refusal.Conflict(
        "coupon_limit",
        "您已经领过了，把机会留给别人吧",
        "You have taken as many as one may"
    );
    public static readonly Refusal Ended = Refusal.Conflict("coupon_ended", "这张券已经停止发放", "This coupon is no longer given out");

    public string Kind => "coupon";

    public Sentence Label { get; } = new("优惠券", "Coupon");

    public void Need(Stage stage, RewardGrant grant, World world, Needs needs)
    {
        if (grant.Reward.RefId is not { } template)
        {
            return;
        }

        if (stage == Stage.Member)
        {
            needs.Add(CouponRows.TemplateById, grant.ShopId, template);
        }
        else if (stage == Stage.Pool)
        {
            needs.Add(Quota.PoolByKey, grant.ShopId, CouponTemplate.PoolOf(template));
            needs.Add(Quota.PoolByKey, grant.ShopId, CouponTemplate.MemberPoolOf(template, grant.MemberId));
        }
    }

    public Refusal? Give(RewardGrant grant, World world, DateTimeOffset at) =>
        Give(grant, world, at, mustBeInCentre: false) is { IsOk: false, Refusal: var refusal } ? refusal : null;

    /// <returns>The first coupon given.</returns>
    public static Result<Id> Give(RewardGrant grant, World world, DateTimeOffset at, bool mustBeInCentre)
    {
        if (
            grant.Reward.RefId is not { } id
            || world.One(CouponRows.TemplateById, grant.ShopId, id) is not { } template
            || (mustBeInCentre && !template.InCentre)
        )
        {
            return Refusal.NotFound;
        }

        if (template.IsStopped || (template.Terms.ValidDays is null && template.Terms.UsableUntil <= at))
        {
            return Ended;
        }

        // Somebody's own limit was written down when they came first; it may have been raised since.
        var mine = world.One(Quota.PoolByKey, grant.ShopId, CouponTemplate.MemberPoolOf(template.Id, grant.MemberId));
        if (mine is not null && mine.Total < template.PerMember)
        {
            Quota.Resize(world, grant.ShopId, mine.Key, template.PerMember);
        }

        Id? first = null;
        for (var i = 0; i < grant.Reward.Amount; i++)
        {
            var coupon = New(template, grant, world.NextId(), at);
            foreach (var (pool, total, refusal) in PoolsOf(template, grant.MemberId))
            {
                var request = new ClaimRequest(pool, Coupon.RefOf(coupon.Id), 1) { NewPoolTotal = total, OtherRefusal = refusal };
                var claim = Quota.Hold(world, grant.ShopId, request, at);
                if (!claim.IsOk)
                {
                    return claim.Refusal;
                }

                Quota.Take(world, claim.Value);
            }

            world.Put(coupon);
            first ??= coupon.Id;
        }

        return first!.Value;
    }

    private static (string Pool, long? Total, Refusal Refusal)[] PoolsOf(CouponTemplate template, Id memberId) =>
        [
            (CouponTemplate.MemberPoolOf(template.Id, memberId), template.PerMember, TooMany),
            (CouponTemplate.PoolOf(template.Id), null, Gone),
        ];

    private static Coupon New(CouponTemplate template, RewardGrant grant, Id id, DateTimeOffset at)
    {
        var terms = template.Terms;
        var from = terms.UsableFrom is { } begin && begin > at ? begin : at;
        return new Coupon
        {
            ShopId = grant.ShopId,
            Id = id,
            TemplateId = template.Id,
            MemberId = grant.MemberId,
            State = CouponState.Unused,
            Why = grant.Why,
            TakenAt = at,
            UsableFrom = from,
            ExpiresAt = terms.ValidDays is { } days ? EndOfDay(at.AddDays(days)) : terms.UsableUntil!.Value,
        };
    }

    /// <summary>"Seven days" ends with the shop's day, as the member reads it.</summary>
    private static DateTimeOffset EndOfDay(DateTimeOffset at) => new(at.ToOffset(Times.ShopOffset).Date.AddDays(1), Times.ShopOffset);
}
