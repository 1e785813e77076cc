using Banyan.Kernel;

namespace Banyan.Commerce.Catalog.Contracts;

/// <summary>
/// Adds to goods what higher rings know: the viewer's commission, the campaign they are in. Several sources may answer; one call per list.
/// </summary>
public interface IProductAddOns
{
    /// <returns>Only products that it has something to say about.</returns>
    Task<IReadOnlyDictionary<Id, ProductAddOn>> Of(AddOnQuery query, CancellationToken cancellation);
}

/// <param name="WithCampaigns">Also the campaigns' cards (a product's own page), not only the badge.</param>
public sealed record AddOnQuery(CatalogViewer Viewer, IReadOnlyList<ProductFacts> Products, bool WithCampaigns);

/// <param name="CommissionFen">What the viewer earns by selling one piece at the card's price.</param>
public sealed record ProductAddOn(Fen? CommissionFen, CampaignBadge? Campaign, IReadOnlyList<CampaignCard> Campaigns)
{
    public static readonly ProductAddOn Nothing = new(null, null, []);

    /// <summary>Short words on price campaigns that the goods are in, such as 满 200 减 30.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What several sources say together: the first to name a commission or a badge wins, campaigns add up.</summary>
    public ProductAddOn And(ProductAddOn other) =>
        new(CommissionFen ?? other.CommissionFen, Campaign ?? other.Campaign, [.. Campaigns, .. other.Campaigns])
        {
            Labels = [.. Labels, .. other.Labels],
        };
}

/// <summary>Knows the courses that goods may open; the catalog stands below them.</summary>
public interface ICourseShelf
{
    Task<bool> Has(Id shopId, Id courseId, CancellationToken cancellation);
}
