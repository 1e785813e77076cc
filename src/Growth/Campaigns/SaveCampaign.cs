using System.Text.Json;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <param name="Kind">Cannot change afterwards.</param>
internal sealed record CampaignInput(string? Kind, string Name, DateTimeOffset StartsAt, DateTimeOffset EndsAt, JsonElement Config);

/// <summary>Makes a campaign's draft, or edits it. What is published is not touched.</summary>
internal static class SaveCampaign
{
    private const int MaxName = 40;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/campaigns", Create)
            .RequirePermission("campaigns.write")
            .WithName("CreateCampaign")
            .WithTags("Campaigns")
            .Produces<ConsoleCampaign>();
        api.MapPut("/campaigns/{id}", Edit)
            .RequirePermission("campaigns.write")
            .WithName("EditCampaign")
            .WithTags("Campaigns")
            .Produces<ConsoleCampaign>();
    }

    private static async Task<IResult> Create(CampaignInput body, StaffCaller caller, CampaignDesk desk, CancellationToken cancellation) =>
        await desk.Create(caller, body, cancellation).ConfigureAwait(false);

    private static async Task<IResult> Edit(
        Id id,
        CampaignInput body,
        StaffCaller caller,
        CampaignDesk desk,
        CancellationToken cancellation
    ) => await desk.Edit(caller, id, body, cancellation).ConfigureAwait(false);

    /// <summary>What may be kept as a draft: the form is checked here, what only matters in public when it is published.</summary>
    public static Result<CampaignDraft> Check(ICampaignKind kind, CampaignInput body)
    {
        var errors = new Dictionary<string, Sentence[]>();
        var name = body.Name?.Trim() ?? "";
        if (name.Length is 0 or > MaxName)
        {
            errors["name"] = [new Sentence($"请填写活动名称，最多 {MaxName} 个字", $"A name of at most {MaxName} characters is required")];
        }

        if (body.EndsAt <= body.StartsAt)
        {
            errors["endsAt"] = [new Sentence("结束时间要晚于开始时间", "The end must be after the start")];
        }

        foreach (var (field, sentences) in kind.Form.Check(body.Config))
        {
            errors[field] = sentences;
        }

        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        var config = JsonSerializer.Deserialize<JsonElement>(kind.WriteConfig(kind.ReadConfig(body.Config.GetRawText())));
        return new CampaignDraft(name, body.StartsAt.ToUniversalTime(), body.EndsAt.ToUniversalTime(), config);
    }
}

internal sealed class CampaignDesk(Commit commit, CampaignKinds kinds, CampaignConsole console, IIdSource ids, TimeProvider clock)
{
    private static readonly Refusal AlreadyStopped = Refusal.Conflict(
        "campaign_stopped",
        "活动已经停止，不能再修改",
        "The campaign has been stopped and cannot be edited"
    );

    public async Task<IResult> Create(StaffCaller caller, CampaignInput body, CancellationToken cancellation)
    {
        if (kinds.Find(body.Kind ?? "") is not { } kind)
        {
            return Refusal.Invalid("kind", "没有这种玩法", "There is no such kind").ToHttp();
        }

        var draft = SaveCampaign.Check(kind, body);
        if (!draft.IsOk)
        {
            return draft.Refusal.ToHttp();
        }

        var now = clock.GetUtcNow();
        var campaign = Drafted(
            new Campaign
            {
                ShopId = caller.ShopId,
                Id = ids.Next(),
                Kind = kind.Code,
                Name = "",
                StartsAt = now,
                EndsAt = now,
                CreatedAt = now,
                UpdatedAt = now,
            },
            draft.Value,
            now
        );
        var saved = await commit
            .Exclusive<Id>(
                caller.ShopId,
                db =>
                {
                    db.Add(campaign);
                    return Task.FromResult<Result<Id>>(campaign.Id);
                },
                cancellation
            )
            .ConfigureAwait(false);
        return saved.IsOk ? await console.Show(caller, saved.Value, cancellation).ConfigureAwait(false) : saved.Refusal.ToHttp();
    }

    public async Task<IResult> Edit(StaffCaller caller, Id id, CampaignInput body, CancellationToken cancellation)
    {
        var saved = await commit
            .Exclusive<Id>(
                caller.ShopId,
                async db =>
                {
                    var campaign = await db.Set<Campaign>().FirstOrDefaultAsync(row => row.Id == id, cancellation).ConfigureAwait(false);
                    if (campaign is null)
                    {
                        return Refusal.NotFound;
                    }

                    if (campaign.Status == CampaignStatus.Stopped)
                    {
                        return AlreadyStopped;
                    }

                    var draft = SaveCampaign.Check(kinds[campaign.Kind], body);
                    if (!draft.IsOk)
                    {
                        return draft.Refusal;
                    }

                    var edited = Drafted(campaign, draft.Value, clock.GetUtcNow()) with { Version = campaign.Version + 1 };
                    db.Entry(campaign).CurrentValues.SetValues(edited);
                    return id;
                },
                cancellation
            )
            .ConfigureAwait(false);
        return saved.IsOk ? await console.Show(caller, id, cancellation).ConfigureAwait(false) : saved.Refusal.ToHttp();
    }

    /// <summary>A campaign that was never published is listed by its draft's name and window.</summary>
    private static Campaign Drafted(Campaign campaign, CampaignDraft draft, DateTimeOffset now) =>
        campaign.Status == CampaignStatus.Draft
            ? campaign with
            {
                Draft = draft,
                Name = draft.Name,
                StartsAt = draft.StartsAt,
                EndsAt = draft.EndsAt,
                UpdatedAt = now,
            }
            : campaign with
            {
                Draft = draft,
                UpdatedAt = now,
            };
}
