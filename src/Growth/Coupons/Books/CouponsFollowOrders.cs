using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;
using Banyan.Growth.Coupons.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Coupons.Books;

/// <summary>A locked coupon stands in an unpaid order of its member, a used one in a paid one, a free one in none.</summary>
internal sealed class CouponsFollowOrders : IBookCheck
{
    public string Name => "coupons-follow-orders";

    public string LabelZh => "优惠券状态与订单一致";

    public string LabelEn => "Coupons agree with their orders";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var coupons = db.Set<Coupon>().Within(scope);
        var rows =
            from coupon in coupons
            join order in db.Set<Order>().IgnoreQueryFilters()
                on new { coupon.ShopId, OrderId = coupon.OrderId } equals new { order.ShopId, OrderId = (Kernel.Id?)order.Id }
                into orders
            from order in orders.DefaultIfEmpty()
            where coupon.State != CouponState.Unused || coupon.OrderId != null
            where
                order == null
                || order.MemberId != coupon.MemberId
                || (coupon.State == CouponState.Locked && order.State != OrderState.Unpaid)
                || (coupon.State == CouponState.Used && order.PaidAt == null)
                || coupon.State == CouponState.Unused
            select new
            {
                coupon.ShopId,
                coupon.Id,
                coupon.State,
                coupon.OrderId,
            };
        var wrong = await rows.Take(Doctor.MaxDifferences).ToListAsync(cancellation).ConfigureAwait(false);
        return new CheckFindings(
            await coupons.LongCountAsync(cancellation).ConfigureAwait(false),
            [.. wrong.Select(row => $"shop {row.ShopId} coupon {row.Id}: {row.State} in order {row.OrderId}")]
        );
    }
}
