using System.Text.Json;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Growth.Campaigns;

/// <summary>The kinds of campaign and the form that configures each.</summary>
internal static class ListCampaignKinds
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/campaign-kinds", Handle)
            .RequirePermission("campaigns.read")
            .WithName("ListCampaignKinds")
            .WithTags("Campaigns")
            .Produces<Page<CampaignKindMeta>>();

    private static IResult Handle(CampaignKinds kinds, HttpRequest request)
    {
        var english = Answers.PrefersEnglish(request);
        return Results.Ok(new Page<CampaignKindMeta>([.. kinds.All.Select(kind => View(kind, kind.Texts.For(english)))], null));
    }

    private static CampaignKindMeta View(ICampaignKind kind, Words words) =>
        new(
            kind.Code,
            words["label"],
            words["description"],
            kind.Icon,
            kind.Form.Describe(words),
            JsonSerializer.SerializeToElement(kind.Defaults, kind.Defaults.GetType(), JsonColumns.Options)
        );
}
