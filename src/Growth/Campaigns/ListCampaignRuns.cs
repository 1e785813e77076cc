using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>The runs of a campaign for staff, newest first, with who is in them.</summary>
internal static class ListCampaignRuns
{
    private static readonly Person Unknown = new("", "");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/campaigns/{id}/runs", Handle)
            .RequirePermission("campaigns.read")
            .WithName("ListCampaignRuns")
            .WithTags("Campaigns")
            .Produces<Page<ConsoleRun>>();

    private static async Task<IResult> Handle(
        Id id,
        [AsParameters] PageQuery page,
        StaffCaller caller,
        BanyanDb db,
        IMemberLookup lookup,
        CancellationToken cancellation
    )
    {
        if (!await db.Set<Campaign>().AnyAsync(campaign => campaign.Id == id, cancellation).ConfigureAwait(false))
        {
            return Refusal.NotFound.ToHttp();
        }

        var query = db.Set<Run>().AsNoTracking().Where(run => run.CampaignId == id);
        if (!page.AfterId.IsNone)
        {
            query = query.Where(run => run.Id < page.AfterId);
        }

        var runs = await query.OrderByDescending(run => run.Id).Take(page.Take).ToListAsync(cancellation).ConfigureAwait(false);
        var runIds = runs.Select(run => run.Id).ToList();
        var members = await db.Set<RunMember>()
            .AsNoTracking()
            .Where(member => runIds.Contains(member.RunId))
            .OrderBy(member => member.Id)
            .GroupJoin(db.Set<Order>(), member => member.OrderId, order => (Id?)order.Id, (member, orders) => new { member, orders })
            .SelectMany(pair => pair.orders.DefaultIfEmpty(), (pair, order) => new { pair.member, No = order == null ? null : order.No })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var ids = members.Select(row => row.member.MemberId).Concat(runs.Select(run => run.OwnerMemberId)).Distinct().ToList();
        var people = await lookup.People(caller.ShopId, ids, cancellation).ConfigureAwait(false);
        var membersOf = members.ToLookup(row => row.member.RunId);
        return Results.Ok(
            Page<ConsoleRun>.Of(
                runs,
                page,
                run => new ConsoleRun(
                    run.Id,
                    run.Status,
                    people.GetValueOrDefault(run.OwnerMemberId, Unknown),
                    run.StartedAt,
                    run.DeadlineAt,
                    run.Total,
                    run.Taken,
                    [
                        .. membersOf[run.Id]
                            .Select(row =>
                            {
                                var person = people.GetValueOrDefault(row.member.MemberId, Unknown);
                                return new ConsoleRunMember(person.Nickname, person.AvatarUrl, row.member.Role, row.member.State, row.No);
                            }),
                    ]
                ),
                run => run.Id.ToString()
            )
        );
    }
}
