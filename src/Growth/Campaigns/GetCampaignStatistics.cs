using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>What a campaign brought: reach, runs, people, orders, money, day by day.</summary>
internal static class GetCampaignStatistics
{
    private const long DayMs = 86_400_000;
    private const long ShopOffsetMs = 8 * 3_600_000;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/campaigns/{id}/statistics", Handle)
            .RequirePermission("campaigns.read")
            .WithName("GetCampaignStatistics")
            .WithTags("Campaigns")
            .Produces<CampaignStatistics>();

    private static async Task<IResult> Handle(Id id, BanyanDb db, CancellationToken cancellation) =>
        await db.Set<Campaign>().AnyAsync(campaign => campaign.Id == id, cancellation).ConfigureAwait(false)
            ? Results.Ok(await Of(db, id, cancellation).ConfigureAwait(false))
            : Refusal.NotFound.ToHttp();

    public static async Task<CampaignStatistics> Of(BanyanDb db, Id campaignId, CancellationToken cancellation)
    {
        var (views, visitors) = await Reach(db, campaignId, cancellation).ConfigureAwait(false);
        var runs = await db.Set<Run>()
            .Where(run => run.CampaignId == campaignId && run.PublishedAt != null)
            .GroupBy(run => new { run.Status, Day = ((long)(object)run.PublishedAt! + ShopOffsetMs) / DayMs })
            .Select(group => new
            {
                group.Key.Status,
                group.Key.Day,
                Count = group.Count(),
            })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var members = await db.Set<RunMember>()
            .Where(member => member.CampaignId == campaignId && CampaignFigures.JoinedStates.Contains(member.State))
            .GroupBy(member => new { member.IsNew, Day = ((long)(object)member.At + ShopOffsetMs) / DayMs })
            .Select(group => new
            {
                group.Key.IsNew,
                group.Key.Day,
                Count = group.Count(),
            })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var orders = await db.Set<RunMember>()
            .Where(member => member.CampaignId == campaignId && member.OrderId != null)
            .Join(db.Set<Order>().Where(order => order.PaidAt != null), member => member.OrderId, order => order.Id, (_, order) => order)
            .GroupBy(order => ((long)(object)order.PaidAt! + ShopOffsetMs) / DayMs)
            .Select(group => new
            {
                Day = group.Key,
                Count = group.Count(),
                Paid = group.Sum(order => (long)(object)order.PaidFen),
                Refunded = group.Sum(order => (long)(object)order.RefundedFen),
            })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);

        var joined = members.Sum(row => row.Count);
        var paidOrders = orders.Sum(row => row.Count);
        var days = runs.Select(row => row.Day)
            .Concat(members.Select(row => row.Day))
            .Concat(orders.Select(row => row.Day))
            .Distinct()
            .Order()
            .Select(day => new CampaignDay(
                DateOnly.FromDayNumber((int)day + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
                runs.Where(row => row.Day == day).Sum(row => row.Count),
                members.Where(row => row.Day == day).Sum(row => row.Count),
                new Fen(orders.Where(row => row.Day == day).Sum(row => row.Paid))
            ))
            .ToList();
        return new CampaignStatistics(
            views,
            visitors,
            runs.Sum(row => row.Count),
            runs.Where(row => row.Status == RunStatus.Open).Sum(row => row.Count),
            runs.Where(row => row.Status == RunStatus.Succeeded).Sum(row => row.Count),
            runs.Where(row => row.Status == RunStatus.Failed).Sum(row => row.Count),
            joined,
            members.Where(row => row.IsNew).Sum(row => row.Count),
            paidOrders,
            new Fen(orders.Sum(row => row.Paid)),
            new Fen(orders.Sum(row => row.Refunded)),
            days,
            [
                new FunnelStep("reached", "打开分享", views),
                new FunnelStep("visitors", "访客", visitors),
                new FunnelStep("joined", "参与", joined),
                new FunnelStep("paid", "支付", paidOrders),
            ]
        );
    }

    private static async Task<(int Views, int Visitors)> Reach(BanyanDb db, Id campaignId, CancellationToken cancellation)
    {
        var runIds = db.Set<Run>().Where(run => run.CampaignId == campaignId).Select(run => (Id?)run.Id);
        var touches = db.Set<Touch>()
            .Where(touch =>
                (touch.TargetType == "campaign" && touch.TargetId == campaignId)
                || (touch.TargetType == "run" && runIds.Contains(touch.TargetId))
            );
        var views = await touches.CountAsync(cancellation).ConfigureAwait(false);
        var visitors = await touches.Select(touch => touch.VisitorId).Distinct().CountAsync(cancellation).ConfigureAwait(false);
        return (views, visitors);
    }
}
