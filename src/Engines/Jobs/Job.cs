using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Jobs;

public enum JobState
{
    Ready,
    Running,
    Done,

    /// <summary>Tried too often; staff decide what becomes of it.</summary>
    Dead,

    /// <summary>Dead, and given up by somebody who said why. It never runs again.</summary>
    Dropped,
}

/// <summary>Work that follows from a commit and was written with it: a message, an outside call, an effect on another aggregate.</summary>
public sealed record Job : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    /// <summary>Which handler runs it, such as <c>send-refund</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Unique per shop for ever: the same cause never makes a second job.</summary>
    public required string DedupKey { get; init; }

    /// <summary>JSON of the handler's payload record.</summary>
    public required string Payload { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public JobState State { get; init; }

    public int Attempts { get; init; }

    /// <summary>A running job whose lock has passed is taken over by another node.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    public string? LastError { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was done or dropped.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Why it was dropped.</summary>
    public string? DropReason { get; init; }

    /// <summary>Who dropped it, by the name that they had then.</summary>
    public string? DroppedBy { get; init; }
}

internal static class JobStore
{
    public static readonly RowSet<Job, Id> ById = new(Stage.Idempotency, job => job.Id);

    public static readonly Refusal AlreadyDone = Refusal.Conflict("job_done", "这件事已经做过了", "This has been done already");
}

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.HasShopKey();
        builder.IgnoreDuplicates();
        builder.Property(job => job.Type).HasMaxLength(60);
        builder.Property(job => job.DedupKey).HasMaxLength(120);
        builder.Property(job => job.DropReason).HasMaxLength(200);
        builder.Property(job => job.DroppedBy).HasMaxLength(80);
        builder.HasIndex(job => new { job.ShopId, job.DedupKey }).IsUnique();
        builder.HasIndex(job => new { job.State, job.DueAt });
    }
}
