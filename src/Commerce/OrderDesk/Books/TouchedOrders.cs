using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;

namespace Banyan.Commerce.OrderDesk.Books;

/// <summary>Orders to which something happened in the scope's time: to themselves, to a payment or to a refund of theirs.</summary>
internal static class TouchedOrders
{
    public static IQueryable<Order> TouchedWithin(this BanyanDb db, CheckScope scope)
    {
        var orders = db.Set<Order>().Within(scope);
        if (scope.Since is not { } since)
        {
            return orders;
        }

        // Lists of ids that the database makes once, and not a question per order.
        var paid = db.Set<Payment>().Within(scope).Where(payment => payment.ReceivedAt >= since).Select(payment => payment.OrderId);
        var refunded = db.Set<Refund>()
            .Within(scope)
            .Where(refund => refund.CreatedAt >= since || refund.AcceptedAt >= since || refund.FinishedAt >= since)
            .Select(refund => refund.OrderId);
        return orders.Where(order =>
            order.CreatedAt >= since
            || order.PaidAt >= since
            || order.ShippedAt >= since
            || order.ReceivedAt >= since
            || order.CompletedAt >= since
            || order.ClosedAt >= since
            || paid.Contains(order.Id)
            || refunded.Contains(order.Id)
        );
    }
}
