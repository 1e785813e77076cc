using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>What member pages show of orders.</summary>
internal sealed class OrderSums(IDbContextFactory<BanyanDb> factory) : IMemberOrders
{
    public async Task<IReadOnlyDictionary<Id, OrderSum>> SumsOf(
        Id shopId,
        IReadOnlyCollection<Id> memberIds,
        CancellationToken cancellation
    )
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = shopId;
        var rows = await db.Set<Order>()
            .Where(order => memberIds.Contains(order.MemberId) && order.PaidAt != null)
            .Select(order => new
            {
                order.MemberId,
                order.PaidFen,
                order.RefundedFen,
            })
            .ToListAsync(cancellation);
        return rows.GroupBy(row => row.MemberId)
            .ToDictionary(group => group.Key, group => new OrderSum(group.Count(), group.Sum(row => row.PaidFen - row.RefundedFen)));
    }

    public async Task<IReadOnlyList<MemberOrder>> LatestOf(Id shopId, Id memberId, int count, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = shopId;
        var orders = await db.Set<Order>()
            .AsNoTracking()
            .Where(order => order.MemberId == memberId)
            .OrderByDescending(order => order.Id)
            .Take(count)
            .ToListAsync(cancellation);
        var lines = await OrderFiles.LinesOf(db, orders, cancellation);
        return
        [
            .. orders.Select(order => new MemberOrder(
                order.Id,
                order.No,
                SnakeCase.Of(order.State.ToString()),
                OrderTexts.Of(order),
                order.Hold,
                order.PayableFen,
                order.RefundedFen,
                [
                    .. lines[order.Id]
                        .Select(line => new MemberOrderLine(
                            line.Id,
                            line.SkuId,
                            line.ProductId,
                            line.Name,
                            line.SpecText,
                            line.ImageUrl,
                            line.Quantity,
                            line.UnitPriceFen,
                            line.PayableFen,
                            line.RefundedFen
                        )),
                ],
                order.ReceiverName,
                order.CreatedAt,
                order.PaidAt,
                order.MerchantRemark
            )),
        ];
    }
}
