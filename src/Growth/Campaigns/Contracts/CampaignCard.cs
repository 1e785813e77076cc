using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

public enum CampaignState
{
    Upcoming,
    Running,
    Ended,
}

/// <summary>A campaign as lists show it to members.</summary>
/// <param name="PriceFen">The lowest of its prices.</param>
/// <param name="OriginPriceFen">The ordinary price of the same SKU.</param>
/// <param name="Label">Such as 3人团.</param>
/// <param name="JoinedCount">How many really took part; never invented.</param>
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
