using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>Reads orders with all that belongs to them: one statement per table, however many orders.</summary>
internal static class OrderFiles
{
    public static async Task<OrderFile?> Find(BanyanDb db, Id orderId, Id? memberId, CancellationToken cancellation)
    {
        var order = await db.Set<Order>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == orderId && (memberId == null || row.MemberId == memberId), cancellation);
        if (order is null)
        {
            return null;
        }

        var holder = OrderRows.Holder(orderId);
        return new OrderFile(
            order,
            await db.Set<OrderLine>().AsNoTracking().Where(row => row.OrderId == orderId).OrderBy(row => row.Id).ToListAsync(cancellation),
            await db.Set<PaymentPart>()
                .AsNoTracking()
                .Where(row => row.OrderId == orderId)
                .OrderBy(row => row.No)
                .ToListAsync(cancellation),
            await db.Set<Recipient>().AsNoTracking().Where(row => row.OrderId == orderId).OrderBy(row => row.No).ToListAsync(cancellation),
            await db.Set<Refund>().AsNoTracking().Where(row => row.OrderId == orderId).OrderBy(row => row.Id).ToListAsync(cancellation),
            await db.Set<Claim>().AsNoTracking().Where(row => row.Holder == holder).OrderBy(row => row.Id).ToListAsync(cancellation)
        );
    }

    public static async Task<ILookup<Id, OrderLine>> LinesOf(BanyanDb db, IEnumerable<Order> orders, CancellationToken cancellation)
    {
        var ids = orders.Select(order => order.Id).ToList();
        var lines = await db.Set<OrderLine>()
            .AsNoTracking()
            .Where(line => ids.Contains(line.OrderId))
            .OrderBy(line => line.Id)
            .ToListAsync(cancellation);
        return lines.ToLookup(line => line.OrderId);
    }

    /// <summary>
    /// The orders of a tab: unpaid, to_ship, shipped, received, completed, closed or after_sale; anything else is all of them.
    /// </summary>
    public static IQueryable<Order> InTab(this IQueryable<Order> orders, BanyanDb db, string? tab) =>
        tab switch
        {
            "unpaid" => orders.Where(order => order.State == OrderState.Unpaid),
            "to_ship" => orders.Where(order => order.State == OrderState.ToShip),
            "shipped" => orders.Where(order => order.State == OrderState.Shipped),
            "received" => orders.Where(order => order.State == OrderState.Received),
            "completed" => orders.Where(order => order.State == OrderState.Completed || order.State == OrderState.Received),
            "closed" => orders.Where(order => order.State == OrderState.Closed),
            "after_sale" => orders.Where(order => db.Set<Refund>().Any(refund => refund.OrderId == order.Id)),
            _ => orders,
        };
}
