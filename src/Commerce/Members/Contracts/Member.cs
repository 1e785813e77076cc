using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Members.Contracts;

/// <summary>A person in one shop, known by their WeChat openid there.</summary>
public sealed record Member : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    /// <summary>WeChat's name for the person in the shop's mini-program; unique per shop.</summary>
    public required string OpenId { get; init; }

    public string? UnionId { get; init; }

    public required string Nickname { get; init; }

    /// <summary>The nickname in lower case: LIKE ignores case on one of the two databases only.</summary>
    public required string NicknameSearch { get; init; }

    public string AvatarUrl { get; init; } = "";

    /// <summary>The phone number, encrypted (<see cref="PhoneVault"/>).</summary>
    public string? PhoneSealed { get; init; }

    /// <summary>Keyed hash of the phone number: finds it and keeps it unique per shop without showing it.</summary>
    public string? PhoneIndex { get; init; }

    /// <summary>Sessions issued for a lower version no longer hold.</summary>
    public int SessionVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }
}

/// <summary>How members are found under lock.</summary>
public static class MemberRows
{
    public static readonly RowSet<Member, Id> ById = new(Stage.Member, member => member.Id);
    public static readonly RowSet<Member, string> ByOpenId = new(Stage.Member, member => member.OpenId);
    public static readonly RowSet<Member, string> ByPhoneIndex = new(Stage.Member, member => member.PhoneIndex!);
}
