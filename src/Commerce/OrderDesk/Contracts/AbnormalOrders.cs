using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Storage;

namespace Banyan.Commerce.OrderDesk.Contracts;

/// <summary>Orders that will not go right by themselves: somebody must look at them.</summary>
public static class AbnormalOrders
{
    /// <summary>A team has a day or two; what waits longer has been forgotten by whatever should have let it go.</summary>
    public const int HeldTooLongHours = 72;

    /// <summary>
    /// Orders of one of four sorts: closed and then paid, with the money still on its way back; to ship and the address is not enough; held
    /// for longer than <see cref="HeldTooLongHours"/>; a refund that the channel could not deliver.
    /// </summary>
    public static IQueryable<Order> Abnormal(this IQueryable<Order> orders, BanyanDb db, DateTimeOffset now)
    {
        var heldSince = now.AddHours(-HeldTooLongHours);
        return orders.Where(order =>
            (order.State == OrderState.ToShip && (order.IsAddressIncomplete || (order.Hold != null && order.PaidAt < heldSince)))
            || db.Set<Refund>()
                .Any(refund =>
                    refund.OrderId == order.Id
                    && (
                        refund.State == RefundState.Abnormal
                        || (refund.Kind == RefundKind.ReturnedPayment && refund.State == RefundState.Accepted)
                    )
                )
        );
    }
}
