using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>Lists campaigns for staff, newest first, and shows one.</summary>
internal static class ListCampaignsInConsole
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns", List)
            .RequirePermission("campaigns.read")
            .WithName("ListConsoleCampaigns")
            .WithTags("Campaigns")
            .Produces<Page<ConsoleCampaignCard>>();
        api.MapGet(
                "/campaigns/{id}",
                (Kernel.Id id, StaffCaller caller, CampaignConsole console, CancellationToken cancellation) =>
                    console.Show(caller, id, cancellation)
            )
            .RequirePermission("campaigns.read")
            .WithName("GetConsoleCampaign")
            .WithTags("Campaigns")
            .Produces<ConsoleCampaign>();
    }

    private static async Task<IResult> List(
        [FromQuery] string? state,
        [FromQuery] string? kind,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CampaignConsole console,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var rows = InState(db.Set<Campaign>().AsNoTracking(), state, clock.GetUtcNow());
        if (!string.IsNullOrEmpty(kind))
        {
            rows = rows.Where(campaign => campaign.Kind == kind);
        }

        if (!page.AfterId.IsNone)
        {
            rows = rows.Where(campaign => campaign.Id < page.AfterId);
        }

        var found = await rows.OrderByDescending(campaign => campaign.Id).Take(page.Take).ToListAsync(cancellation).ConfigureAwait(false);
        var cards = await console.Cards(db, found, cancellation).ConfigureAwait(false);
        return Results.Ok(Page<ConsoleCampaignCard>.Of(cards, page, card => card, card => card.Id.ToString()));
    }

    private static IQueryable<Campaign> InState(IQueryable<Campaign> rows, string? state, DateTimeOffset now) =>
        state switch
        {
            "draft" => rows.Where(campaign => campaign.Status == CampaignStatus.Draft),
            "stopped" => rows.Where(campaign => campaign.Status == CampaignStatus.Stopped),
            "upcoming" => rows.Where(campaign => campaign.Status == CampaignStatus.Published && campaign.StartsAt > now),
            "running" => rows.Where(campaign =>
                campaign.Status == CampaignStatus.Published && campaign.StartsAt <= now && campaign.EndsAt > now
            ),
            "ended" => rows.Where(campaign => campaign.Status == CampaignStatus.Published && campaign.EndsAt <= now),
            _ => rows,
        };
}
