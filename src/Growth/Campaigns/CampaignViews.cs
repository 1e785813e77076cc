using System.Text.Json;
using Banyan.Commerce.Members.Contracts;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns;

internal sealed record CampaignKindMeta(
    string Kind,
    string Label,
    string Description,
    string Icon,
    IReadOnlyList<FieldMeta> Fields,
    JsonElement Defaults
);

internal sealed record ConsoleCampaign : ConsoleCampaignCard
{
    public ConsoleCampaign(ConsoleCampaignCard card)
        : base(card) { }

    /// <summary>Of the draft if there is one, else of the latest version.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>There are edits that are not published.</summary>
    public required bool Draft { get; init; }

    public required IReadOnlyList<string> Rules { get; init; }

    public required IReadOnlyList<CampaignVersionView> Versions { get; init; }
}

internal sealed record CampaignVersionView(
    int Version,
    DateTimeOffset PublishedAt,
    string By,
    JsonElement Config,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt
);

/// <param name="Views">Openings of the campaign's and its runs' shares.</param>
/// <param name="Touches">Different visitors among them.</param>
internal sealed record CampaignStatistics(
    int Views,
    int Touches,
    int Runs,
    int Open,
    int Succeeded,
    int Failed,
    int Joined,
    int NewMembers,
    int PaidOrders,
    Fen PaidFen,
    Fen RefundedFen,
    IReadOnlyList<CampaignDay> Days,
    IReadOnlyList<FunnelStep> Funnel
);

internal sealed record CampaignDay(DateOnly Date, int Runs, int Joined, Fen PaidFen);

internal sealed record FunnelStep(string Step, string Label, int Count);

internal sealed record ConsoleRun(
    Id Id,
    RunStatus Status,
    Person Owner,
    DateTimeOffset StartedAt,
    DateTimeOffset? DeadlineAt,
    int Total,
    int Taken,
    IReadOnlyList<ConsoleRunMember> Members
);

internal sealed record ConsoleRunMember(string Nickname, string AvatarUrl, string Role, ParticipantState State, string? OrderNo);

internal static class CampaignStates
{
    public static ConsoleCampaignState StateAt(this Campaign campaign, DateTimeOffset at) =>
        campaign.Status switch
        {
            CampaignStatus.Draft => ConsoleCampaignState.Draft,
            CampaignStatus.Stopped => ConsoleCampaignState.Stopped,
            CampaignStatus.Published when at < campaign.StartsAt => ConsoleCampaignState.Upcoming,
            CampaignStatus.Published when at < campaign.EndsAt => ConsoleCampaignState.Running,
            CampaignStatus.Published => ConsoleCampaignState.Ended,
            _ => throw new ArgumentOutOfRangeException(nameof(campaign), campaign.Status, null),
        };
}
