using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.OrderDesk.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Storage;

namespace Banyan.Commerce.OrderDesk;

/// <summary>The tabs of order lists.</summary>
internal static class OrderTabs
{
    /// <summary>
    /// The orders of a tab: unpaid, to_ship, shipped, received, completed, closed, to_review, after_sale or abnormal; anything else
    /// is all of them.
    /// </summary>
    public static IQueryable<Order> InTab(this IQueryable<Order> orders, BanyanDb db, string? tab, DateTimeOffset now) =>
        tab switch
        {
            "unpaid" => orders.Where(order => order.State == OrderState.Unpaid),
            "to_ship" => orders.Where(order => order.State == OrderState.ToShip),
            "shipped" => orders.Where(order => order.State == OrderState.Shipped),
            "received" => orders.Where(order => order.State == OrderState.Received),
            "completed" => orders.Where(order => order.State == OrderState.Completed || order.State == OrderState.Received),
            "closed" => orders.Where(order => order.State == OrderState.Closed),
            "to_review" => orders.Where(order =>
                order.ReceivedAt != null
                && db.Set<OrderLine>().Count(line => line.OrderId == order.Id)
                    > db.Set<Review>().Count(review => review.OrderId == order.Id)
            ),
            "after_sale" => orders.Where(order => db.Set<Refund>().Any(refund => refund.OrderId == order.Id)),
            "abnormal" => orders.Abnormal(db, now),
            _ => orders,
        };
}
