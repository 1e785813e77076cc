using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Stores.Contracts;

public enum RedemptionState
{
    /// <summary>What it stands for is not paid or not earned yet.</summary>
    Waiting,
    Open,
    Used,

    /// <summary>What it stood for is gone: refunded, closed, taken back.</summary>
    Void,
}

/// <summary>
/// A code that is shown at the counter and redeemed there once: for a pickup order, a coupon, a gift. Whoever makes the thing writes this
/// row in the same transaction, and says by an <see cref="IRedeemable"/> of its kind what the code is good for.
/// </summary>
public sealed record Redemption : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    /// <summary>Twelve digits, random, unique in the shop; from <see cref="RedemptionCodes.Next"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Of the <see cref="IRedeemable"/> that knows it, such as <c>pickup</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it stands for, such as the order's id.</summary>
    public required Id SubjectId { get; init; }

    public required Id MemberId { get; init; }

    /// <summary>What it is, in a few Chinese words, for lists of what was redeemed.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is to be redeemed; null: in any store.</summary>
    public Id? StoreId { get; init; }

    /// <summary>The store's name when the code was made.</summary>
    public string? Store { get; init; }

    public RedemptionState State { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>Who redeemed it, by the name that they had then.</summary>
    public string? UsedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>How codes are found under lock.</summary>
public static class RedemptionRows
{
    public static readonly RowSet<Redemption, string> ByCode = new(Stage.Run, redemption => redemption.Code);
    public static readonly RowSet<Redemption, Id> OfSubject = new(Stage.Run, redemption => redemption.SubjectId);
}

/// <summary>Makes codes and uses them up.</summary>
public static class RedemptionCodes
{
    public const int Length = 12;
    private const string Digits = "0123456789";

    /// <summary>A new code. Random, so that nobody can guess the next one; made outside of every decision.</summary>
    public static string Next() => System.Security.Cryptography.RandomNumberGenerator.GetString(Digits, Length);

    /// <summary>Uses the code up, inside the act that hands over what it stands for: both happen, or neither.</summary>
    /// <param name="by">The staff member's name.</param>
    /// <returns>The row as it is now; refused when the code was used before, is void, or is not open yet.</returns>
    public static Result<Redemption> Use(World world, Redemption redemption, DateTimeOffset at, string by)
    {
        if (ObstacleOf(redemption) is { } obstacle)
        {
            return obstacle;
        }

        var used = redemption with { State = RedemptionState.Used, UsedAt = at, UsedBy = by };
        world.Put(used);
        return used;
    }

    /// <summary>Why the code cannot be used now; null: it can.</summary>
    public static Refusal? ObstacleOf(Redemption redemption) =>
        redemption.State switch
        {
            RedemptionState.Open => null,
            RedemptionState.Waiting => Refusal.Conflict("code_not_open", "还没有付款，暂不能核销", "This is not paid yet"),
            RedemptionState.Void => Refusal.Conflict("code_void", "已退款或作废，不能核销", "This was refunded or taken back"),
            RedemptionState.Used => Refusal.Conflict(
                "code_used",
                $"已于 {redemption.UsedAt?.ToOffset(Times.ShopOffset):MM-dd HH:mm} 核销过",
                "This code has been used already"
            ),
        };
}

internal sealed class RedemptionTable : IEntityTypeConfiguration<Redemption>
{
    public void Configure(EntityTypeBuilder<Redemption> builder)
    {
        builder.HasShopKey();
        builder.Property(row => row.Code).HasMaxLength(RedemptionCodes.Length);
        builder.Property(row => row.Kind).HasMaxLength(20);
        builder.Property(row => row.Title).HasMaxLength(160);
        builder.Property(row => row.Store).HasMaxLength(60);
        builder.Property(row => row.UsedBy).HasMaxLength(80);
        builder.HasIndex(row => new { row.ShopId, row.Code }).IsUnique();
        builder.HasIndex(row => new { row.ShopId, row.SubjectId });
        builder.HasIndex(row => new { row.ShopId, row.UsedAt });
    }
}
