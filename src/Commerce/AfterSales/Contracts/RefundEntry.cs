using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.AfterSales.Contracts;

/// <summary>Who did it.</summary>
public enum RefundSide
{
    Buyer,
    Staff,
    System,
}

/// <summary>What was done in an after-sale.</summary>
public enum RefundStep
{
    Asked,
    Said,
    Agreed,
    AgreedToLess,
    ReturnAsked,
    SentBack,
    Arrived,
    ReplacementSent,
    Rejected,
    Withdrawn,
    TimedOut,
    Succeeded,
    Closed,
    Abnormal,
    SettledElsewhere,
}

/// <summary>A line of the negotiation between buyer and shop; only ever added to.</summary>
public sealed record RefundEntry : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required Id RefundId { get; init; }

    public required RefundSide Side { get; init; }

    /// <summary>As they were called then, for staff's eyes; null for the buyer and the system.</summary>
    public string? StaffName { get; init; }

    public required RefundStep Step { get; init; }

    /// <summary>In the words of who wrote it, or in Chinese what follows.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<string> Pictures { get; init; } = [];

    public required DateTimeOffset At { get; init; }
}

internal sealed class RefundEntryTable : IEntityTypeConfiguration<RefundEntry>
{
    public void Configure(EntityTypeBuilder<RefundEntry> builder)
    {
        builder.HasShopKey();
        builder.Property(entry => entry.StaffName).HasMaxLength(40);
        builder.Property(entry => entry.Text).HasMaxLength(300);
        builder.Property(entry => entry.Pictures).HasJson();
        builder.HasIndex(entry => new { entry.ShopId, entry.RefundId });
    }
}
