using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Storage;
using Banyan.Growth.Coupons.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Coupons;

/// <summary>The member's coupons, for Pricing. Every price asks, so those who ask at the same time share the statement.</summary>
internal sealed class CouponPrices : IPriceRuleSource
{
    private readonly GroupReads reads;
    private readonly GroupRead<Id, List<HeldCoupon>> byMember;

    public CouponPrices(GroupReads reads, TimeProvider clock)
    {
        this.reads = reads;
        byMember = new GroupRead<Id, List<HeldCoupon>>((db, members, cancellation) => Load(db, members, clock.GetUtcNow(), cancellation));
    }

    public async Task<IReadOnlyList<PriceRule>> For(RuleQuery query, CancellationToken cancellation)
    {
        if (query.MemberId.IsNone)
        {
            return [];
        }

        var held = await reads.Find(byMember, query.ShopId, query.MemberId, cancellation).ConfigureAwait(false);
        return
        [
            .. (held ?? [])
                .Where(one => one.Coupon.UsableFrom <= query.At && one.Coupon.ExpiresAt > query.At)
                .OrderBy(one => one.Coupon.ExpiresAt)
                .Take(CouponLimits.PerQuote)
                .Select(one => RuleOf(one.Coupon.Id, one.Template.Name, one.Template.Terms, one.Coupon.ExpiresAt)),
        ];
    }

    public static CouponRule RuleOf(Id couponId, string name, CouponTerms terms, DateTimeOffset expiresAt) =>
        new()
        {
            Ref = Coupon.RefOf(couponId),
            Label = name,
            Scope = terms.Scope,
            CouponId = couponId,
            FromFen = terms.FromFen,
            OffFen = terms.OffFen,
            KeepPpm = terms.KeepPpm,
            CapFen = terms.CapFen,
            Gift = terms.GiftSkuId is { } sku ? new Gift(sku, 1) : null,
            IsFreight = terms.Type == CouponType.Freight,
            ExpiresAt = expiresAt,
        };

    private static async Task<IReadOnlyDictionary<Id, List<HeldCoupon>>> Load(
        BanyanDb db,
        IReadOnlyList<Id> members,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var found = await db.Set<Coupon>()
            .AsNoTracking()
            .Where(coupon => members.Contains(coupon.MemberId) && coupon.State == CouponState.Unused && coupon.ExpiresAt > now)
            .Join(
                db.Set<CouponTemplate>(),
                coupon => coupon.TemplateId,
                template => template.Id,
                (coupon, template) => new HeldCoupon(coupon, template)
            )
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return found.GroupBy(one => one.Coupon.MemberId).ToDictionary(group => group.Key, group => group.ToList());
    }

    private sealed record HeldCoupon(Coupon Coupon, CouponTemplate Template);
}
