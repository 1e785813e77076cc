using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk.Books;

/// <summary>
/// Every unpaid order holds its stock and has a time at which it is closed; no other order holds anything. Sold is claimed: an order's
/// lines
/// and its claims on stock say the same quantity.
/// </summary>
internal sealed class ClaimsFollowOrders : IBookCheck
{
    private static readonly string StockPools = SkuFacts.StockPool(Id.None)[..^1];

    public string Name => "claims-follow-orders";

    public string LabelZh => "订单状态与库存占用一致";

    public string LabelEn => "Orders hold what they should";

    public bool FollowsChanges => true;

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        List<string> differences =
        [
            .. await WithoutDeadline(db, scope, cancellation),
            .. await HeldWrongly(db, scope, cancellation),
            .. await SoldUnclaimed(db, scope, cancellation),
        ];
        return new CheckFindings(await Claims(db, scope).LongCountAsync(cancellation), [.. differences.Take(Doctor.MaxDifferences)]);
    }

    /// <summary>An order's claims are made with it, so those of untouched orders are older.</summary>
    private static IQueryable<Claim> Claims(BanyanDb db, CheckScope scope)
    {
        var claims = db.Set<Claim>().Within(scope);
        return scope.Since is { } since ? claims.Where(claim => claim.CreatedAt >= since) : claims;
    }

    private static async Task<IEnumerable<string>> WithoutDeadline(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var wrong = await db.TouchedWithin(scope)
            .Where(order => order.State == OrderState.Unpaid != (order.PayBefore != null))
            .OrderBy(order => order.Id)
            .Take(Doctor.MaxDifferences)
            .Select(order => new
            {
                order.ShopId,
                order.No,
                order.State,
            })
            .ToListAsync(cancellation);
        return wrong.Select(row =>
            row.State == OrderState.Unpaid
                ? $"shop {row.ShopId} order {row.No}: unpaid without a time to close it"
                : $"shop {row.ShopId} order {row.No}: {row.State}, yet waits for payment"
        );
    }

    /// <summary>Held claims are few at any time: only unpaid orders have them.</summary>
    private static async Task<IEnumerable<string>> HeldWrongly(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var held = await Claims(db, scope)
            .Where(claim => claim.State == ClaimState.Held)
            .GroupBy(claim => new { claim.ShopId, claim.Holder })
            .Select(group => new
            {
                group.Key.ShopId,
                group.Key.Holder,
                Stock = group.Sum(claim => claim.PoolKey.StartsWith(StockPools) ? claim.Quantity : 0),
            })
            .ToListAsync(cancellation);
        var unpaid = await db.Set<Order>()
            .Within(scope)
            .Where(order => order.State == OrderState.Unpaid)
            .Select(order => new
            {
                order.ShopId,
                order.Id,
                order.No,
                order.CreatedAt,
                Pieces = db.Set<OrderLine>()
                    .Where(line => line.ShopId == order.ShopId && line.OrderId == order.Id)
                    .Sum(line => line.Quantity),
            })
            .ToListAsync(cancellation);
        var stock = held.ToDictionary(row => (row.ShopId, row.Holder), row => row.Stock);
        var holders = unpaid.Select(order => (order.ShopId, Holder: OrderRows.Holder(order.Id))).ToHashSet();
        var lacking = unpaid
            .Where(order => scope.Since is null || order.CreatedAt >= scope.Since)
            .Select(order => (order, Held: stock.GetValueOrDefault((order.ShopId, OrderRows.Holder(order.Id)))))
            .Where(pair => pair.Held != pair.order.Pieces)
            .Select(pair =>
                $"shop {pair.order.ShopId} order {pair.order.No}: {pair.order.Pieces} pieces wait for payment, {pair.Held} are held"
            );
        var orphans = held.Where(row => row.Holder.StartsWith("order:", StringComparison.Ordinal))
            .Where(row => !holders.Contains((row.ShopId, row.Holder)))
            .Select(row => $"shop {row.ShopId}: {row.Holder} holds claims and is not unpaid");
        return lacking.Concat(orphans);
    }

    private static async Task<IEnumerable<string>> SoldUnclaimed(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var touched = db.TouchedWithin(scope).Select(order => order.Id);
        var skus = db.Set<OrderLine>().Within(scope).Where(line => touched.Contains(line.OrderId)).Select(line => line.SkuId);
        var lines = db.Set<OrderLine>().Within(scope);
        var sold = await (scope.Since is null ? lines : lines.Where(line => skus.Contains(line.SkuId)))
            .Join(
                db.Set<Order>().Where(order => order.PaidAt != null),
                line => new { line.ShopId, Id = line.OrderId },
                order => new { order.ShopId, order.Id },
                (line, _) => line
            )
            .GroupBy(line => new { line.ShopId, line.SkuId })
            .Select(group => new
            {
                group.Key.ShopId,
                group.Key.SkuId,
                Pieces = group.Sum(line => (long)line.Quantity),
                GivenBack = group.Sum(line => (long)line.RefundedQuantity),
            })
            .ToListAsync(cancellation);
        var taken = await db.Set<Pool>()
            .Within(scope)
            .Where(pool => pool.Key.StartsWith(StockPools))
            .ToDictionaryAsync(pool => (pool.ShopId, pool.Key), pool => pool.Taken, cancellation);

        // Refunded pieces come back into stock only if they had not left the house.
        return sold.Select(row => (row, Taken: taken.GetValueOrDefault((row.ShopId, SkuFacts.StockPool(row.SkuId)))))
            .Where(pair => pair.Taken > pair.row.Pieces || pair.Taken < pair.row.Pieces - pair.row.GivenBack)
            .Select(pair =>
                $"shop {pair.row.ShopId} SKU {pair.row.SkuId}: {pair.row.Pieces} sold, {pair.row.GivenBack} refunded, {pair.Taken} taken from stock"
            );
    }
}
