using System.Text.Json;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>Shows campaigns to staff.</summary>
internal sealed class CampaignConsole(
    IDbContextFactory<BanyanDb> factory,
    LiveCampaigns live,
    CampaignKinds kinds,
    TimeProvider clock,
    IHttpContextAccessor http
) : IRunningCampaigns
{
    private bool English => http.HttpContext is { } context && Answers.PrefersEnglish(context.Request);

    public async Task<IResult> Show(StaffCaller caller, Id id, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(caller.ShopId, cancellation).ConfigureAwait(false);
        var campaign = await db.Set<Campaign>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation).ConfigureAwait(false);
        if (campaign is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var versions = await db.Set<CampaignVersion>()
            .AsNoTracking()
            .Where(version => version.CampaignId == id)
            .OrderByDescending(version => version.No)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var cards = await Cards(db, [campaign], cancellation).ConfigureAwait(false);
        return Results.Ok(View(cards[0], campaign, versions));
    }

    public async Task<IReadOnlyList<ConsoleCampaignCard>> Running(Id shopId, int count, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var running = await live.Running(shopId, cancellation).ConfigureAwait(false);
        return await Cards(db, [.. running.Select(shown => shown.Campaign).Take(count)], cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ConsoleCampaignCard>> Cards(
        BanyanDb db,
        IReadOnlyList<Campaign> campaigns,
        CancellationToken cancellation
    )
    {
        var figures = await CampaignFigures.Of(db, [.. campaigns.Select(campaign => campaign.Id)], cancellation).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        return
        [
            .. campaigns.Select(campaign =>
            {
                var figure = figures[campaign.Id];
                return new ConsoleCampaignCard(
                    campaign.Id,
                    campaign.Kind,
                    kinds[campaign.Kind].Texts.For(English)["label"],
                    campaign.Name,
                    campaign.StateAt(now),
                    campaign.StartsAt,
                    campaign.EndsAt,
                    campaign.VersionNo,
                    figure.Runs,
                    figure.Succeeded,
                    figure.Joined,
                    figure.PaidFen
                );
            }),
        ];
    }

    private ConsoleCampaign View(ConsoleCampaignCard card, Campaign campaign, List<CampaignVersion> versions)
    {
        // Staff edits what is not published yet: the form shows the draft's own name and window.
        var shown = campaign.Draft is { } draft ? card with { Name = draft.Name, StartsAt = draft.StartsAt, EndsAt = draft.EndsAt } : card;
        var config = campaign.Draft?.Config ?? Parse(versions[0].Config);
        var kind = kinds[campaign.Kind];
        var face = kind.Face(kind.ReadConfig(config.GetRawText()), kind.Texts.For(English));
        return new ConsoleCampaign(shown)
        {
            Config = config,
            Draft = campaign.Draft is not null,
            Rules = face.Rules,
            Versions =
            [
                .. versions.Select(version => new CampaignVersionView(
                    version.No,
                    version.PublishedAt,
                    version.PublishedBy,
                    Parse(version.Config),
                    version.StartsAt,
                    version.EndsAt
                )),
            ],
        };
    }

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
