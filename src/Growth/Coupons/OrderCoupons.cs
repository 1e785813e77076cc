using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Growth.Coupons.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Coupons;

/// <summary>
/// Coupons through an order's life: locked when it is placed (of several orders at once only one gets it), used when it is paid, free again
/// when it is closed, and returned when every line that it touched is refunded.
/// </summary>
internal sealed class OrderCoupons : IOrderParticipant
{
    public static readonly Refusal Taken = Refusal.Conflict(
        "coupon_used",
        "优惠券已被另一笔订单使用，请重新确认订单",
        "The coupon is used by another order; look at this one again"
    );

    public Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation) =>
        Task.FromResult<Result<object?>>((object?)null);

    public void Need(Stage stage, OrderEvent happening, World world, Needs needs)
    {
        if (stage != Stage.Run)
        {
            return;
        }

        foreach (var id in UsedBy(happening.Order))
        {
            needs.Add(CouponRows.ById, happening.ShopId, id);
        }
    }

    public Refusal? On(OrderEvent happened, World world)
    {
        foreach (var id in UsedBy(happened.Order))
        {
            if (world.One(CouponRows.ById, happened.ShopId, id) is not { } coupon || coupon.MemberId != happened.Order.MemberId)
            {
                return Taken;
            }

            switch (happened)
            {
                case OrderPlaced or OrderRevived:
                    if (coupon.State != CouponState.Unused || coupon.ExpiresAt <= happened.At)
                    {
                        return Taken;
                    }

                    world.Put(coupon with { State = CouponState.Locked, OrderId = happened.Order.Id });
                    break;
                case OrderPaid:
                    world.Put(coupon with { State = CouponState.Used });
                    break;
                case OrderClosed:
                    world.Put(coupon with { State = CouponState.Unused, OrderId = null });
                    break;
                case OrderRefundChanged { Change: RefundChange.Succeeded } when IsReturned(happened, coupon):
                    world.Put(coupon with { State = CouponState.Unused, OrderId = null });
                    break;
                case OrderRefundChanged or OrderReceived or OrderCompleted or OrderRepriced:
                    break;
            }
        }

        return null;
    }

    private static bool IsReturned(OrderEvent happened, Coupon coupon)
    {
        if (coupon.State != CouponState.Used || coupon.OrderId != happened.Order.Id)
        {
            return false;
        }

        var touched = happened
            .Order.Quote.Lines.Where(line => line.Steps.Any(step => step.Ref == Coupon.RefOf(coupon.Id)))
            .Select(line => (line.SkuId, line.OfferRef))
            .ToHashSet();

        // A coupon for the freight touches no line: it comes back with the whole order.
        return happened
            .Lines.Where(line => touched.Count == 0 || touched.Contains((line.SkuId, line.OfferRef)))
            .All(line => line.RefundedFen == line.PayableFen && (line.RefundedQuantity == line.Quantity || line.IsGift));
    }

    private static IEnumerable<Id> UsedBy(Order order) =>
        order.Quote.Coupons.Where(coupon => coupon.Used).Select(coupon => coupon.CouponId);
}
