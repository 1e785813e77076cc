using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Doctor;

public enum ExaminationMode
{
    /// <summary>Every row was read.</summary>
    Full,

    /// <summary>Only what was touched since the examination before.</summary>
    Incremental,
}

/// <summary>What one check found in one shop at one examination. Kept for a while, so that a difference can be dated.</summary>
public sealed record BookExamination : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    /// <summary>All checks of one examination share it.</summary>
    public required Id RunId { get; init; }

    /// <summary>The check's stable name.</summary>
    public required string Check { get; init; }

    public required ExaminationMode Mode { get; init; }

    /// <summary>When it began; the next incremental one takes over from here.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Rows of this shop that were looked at.</summary>
    public required long Rows { get; init; }

    /// <summary>At most <see cref="Doctor.MaxDifferences"/>: the check stops there.</summary>
    public required int DifferenceCount { get; init; }

    /// <summary>The first of them, one sentence each.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>Which member of staff asked for it; null: the calendar did.</summary>
    public required string? By { get; init; }
}

internal sealed class BookExaminationTable : IEntityTypeConfiguration<BookExamination>
{
    public void Configure(EntityTypeBuilder<BookExamination> builder)
    {
        builder.HasShopKey();
        builder.Property(row => row.Check).HasMaxLength(60);
        builder.Property(row => row.By).HasMaxLength(80);
        builder.Property(row => row.Differences).HasJson();
        builder.HasIndex(row => new { row.ShopId, row.RunId });
    }
}
