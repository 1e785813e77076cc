using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>A campaign with the version that members see.</summary>
internal sealed record ShownCampaign(Campaign Campaign, CampaignVersion Version);

/// <summary>Makes the cards of campaigns, set-wise: three statements however many there are.</summary>
internal sealed class CampaignCards(IDbContextFactory<BanyanDb> factory, CampaignKinds kinds, ISkuLookup skus, TimeProvider clock)
    : ICampaignShowcase
{
    /// <summary>These campaigns with their latest versions, in no order; those never published are left out.</summary>
    public static IQueryable<ShownCampaign> Shown(BanyanDb db, IQueryable<Campaign> campaigns) =>
        campaigns
            .AsNoTracking()
            .Join(
                db.Set<CampaignVersion>(),
                campaign => new { campaign.Id, No = campaign.VersionNo },
                version => new { Id = version.CampaignId, version.No },
                (campaign, version) => new ShownCampaign(campaign, version)
            );

    /// <summary>The kinds that have a page of their own.</summary>
    public IReadOnlyList<string> Plays { get; } = kinds.PlayCodes;

    /// <summary>Campaigns that run now, those that end first first.</summary>
    public async Task<IReadOnlyList<CampaignCard>> Running(Id shopId, int count, bool english, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        var ids = await db.Set<Campaign>()
            .Where(campaign => campaign.Status == CampaignStatus.Published && campaign.StartsAt <= now && campaign.EndsAt > now)
            .Where(campaign => Plays.Contains(campaign.Kind))
            .OrderBy(campaign => campaign.EndsAt)
            .ThenBy(campaign => campaign.Id)
            .Select(campaign => campaign.Id)
            .Take(count)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return await OfIds(db, shopId, ids, english, cancellation).ConfigureAwait(false);
    }

    /// <summary>Running campaigns of these products.</summary>
    public async Task<IReadOnlyList<CampaignCard>> OfProducts(
        Id shopId,
        IReadOnlyCollection<Id> productIds,
        bool english,
        CancellationToken cancellation
    )
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        var wanted = productIds.Select(id => (Id?)id).ToList();
        var ids = await db.Set<Campaign>()
            .Where(campaign =>
                wanted.Contains(campaign.ProductId)
                && campaign.Status == CampaignStatus.Published
                && campaign.StartsAt <= now
                && campaign.EndsAt > now
                && Plays.Contains(campaign.Kind)
            )
            .OrderBy(campaign => campaign.EndsAt)
            .Select(campaign => campaign.Id)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return await OfIds(db, shopId, ids, english, cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<CampaignCard>> Of(
        BanyanDb db,
        Id shopId,
        IReadOnlyList<ShownCampaign> campaigns,
        bool english,
        CancellationToken cancellation
    )
    {
        var joined = await CampaignFigures
            .JoinedCounts(db, [.. campaigns.Select(shown => shown.Campaign.Id)], cancellation)
            .ConfigureAwait(false);
        var faces = campaigns.ToDictionary(shown => shown.Campaign.Id, shown => FaceOf(shown.Version, english));
        var facts = await skus.Find(
                shopId,
                [.. faces.Values.SelectMany(face => face.Prices).Select(price => price.SkuId).Distinct()],
                cancellation
            )
            .ConfigureAwait(false);
        return
        [
            .. campaigns.Select(shown =>
                CardOf(shown, faces[shown.Campaign.Id], facts, joined.GetValueOrDefault(shown.Campaign.Id), english)
            ),
        ];
    }

    public KindFace FaceOf(CampaignVersion version, bool english)
    {
        var kind = kinds[version.Kind];
        return kind.Face(kind.ReadConfig(version.Config), kind.Texts.For(english));
    }

    private async Task<IReadOnlyList<CampaignCard>> OfIds(
        BanyanDb db,
        Id shopId,
        List<Id> ids,
        bool english,
        CancellationToken cancellation
    )
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var shown = await Shown(db, db.Set<Campaign>().Where(campaign => ids.Contains(campaign.Id)))
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var ordered = shown.OrderBy(pair => ids.IndexOf(pair.Campaign.Id)).ToList();
        return await Of(db, shopId, ordered, english, cancellation).ConfigureAwait(false);
    }

    private CampaignCard CardOf(ShownCampaign shown, KindFace face, IReadOnlyDictionary<Id, SkuFacts> facts, int joined, bool english)
    {
        var (campaign, version) = shown;
        var lowest = face.Prices.OrderBy(price => price.PriceFen).FirstOrDefault();
        var sku = lowest is null ? null : facts.GetValueOrDefault(lowest.SkuId);
        return new CampaignCard(
            campaign.Id,
            campaign.Kind,
            kinds[campaign.Kind].Texts.For(english)["label"],
            version.Name,
            StateOf(campaign),
            campaign.StartsAt,
            campaign.EndsAt,
            sku?.ImageUrl ?? "",
            lowest?.PriceFen,
            sku?.PriceFen,
            face.Label,
            joined,
            face.ProductId
        );
    }

    private CampaignState StateOf(Campaign campaign) =>
        campaign.StateAt(clock.GetUtcNow()) switch
        {
            ConsoleCampaignState.Draft or ConsoleCampaignState.Upcoming => CampaignState.Upcoming,
            ConsoleCampaignState.Running => CampaignState.Running,
            ConsoleCampaignState.Ended or ConsoleCampaignState.Stopped => CampaignState.Ended,
            var other => throw new ArgumentOutOfRangeException(nameof(campaign), other, null),
        };
}
