using System.Globalization;
using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Banyan.Commerce.Finance;

/// <summary>A day whose bill was held against our rows; the latest check of it.</summary>
public sealed record TradeBillCheck : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    /// <summary>By the shop's calendar, which is the bill's too.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Of this shop: several may share one merchant account.</summary>
    public required int Payments { get; init; }

    public required Fen PaidFen { get; init; }

    public required int Refunds { get; init; }

    public required Fen RefundedFen { get; init; }

    /// <summary>How many differences this check found, settled ones among them.</summary>
    public required int Differences { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>The staff's name; null: the nightly check.</summary>
    public string? CheckedBy { get; init; }
}

public enum DifferenceKind
{
    /// <summary>The bill has it and we do not know it.</summary>
    MissingHere,

    /// <summary>We have it and the bill does not.</summary>
    MissingThere,
    AmountDiffers,
    StateDiffers,
}

public enum DifferenceState
{
    Open,
    Settled,
}

/// <summary>Something that the bill and our rows say differently, until somebody says why.</summary>
public sealed record BillDifference : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required DateOnly Day { get; init; }

    public required DifferenceKind Kind { get; init; }

    public required BillLineKind Subject { get; init; }

    public required string OutTradeNo { get; init; }

    /// <summary>Our number of the refund; null for payments.</summary>
    public string? OutRefundNo { get; init; }

    /// <summary>The channel's number of the payment or the refund, where somebody knows it.</summary>
    public string? ChannelNo { get; init; }

    public Id? OrderId { get; init; }

    public Fen? OurFen { get; init; }

    public Fen? TheirFen { get; init; }

    public string? OurState { get; init; }

    public string? TheirState { get; init; }

    public required DifferenceState State { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public string? Reason { get; init; }

    public string? SettledBy { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The number that it is about.</summary>
    public string No => OutRefundNo ?? OutTradeNo;
}

internal sealed class TradeBillCheckTable : IEntityTypeConfiguration<TradeBillCheck>
{
    public void Configure(EntityTypeBuilder<TradeBillCheck> builder)
    {
        builder.HasShopKey();
        builder.Property(check => check.Day).HasConversion<BillDay>().HasMaxLength(10);
        builder.Property(check => check.CheckedBy).HasMaxLength(40);
        builder.HasIndex(check => new { check.ShopId, check.Day }).IsUnique();
    }
}

internal sealed class BillDifferenceTable : IEntityTypeConfiguration<BillDifference>
{
    public void Configure(EntityTypeBuilder<BillDifference> builder)
    {
        builder.HasShopKey();
        builder.Property(difference => difference.Day).HasConversion<BillDay>().HasMaxLength(10);
        builder.Property(difference => difference.OutTradeNo).HasMaxLength(64);
        builder.Property(difference => difference.OutRefundNo).HasMaxLength(64);
        builder.Property(difference => difference.ChannelNo).HasMaxLength(64);
        builder.Property(difference => difference.OurState).HasMaxLength(40);
        builder.Property(difference => difference.TheirState).HasMaxLength(40);
        builder.Property(difference => difference.Reason).HasMaxLength(200);
        builder.Property(difference => difference.SettledBy).HasMaxLength(40);
        builder.Ignore(difference => difference.No);
        builder.HasIndex(difference => new { difference.ShopId, difference.Day });
        builder.HasIndex(difference => new
        {
            difference.ShopId,
            difference.State,
            difference.Id,
        });
    }
}

/// <summary>A day as it stands in both databases, in an order that both of them know: 2026-11-30.</summary>
internal sealed class BillDay()
    : ValueConverter<DateOnly, string>(
        day => StatementDays.Text(day),
        text => DateOnly.ParseExact(text, StatementDays.Format, CultureInfo.InvariantCulture)
    );
