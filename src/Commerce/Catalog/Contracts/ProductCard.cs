using Banyan.Kernel;

namespace Banyan.Commerce.Catalog.Contracts;

/// <summary>A product in a list.</summary>
/// <param name="CommissionFen">What the viewer earns by selling one; null for those who are no distributors.</param>
public sealed record ProductCard(
    Id Id,
    string Name,
    string Subtitle,
    string CoverUrl,
    Fen PriceFen,
    Fen? CrossedPriceFen,
    long SoldCount,
    bool SoldOut,
    Fen? CommissionFen,
    CampaignBadge? Campaign
)
{
    /// <inheritdoc cref="ProductAddOn.Labels"/>
    public IReadOnlyList<string> Labels { get; init; } = [];
}

/// <summary>The running campaign that a product's card advertises.</summary>
public sealed record CampaignBadge(Id Id, string Kind, string Label, Fen PriceFen);

public enum CampaignState
{
    Upcoming,
    Running,
    Ended,
}

/// <summary>A campaign in a list.</summary>
public record CampaignCard(
    Id Id,
    string Kind,
    string KindLabel,
    string Name,
    CampaignState State,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string CoverUrl,
    Fen? PriceFen,
    Fen? OriginPriceFen,
    string Label,
    int JoinedCount,
    Id? ProductId
);

/// <summary>A category in the shop; only goods on the shelf are counted.</summary>
public sealed record CategoryView(Id Id, string Name, string IconUrl, int ProductCount);
