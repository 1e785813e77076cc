using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Points.Books;

/// <summary>
/// What stands of the points and the growth of every paid order is exactly what its frozen rates give for what stands of its lines, and
/// what is held is what the refunds under way will take, whatever refunds came in which order.
/// </summary>
internal sealed class PointsFollowLines : IBookCheck
{
    private const int MaxOrders = 2_000;

    public string Name => "points-follow-lines";

    public string LabelZh => "订单积分与成长值等于冻结比例乘未退款实付";

    public string LabelEn => "Points and growth follow what stands of their orders";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var differences = new List<string>();
        var rows = 0L;
        var (shop, last) = (new Id(-1), Id.None);
        while (differences.Count < Doctor.MaxDifferences)
        {
            var earnings = await Next(db, scope, (shop, last), cancellation).ConfigureAwait(false);
            if (earnings.Count == 0)
            {
                break;
            }

            (shop, last) = (earnings[^1].ShopId, earnings[^1].OrderId);
            var ids = earnings.Select(row => row.OrderId).ToList();
            var lines = (
                await db.Set<OrderLine>()
                    .Within(scope)
                    .Where(line => ids.Contains(line.OrderId))
                    .ToListAsync(cancellation)
                    .ConfigureAwait(false)
            ).ToLookup(line => (line.ShopId, line.OrderId));
            rows += earnings.Count;
            differences.AddRange(earnings.Where(row => IsWrong(row, [.. lines[(row.ShopId, row.OrderId)]])).Select(Words));
        }

        return new CheckFindings(rows, [.. differences.Take(Doctor.MaxDifferences)]);
    }

    private static Task<List<OrderEarning>> Next(BanyanDb db, CheckScope scope, (Id Shop, Id Order) after, CancellationToken cancellation)
    {
        var paid = db.Set<Order>().Within(scope).Where(order => order.PaidAt != null);
        return db.Set<OrderEarning>()
            .Within(scope)
            .Where(row => row.ShopId > after.Shop || (row.ShopId == after.Shop && row.OrderId > after.Order))
            .Where(row => paid.Any(order => order.ShopId == row.ShopId && order.Id == row.OrderId))
            .OrderBy(row => row.ShopId)
            .ThenBy(row => row.OrderId)
            .Take(MaxOrders)
            .ToListAsync(cancellation);
    }

    private static bool IsWrong(OrderEarning row, IReadOnlyList<OrderLine> lines)
    {
        var (stands, later) = (EarningMath.Base(lines), EarningMath.BaseAfterRefunds(lines));
        var points = EarningMath.Points(stands, row.PointsPpm);
        var growth = row.IsCredited ? EarningMath.Growth(stands, row.GrowthPerYuan) : 0;
        var growthLater = row.IsCredited ? EarningMath.Growth(later, row.GrowthPerYuan) : 0;
        return row.Points != points
            || row.HeldPoints != points - EarningMath.Points(later, row.PointsPpm)
            || row.Growth != growth
            || row.HeldGrowth != growth - growthLater
            || row.UsedBack != EarningMath.UsedBack(lines);
    }

    private static string Words(OrderEarning row) =>
        $"shop {row.ShopId} order {row.OrderId}: {row.Points} points ({row.HeldPoints} held), {row.Growth} growth ({row.HeldGrowth} held), "
        + $"{row.UsedBack} used points given back do not follow from its lines";
}
