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
        var now = clock.GetUtcNow();
        var shown = CampaignCards.Shown(db).Where(pair => pair.Campaign.Status == CampaignStatus.Published && pair.Campaign.EndsAt > now);
        if (!page.AfterId.IsNone)
        {
            shown = shown.Where(pair => pair.Campaign.Id < page.AfterId);
        }

        var found = await shown.OrderByDescending(pair => pair.Campaign.Id).Take(page.Take).ToListAsync(cancellation).ConfigureAwait(false);
        var views = await cards.Of(db, visitor.ShopId, found, Answers.PrefersEnglish(request), cancellation).ConfigureAwait(false);
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
