using System.Text.Json;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

public enum CampaignStatus
{
    /// <summary>Never published.</summary>
    Draft,

    Published,

    /// <summary>Stopped by staff, for good.</summary>
    Stopped,
}

/// <summary>One configured play. What members see is its latest <see cref="CampaignVersion"/>.</summary>
public sealed record Campaign : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string Kind { get; init; }

    /// <summary>Of the latest version, or of the draft before the first.</summary>
    public required string Name { get; init; }

    public CampaignStatus Status { get; init; }

    /// <summary>The latest published version; 0 before the first.</summary>
    public int VersionNo { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Edits that are not published; null when there are none.</summary>
    public CampaignDraft? Draft { get; init; }

    /// <summary>Of the latest version, so that product pages find their campaigns.</summary>
    public Id? ProductId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

public sealed record CampaignDraft(string Name, DateTimeOffset StartsAt, DateTimeOffset EndsAt, JsonElement Config);

/// <summary>What was published, for ever as it was. A run keeps the version it began with.</summary>
public sealed record CampaignVersion : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    /// <summary><see cref="KeyOf"/>.</summary>
    public required string Key { get; init; }

    public required Id CampaignId { get; init; }

    public required int No { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>JSON of the kind's config record.</summary>
    public required string Config { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Name of the member of staff.</summary>
    public required string PublishedBy { get; init; }

    public CampaignFrame Frame => new(CampaignId, StartsAt, EndsAt);

    public static string KeyOf(Id campaignId, int no) => $"{campaignId}:{no}";
}

/// <summary>One member's or team's progress in a campaign.</summary>
public sealed record Run : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id CampaignId { get; init; }

    public required int VersionNo { get; init; }

    public required string Kind { get; init; }

    public required Id OwnerMemberId { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>JSON of the kind's run record: the truth; the columns beside it follow from it.</summary>
    public required string State { get; init; }

    public required int Total { get; init; }

    public required int Taken { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null: not listed, because nobody has confirmed it yet.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When the run gets its deadline act; null when nothing is waited for.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Left => Math.Max(0, Total - Taken);

    /// <summary>How an order names the run it belongs to.</summary>
    public static string RefOf(Id runId) => $"run:{runId}";
}

/// <summary>A member's place in a run, kept in step with the run's state for lists and statistics.</summary>
public sealed record RunMember : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id RunId { get; init; }

    public required Id CampaignId { get; init; }

    public required Id MemberId { get; init; }

    public required string Role { get; init; }

    public required ParticipantState State { get; init; }

    public Id? OrderId { get; init; }

    public required bool IsNew { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>An act and what came of it. Append-only: with the version's config and the seed, every decision can be replayed.</summary>
public sealed record RunAct : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required Id RunId { get; init; }

    public required Id CampaignId { get; init; }

    public required string Type { get; init; }

    public Id? MemberId { get; init; }

    public Id? OrderId { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Payload { get; init; }

    public required long Seed { get; init; }

    /// <summary>The status after it.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The effects by name, such as <c>+Claim +Hold</c>.</summary>
    public required string Effects { get; init; }
}

/// <summary>Something a kind remembers beside its runs.</summary>
public sealed record CampaignFact : IShopRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    /// <summary>The campaign and the kind's own key.</summary>
    public required string Key { get; init; }

    public int Version { get; init; }

    public required Id CampaignId { get; init; }

    public required string Value { get; init; }

    public required DateTimeOffset At { get; init; }

    public static string KeyOf(Id campaignId, string key) => $"{campaignId}:{key}";
}

/// <summary>What a run told one of its participants.</summary>
public sealed record RunNotice : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required Id RunId { get; init; }

    public required Id MemberId { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }
}
