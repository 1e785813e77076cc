using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.AfterSales.Books;

/// <summary>An order says how many after-sales of it are open: one that is forgotten would keep it from ever being completed.</summary>
internal sealed class OrdersKnowAfterSales : IBookCheck
{
    public string Name => "orders-know-after-sales";

    public string LabelZh => "订单上的售后数与售后单一致";

    public string LabelEn => "Orders know their open after-sales";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var open = db.Set<Refund>()
            .Within(scope)
            .Where(refund =>
                refund.State == RefundState.Requested
                || refund.State == RefundState.Returning
                || refund.State == RefundState.Returned
                || refund.State == RefundState.Exchanging
            );
        var wrong = await db.Set<Order>()
            .Within(scope)
            .Select(order => new
            {
                order.ShopId,
                order.Id,
                order.No,
                order.OpenAfterSales,
                Open = open.Count(refund => refund.ShopId == order.ShopId && refund.OrderId == order.Id),
            })
            .Where(row => row.OpenAfterSales != row.Open)
            .OrderBy(row => row.Id)
            .Take(Doctor.MaxDifferences)
            .ToListAsync(cancellation);
        return new CheckFindings(
            await open.LongCountAsync(cancellation),
            [
                .. wrong.Select(row =>
                    $"shop {row.ShopId} order {row.No}: counts {row.OpenAfterSales} open after-sales, there are {row.Open}"
                ),
            ]
        );
    }
}
