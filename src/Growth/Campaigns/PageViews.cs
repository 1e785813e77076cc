using System.Text.Json;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns;

internal sealed record CampaignView : CampaignCard
{
    public CampaignView(CampaignCard card)
        : base(card) { }

    public required IReadOnlyList<string> Rules { get; init; }

    public required ShareText Share { get; init; }

    /// <summary>The product it sells; null when it sells none, or it is off the shelf.</summary>
    public required ProductCard? Product { get; init; }

    public required IReadOnlyList<OfferView> Offers { get; init; }

    public required IReadOnlyList<FaceFact> Facts { get; init; }

    public required IReadOnlyList<RunCard> OpenRuns { get; init; }

    public required IReadOnlyList<RunCard> MyRuns { get; init; }

    public required JsonElement Config { get; init; }
}

internal sealed record ShareText(string Title, string ImageUrl);

/// <param name="Left">Pieces that can still be had at this price.</param>
internal sealed record OfferView(Id SkuId, string SpecText, Fen PriceFen, Fen OriginPriceFen, long Left);

internal record RunCard(Id Id, RunStatus Status, Person Owner, DateTimeOffset? DeadlineAt, int Total, int Taken, int Left);

internal sealed record RunView : RunCard
{
    public RunView(RunCard card)
        : base(card) { }

    public required CampaignCard Campaign { get; init; }

    public required IReadOnlyList<OfferView> Offers { get; init; }

    public required IReadOnlyList<string> Rules { get; init; }

    public required ShareText Share { get; init; }

    public required IReadOnlyList<RunMemberView> Members { get; init; }

    /// <summary>The caller's own place; null when they have none.</summary>
    public required MyPlace? My { get; init; }

    public required IReadOnlyList<ActionView> Actions { get; init; }

    /// <summary>What the run told the caller, latest first.</summary>
    public required IReadOnlyList<NoticeView> Notices { get; init; }

    /// <summary>What only the kind's own page understands.</summary>
    public required JsonElement? View { get; init; }
}

internal sealed record RunMemberView(
    string Nickname,
    string AvatarUrl,
    string Role,
    string RoleText,
    ParticipantState State,
    DateTimeOffset At
);

internal sealed record MyPlace(string Role, Id? OrderId, ParticipantState State);

internal sealed record ActionView(string Act, string Label, bool Enabled, string? Reason);

internal sealed record NoticeView(string Text, DateTimeOffset At);

internal enum NextStep
{
    Checkout,
    Run,
}

/// <param name="OfferRef">With <see cref="NextStep.Checkout"/>: what the order line carries to get the campaign's price.</param>
internal sealed record BeginResponse(NextStep Next, string? OfferRef, Id? RunId);
