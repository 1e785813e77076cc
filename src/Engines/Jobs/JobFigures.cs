using Banyan.Engines.Storage;
using Banyan.Engines.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Jobs;

/// <param name="Waiting">Ready, whether due or planned.</param>
/// <param name="Due">Of these, how many are due.</param>
/// <param name="Lag">How long the oldest due one has waited beyond its time.</param>
public sealed record JobCounts(long Waiting, long Due, long Running, long Dead, TimeSpan Lag);

/// <summary>Counts the jobs of all shops that are not over. Few rows at any time: done ones are not looked at.</summary>
public sealed class JobFigures(IDbContextFactory<BanyanDb> factory, TimeProvider clock)
{
    private const long FreshMs = 15_000;
    private long measuredAt = -FreshMs;

    public async Task<JobCounts> Read(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        var jobs = db.Set<Job>().IgnoreQueryFilters().AsNoTracking();
        var states = await jobs.Where(job => job.State == JobState.Ready || job.State == JobState.Running || job.State == JobState.Dead)
            .GroupBy(job => job.State)
            .Select(group => new { State = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(row => row.State, row => row.Count, cancellation)
            .ConfigureAwait(false);
        var due = jobs.Where(job => job.State == JobState.Ready && job.DueAt <= now);
        var oldest = await due.OrderBy(job => job.DueAt)
            .Select(job => (DateTimeOffset?)job.DueAt)
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
        return new JobCounts(
            states.GetValueOrDefault(JobState.Ready),
            oldest is null ? 0 : await due.LongCountAsync(cancellation).ConfigureAwait(false),
            states.GetValueOrDefault(JobState.Running),
            states.GetValueOrDefault(JobState.Dead),
            oldest is { } at ? now - at : TimeSpan.Zero
        );
    }

    /// <summary>Tells the meter, a few times per minute at most.</summary>
    internal async Task Measure(CancellationToken cancellation)
    {
        if (Environment.TickCount64 - measuredAt < FreshMs)
        {
            return;
        }

        measuredAt = Environment.TickCount64;
        var counts = await Read(cancellation).ConfigureAwait(false);
        UpkeepMeter.JobsAre(counts.Waiting, counts.Running, counts.Dead, counts.Lag);
    }
}
