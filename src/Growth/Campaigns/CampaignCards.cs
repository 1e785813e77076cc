using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>A campaign with the version that members see.</summary>
internal sealed record ShownCampaign(Campaign Campaign, CampaignVersion Version);

/// <summary>Makes the cards of campaigns, set-wise: two statements however many there are.</summary>
internal sealed class CampaignCards(
    IDbContextFactory<BanyanDb> factory,
    LiveCampaigns live,
    CampaignKinds kinds,
    ISkuLookup skus,
    TimeProvider clock
) : ICampaignShowcase
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
        var running = await live.Running(shopId, cancellation).ConfigureAwait(false);
        var shown = running.Where(one => Plays.Contains(one.Campaign.Kind)).Take(count);
        return await Of(shopId, [.. shown], english, cancellation).ConfigureAwait(false);
    }

    /// <summary>Running campaigns of these products.</summary>
    public async Task<IReadOnlyList<CampaignCard>> OfProducts(
        Id shopId,
        IReadOnlyCollection<Id> productIds,
        bool english,
        CancellationToken cancellation
    )
    {
        var running = await RunningOf(shopId, productIds, cancellation).ConfigureAwait(false);
        return await Of(shopId, running, english, cancellation).ConfigureAwait(false);
    }

    /// <summary>What running campaigns write on the cards of these products; the lowest price speaks. Needs no statement.</summary>
    public async Task<IReadOnlyDictionary<Id, CampaignBadge>> BadgesOf(
        Id shopId,
        IReadOnlyCollection<Id> productIds,
        CancellationToken cancellation
    )
    {
        var running = await RunningOf(shopId, productIds, cancellation).ConfigureAwait(false);
        return running
            .Select(shown => (shown, Face: FaceOf(shown.Version, english: false)))
            .Where(pair => pair.Face is { ProductId: not null, Prices.Count: > 0 })
            .GroupBy(pair => pair.Face.ProductId!.Value)
            .ToDictionary(group => group.Key, group => group.Select(pair => BadgeOf(pair.shown, pair.Face)).MinBy(one => one.PriceFen)!);
    }

    public async Task<IReadOnlyList<CampaignCard>> Of(
        Id shopId,
        IReadOnlyList<ShownCampaign> campaigns,
        bool english,
        CancellationToken cancellation
    )
    {
        if (campaigns.Count == 0)
        {
            return [];
        }

        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var faces = campaigns.ToDictionary(shown => shown.Campaign.Id, shown => FaceOf(shown.Version, english));
        Id[] skuIds = [.. faces.Values.SelectMany(face => face.Prices).Select(price => price.SkuId).Distinct()];
        var facts = await skus.Find(shopId, skuIds, cancellation).ConfigureAwait(false);
        return await Of(db, campaigns, facts, english, cancellation).ConfigureAwait(false);
    }

    /// <summary>As above, for who knows the SKUs already.</summary>
    public async Task<IReadOnlyList<CampaignCard>> Of(
        BanyanDb db,
        IReadOnlyList<ShownCampaign> campaigns,
        IReadOnlyDictionary<Id, SkuFacts> facts,
        bool english,
        CancellationToken cancellation
    )
    {
        Id[] ids = [.. campaigns.Select(shown => shown.Campaign.Id)];
        var joined = await CampaignFigures.JoinedCounts(db, ids, cancellation).ConfigureAwait(false);
        return
        [
            .. campaigns.Select(shown =>
                CardOf(shown, FaceOf(shown.Version, english), facts, joined.GetValueOrDefault(shown.Campaign.Id), english)
            ),
        ];
    }

    public KindFace FaceOf(CampaignVersion version, bool english)
    {
        var kind = kinds[version.Kind];
        return kind.Face(kind.ReadConfig(version.Config), kind.Texts.For(english));
    }

    private async Task<IReadOnlyList<ShownCampaign>> RunningOf(
        Id shopId,
        IReadOnlyCollection<Id> productIds,
        CancellationToken cancellation
    )
    {
        var running = (await live.Running(shopId, cancellation).ConfigureAwait(false)).Where(one => Plays.Contains(one.Campaign.Kind));
        return [.. running.Where(shown => shown.Campaign.ProductId is { } id && productIds.Contains(id))];
    }

    private static CampaignBadge BadgeOf(ShownCampaign shown, KindFace face) =>
        new(shown.Campaign.Id, shown.Campaign.Kind, face.Label, face.Prices.Min(price => price.PriceFen));

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
