using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Growth.Distribution.Contracts;

/// <summary>A payee's place in a sale.</summary>
public enum CommissionRole
{
    Seller,
    Upline1,
    Upline2,
}

public enum CommissionState
{
    /// <summary>Frozen when the order was placed; nothing is posted before payment.</summary>
    Promised,
    Pending,
    Matured,
    ClawedBack,
}

/// <summary>
/// What one payee earns by one line of an order. Rate, base, plan and rule version are frozen when the order is placed; what stands is a
/// function of the line's paid amount and pieces not refunded.
/// </summary>
public sealed record Commission : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id OrderId { get; init; }

    public required Id LineId { get; init; }

    public required Id BuyerId { get; init; }

    public required Id PayeeId { get; init; }

    public required CommissionRole Role { get; init; }

    public required RatePlan Plan { get; init; }

    public required Rate Rate { get; init; }

    public required int? CapPpm { get; init; }

    /// <summary>Where the rate came from and how the payee came into the chain, frozen for "why".</summary>
    public required CommissionOrigin Origin { get; init; }

    /// <summary>The line's paid amount.</summary>
    public required Fen BaseFen { get; init; }

    /// <summary>What it was before any refund.</summary>
    public required Fen OriginalFen { get; init; }

    /// <summary>What stands: posted and not clawed back, including <see cref="HeldFen"/>.</summary>
    public Fen AmountFen { get; init; }

    /// <summary>Set aside while refunds are under way.</summary>
    public Fen HeldFen { get; init; }

    public required CommissionState State { get; init; }

    /// <summary>Raised with every posting, so that each has a source of its own.</summary>
    public int Postings { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? MaturedAt { get; init; }
}

/// <param name="RateSource"><c>product</c> or <c>shop</c>.</param>
/// <param name="RuleVersion">Of the shop's rules.</param>
/// <param name="Attribution">bond, last_touch or self.</param>
/// <param name="Chain">Who led to the payee, from the buyer upwards, as nicknames are looked up later.</param>
public sealed record CommissionOrigin(
    string RateSource,
    int RuleVersion,
    string Attribution,
    DateTimeOffset? BondSince,
    IReadOnlyList<Id> Chain
);

public static class CommissionRows
{
    public static readonly RowSet<Commission, Id> OfOrder = new(Stage.Member, row => row.OrderId);
}

internal sealed class CommissionTable : IEntityTypeConfiguration<Commission>
{
    public void Configure(EntityTypeBuilder<Commission> builder)
    {
        builder.HasShopKey();
        builder.Property(row => row.Rate).HasJson();
        builder.Property(row => row.Origin).HasJson();
        builder.HasIndex(row => new { row.ShopId, row.OrderId });
        builder
            .HasIndex(row => new
            {
                row.ShopId,
                row.LineId,
                row.Role,
            })
            .IsUnique();
        builder.HasIndex(row => new { row.ShopId, row.PayeeId });
        builder.ToTable(table =>
            table.HasCheckConstraint("ck_commission_amounts", "amount_fen >= 0 AND held_fen >= 0 AND held_fen <= amount_fen")
        );
    }
}
