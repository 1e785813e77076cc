using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>What shoppers see of campaigns and runs.</summary>
internal static class ShowCampaigns
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns", List).AllowAnyone().WithName("ListCampaigns").WithTags("Campaigns").Produces<Page<CampaignCard>>();
        api.MapGet("/campaigns/{id}", Campaign).AllowAnyone().WithName("GetCampaign").WithTags("Campaigns").Produces<CampaignView>();
        api.MapGet("/runs/{id}", Run).AllowAnyone().WithName("GetRun").WithTags("Campaigns").Produces<RunView>();
    }

    private static async Task<IResult> List(
        [AsParameters] PageQuery page,
        Visitor visitor,
        BanyanDb db,
        CampaignCards cards,
        TimeProvider clock,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var (now, plays) = (clock.GetUtcNow(), cards.Plays);
        var campaigns = db.Set<Campaign>()
            .Where(campaign => campaign.Status == CampaignStatus.Published && campaign.EndsAt > now && plays.Contains(campaign.Kind));
        if (!page.AfterId.IsNone)
        {
            campaigns = campaigns.Where(campaign => campaign.Id < page.AfterId);
        }

        var latest = campaigns.OrderByDescending(campaign => campaign.Id).Take(page.Take);
        var found = await CampaignCards.Shown(db, latest).ToListAsync(cancellation).ConfigureAwait(false);
        found.Sort((a, b) => b.Campaign.Id.CompareTo(a.Campaign.Id));
        var views = await cards.Of(visitor.ShopId, found, Answers.PrefersEnglish(request), cancellation).ConfigureAwait(false);
        return Results.Ok(Page<CampaignCard>.Of(views, page, card => card, card => card.Id.ToString()));
    }

    private static async Task<IResult> Campaign(
        Id id,
        Visitor visitor,
        CampaignPages pages,
        HttpRequest request,
        CancellationToken cancellation
    ) => (await pages.Campaign(visitor, id, Answers.PrefersEnglish(request), cancellation).ConfigureAwait(false)).ToHttp();

    private static async Task<IResult> Run(
        Id id,
        Visitor visitor,
        CampaignPages pages,
        HttpRequest request,
        CancellationToken cancellation
    ) => (await pages.Run(visitor, id, Answers.PrefersEnglish(request), cancellation).ConfigureAwait(false)).ToHttp();
}
