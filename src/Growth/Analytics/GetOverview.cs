using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.OrderDesk.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Analytics;

/// <summary>Today, yesterday and the last thirty days of a shop, and what waits for its staff.</summary>
internal static class GetOverview
{
    public const int DayCount = 30;
    private const int MaxProducts = 10;
    private const int MaxCampaigns = 10;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/overview", Handle)
            .RequirePermission("overview.read")
            .WithName("GetOverview")
            .WithTags("Overview")
            .Produces<Overview>();

    private static async Task<IResult> Handle(
        StaffCaller caller,
        BanyanDb db,
        ICatalogReader catalog,
        IRunningCampaigns campaigns,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var dates = ShopDays.Last(DayCount, now);
        var from = dates[0].StartOfShopDay();
        var days = await DailyFigures.Of(db, dates, cancellation);
        var counts = await Count(db, caller.ShopId, from, now, cancellation);
        return Results.Ok(
            new Overview(
                now,
                days[^1],
                days[^2],
                days,
                [
                    new OverviewStep("touches", "打开分享", days.Sum(day => day.Touches)),
                    new OverviewStep("visitors", "访客", counts.Visitors),
                    new OverviewStep("registered", "注册", counts.Registered),
                    new OverviewStep("ordered", "下单", counts.Ordered),
                    new OverviewStep("paid", "支付", counts.Paid),
                ],
                await Top(db, catalog, caller.ShopId, from, cancellation),
                new OverviewTodo(counts.ToShip, counts.Refunds, counts.Applications, counts.LowStock, counts.DeadJobs, counts.Abnormal),
                await campaigns.Running(caller.ShopId, MaxCampaigns, cancellation)
            )
        );
    }

    /// <summary>
    /// All single numbers in one statement. From registering on, the funnel follows the same people: those who came by a share within the
    /// thirty days.
    /// </summary>
    private static async Task<Counts> Count(BanyanDb db, Id shopId, DateTimeOffset from, DateTimeOffset now, CancellationToken cancellation)
    {
        var newcomers = db.Set<Member>()
            .Where(member =>
                member.CreatedAt >= from
                && (
                    db.Set<BondEvent>().Any(bond => bond.MemberId == member.Id && bond.Cause != "staff")
                    || db.Set<Touch>().Any(touch => touch.MemberId == member.Id)
                )
            );
        var orders = db.Set<Order>();
        var abnormal = orders.Abnormal(db, now);
        var lowStock = LowStock.Of(db);
        return await db.Set<Shop>()
            .Where(shop => shop.Id == shopId)
            .Select(_ => new Counts(
                db.Set<Touch>().Where(touch => touch.At >= from).Select(touch => touch.VisitorId).Distinct().Count(),
                newcomers.Count(),
                newcomers.Count(member => orders.Any(order => order.MemberId == member.Id)),
                newcomers.Count(member => orders.Any(order => order.MemberId == member.Id && order.PaidAt != null)),
                orders.Count(order => order.State == OrderState.ToShip && order.Hold == null),
                db.Set<Refund>()
                    .Count(refund =>
                        refund.State == RefundState.Requested
                        || refund.State == RefundState.Returned
                        || refund.State == RefundState.Exchanging
                        || refund.State == RefundState.Abnormal
                    ),
                db.Set<Distributor>().Count(row => row.Status == DistributorStatus.Applied),
                lowStock.Count(),
                db.Set<Job>().Count(job => job.State == JobState.Dead),
                abnormal.Count()
            ))
            .FirstAsync(cancellation);
    }

    private static async Task<IReadOnlyList<TopProduct>> Top(
        BanyanDb db,
        ICatalogReader catalog,
        Id shopId,
        DateTimeOffset from,
        CancellationToken cancellation
    )
    {
        var sold = await db.Set<OrderLine>()
            .Join(db.Set<Order>().Where(order => order.PaidAt >= from), line => line.OrderId, order => order.Id, (line, _) => line)
            .GroupBy(line => line.ProductId)
            .Select(group => new
            {
                Id = group.Key,
                Count = group.Sum(line => (long)line.Quantity),
                Paid = group.Sum(line => (long)(object)line.PayableFen),
            })
            .OrderByDescending(row => row.Paid)
            .ThenBy(row => row.Id)
            .Take(MaxProducts)
            .ToListAsync(cancellation);
        var products = await catalog.Products(shopId, [.. sold.Select(row => row.Id)], cancellation);
        return
        [
            .. sold.Where(row => products.ContainsKey(row.Id))
                .Select(row => new TopProduct(row.Id, products[row.Id].Name, products[row.Id].CoverUrl, row.Count, new Fen(row.Paid))),
        ];
    }

    private sealed record Counts(
        int Visitors,
        int Registered,
        int Ordered,
        int Paid,
        int ToShip,
        int Refunds,
        int Applications,
        int LowStock,
        int DeadJobs,
        int Abnormal
    );
}
