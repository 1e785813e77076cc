using System.Text.Json;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>Turns the draft into the next immutable version. After the first, only changes that favour members are let through.</summary>
internal static class PublishCampaign
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/campaigns/{id}/publish", Handle)
            .RequirePermission("campaigns.write")
            .WithName("PublishCampaign")
            .WithTags("Campaigns")
            .Produces<ConsoleCampaign>();

    private static async Task<IResult> Handle(
        Id id,
        StaffCaller caller,
        IdempotencyHeader header,
        Publishing publishing,
        CampaignConsole console,
        CancellationToken cancellation
    )
    {
        var key = header.For(caller.Actor, null);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var published = await publishing.Publish(caller.ShopId, id, caller.Name, key.Value, cancellation).ConfigureAwait(false);
        return published.IsOk ? await console.Show(caller, id, cancellation).ConfigureAwait(false) : published.Refusal.ToHttp();
    }
}

internal sealed class Publishing(
    IDbContextFactory<BanyanDb> factory,
    CampaignKinds kinds,
    ISkuLookup skus,
    Commit commit,
    Signals signals,
    TimeProvider clock
)
{
    /// <returns>The number of the version.</returns>
    public async Task<Result<int>> Publish(Id shopId, Id campaignId, string by, ActKey? key, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var campaign = await db.Set<Campaign>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == campaignId, cancellation)
            .ConfigureAwait(false);
        if (campaign is null)
        {
            return Refusal.NotFound;
        }

        var before = await db.Set<CampaignVersion>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.CampaignId == campaignId && row.No == campaign.VersionNo, cancellation)
            .ConfigureAwait(false);
        if (campaign.Draft is not { } draft)
        {
            // The same request may come twice: the act then finds its first answer by the key.
            return await commit
                .Run(
                    new PublishAct(campaign, null, [])
                    {
                        ShopId = shopId,
                        At = clock.GetUtcNow(),
                        Key = key,
                    },
                    cancellation
                )
                .ConfigureAwait(false);
        }

        var kind = kinds[campaign.Kind];
        var config = kind.ReadConfig(draft.Config.GetRawText());
        var face = kind.Face(config, kind.Texts.Zh);
        var prices = await ListPrices(shopId, face, cancellation).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        var facts = new LintFacts(draft.Name, draft.StartsAt, draft.EndsAt, now, prices);
        var findings = CampaignLint.Check(kind, config, facts, before is null ? null : (before, kind.ReadConfig(before.Config)));
        if (findings.Count > 0)
        {
            return Refusal.Invalid(findings);
        }

        var version = new CampaignVersion
        {
            ShopId = shopId,
            Id = Id.None,
            Key = CampaignVersion.KeyOf(campaignId, campaign.VersionNo + 1),
            CampaignId = campaignId,
            No = campaign.VersionNo + 1,
            Kind = campaign.Kind,
            Name = draft.Name,
            StartsAt = draft.StartsAt,
            EndsAt = draft.EndsAt,
            Config = JsonSerializer.Serialize(draft.Config, JsonColumns.Options),
            PublishedAt = now,
            PublishedBy = by,
        };
        var act = new PublishAct(campaign with { ProductId = face.ProductId }, version, kind.Pools(config, campaignId))
        {
            ShopId = shopId,
            At = now,
            Key = key,
        };
        var published = await commit.Run(act, cancellation).ConfigureAwait(false);
        await signals.Tell(LiveCampaigns.Topic, cancellation).ConfigureAwait(false);
        return published;
    }

    private async Task<IReadOnlyDictionary<Id, Fen>> ListPrices(Id shopId, KindFace face, CancellationToken cancellation)
    {
        var found = await skus.Find(shopId, [.. face.Prices.Select(price => price.SkuId)], cancellation).ConfigureAwait(false);
        return found
            .Values.Where(sku => sku.ProductId == face.ProductId && sku.IsOnSale)
            .ToDictionary(sku => sku.SkuId, sku => sku.PriceFen);
    }
}

/// <summary>Writes the version, and sizes its pools.</summary>
/// <param name="checkedRow">The campaign as it was when its draft was checked.</param>
/// <param name="version">Null when there was nothing to publish.</param>
internal sealed class PublishAct(Campaign checkedRow, CampaignVersion? version, IReadOnlyList<PoolSize> pools) : Act<int>
{
    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Run)
        {
            needs.Add(CampaignRows.ById, ShopId, checkedRow.Id);
        }
        else if (stage == Stage.Pool)
        {
            foreach (var pool in pools)
            {
                needs.Add(Quota.PoolByKey, ShopId, pool.Key);
            }
        }
    }

    public override Result<int> Decide(World world)
    {
        var campaign = world.One(CampaignRows.ById, ShopId, checkedRow.Id)!;
        if (campaign.Status == CampaignStatus.Stopped)
        {
            return CampaignRefusals.Stopped;
        }

        if (version is null)
        {
            return CampaignRefusals.NothingToPublish;
        }

        if (campaign.Version != checkedRow.Version)
        {
            return CampaignRefusals.EditedMeanwhile;
        }

        foreach (var pool in pools)
        {
            var resized = Quota.Resize(world, ShopId, pool.Key, pool.Total);
            if (!resized.IsOk)
            {
                return resized.Refusal;
            }
        }

        world.Put(version with { Id = world.NextId() });
        world.Put(
            campaign with
            {
                Status = CampaignStatus.Published,
                VersionNo = version.No,
                Name = version.Name,
                StartsAt = version.StartsAt,
                EndsAt = version.EndsAt,
                ProductId = checkedRow.ProductId,
                Draft = null,
                UpdatedAt = At,
            }
        );
        return version.No;
    }
}
