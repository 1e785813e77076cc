using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Banyan.Engines.Jobs;

/// <summary>Takes due jobs, a limited number at a time, and runs their handlers. Several nodes share the work through the table.</summary>
public sealed class JobRunner(
    Commit.Commit commit,
    IDbContextFactory<BanyanDb> factory,
    ISqlDialect dialect,
    IEnumerable<IJobHandler> handlers,
    JobOptions options,
    TimeProvider clock,
    ILogger<JobRunner> log
)
{
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromHours(1);
    private readonly Dictionary<string, IJobHandler> byType = handlers.ToDictionary(handler => handler.Type, StringComparer.Ordinal);

    /// <summary>Runs what is due now, once.</summary>
    /// <returns>How many jobs were taken.</returns>
    public async Task<int> RunDue(CancellationToken cancellation)
    {
        if (!await AnyDue(cancellation).ConfigureAwait(false))
        {
            return 0;
        }

        var taken = await commit.Exclusive<List<Job>>(Id.None, db => Take(db, cancellation), cancellation).ConfigureAwait(false);
        if (!taken.IsOk)
        {
            return 0;
        }

        var limit = new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallel, CancellationToken = cancellation };
        await Parallel
            .ForEachAsync(taken.Value, limit, async (job, token) => await RunOne(job, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        return taken.Value.Count;
    }

    private async Task<bool> AnyDue(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        return await db.Set<Job>()
            .IgnoreQueryFilters()
            .AnyAsync(
                job => (job.State == JobState.Ready && job.DueAt <= now) || (job.State == JobState.Running && job.LockedUntil < now),
                cancellation
            )
            .ConfigureAwait(false);
    }

    private async Task<Result<List<Job>>> Take(BanyanDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var until = clock.GetUtcNow().Add(options.Lease).ToUnixTimeMilliseconds();
        var sql =
            "UPDATE \"job\" SET \"state\" = 'Running', \"locked_until\" = {0}, \"version\" = \"version\" + 1 WHERE (\"shop_id\", \"id\") IN ("
            + "SELECT \"shop_id\", \"id\" FROM \"job\" WHERE (\"state\" = 'Ready' AND \"due_at\" <= {1}) "
            + "OR (\"state\" = 'Running' AND \"locked_until\" < {1}) ORDER BY \"due_at\", \"id\" LIMIT {2}"
            + dialect.SkipLocked
            + ") RETURNING *";
        return await db.Set<Job>()
            .FromSqlRaw(sql, until, now, options.MaxTaken)
            .IgnoreQueryFilters()
            .AsNoTracking()
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
    }

    private async Task RunOne(Job job, CancellationToken cancellation)
    {
        var error = await Handle(job, cancellation).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        Act<Done> outcome = error is null
            ? new CompleteJob
            {
                ShopId = job.ShopId,
                At = now,
                JobId = job.Id,
            }
            : new FailJob(job.Id, error, byType.GetValueOrDefault(job.Type)?.MaxAttempts ?? 1, Backoff(job.Attempts))
            {
                ShopId = job.ShopId,
                At = now,
            };
        await commit.Run(outcome, cancellation).ConfigureAwait(false);
    }

    private async Task<string?> Handle(Job job, CancellationToken cancellation)
    {
        if (!byType.TryGetValue(job.Type, out var handler))
        {
            return $"No handler for {job.Type}";
        }

        try
        {
            var refusal = await handler.Run(job, cancellation).ConfigureAwait(false);
            return refusal is null || refusal == JobStore.AlreadyDone ? null : $"{refusal.Code}: {refusal.Zh}";
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a handler throws is written to its job and seen by staff.
        catch (Exception exception)
        {
            log.LogWarning(exception, "Job {Type} {Id} failed", job.Type, job.Id);
            return exception.Message;
        }
#pragma warning restore CA1031
    }

    private static TimeSpan Backoff(int attempts)
    {
        var seconds = Math.Pow(2, Math.Min(attempts, 12));
        return seconds > MaxBackoff.TotalSeconds ? MaxBackoff : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Marks a job done whose handler had no act of its own to do it with.</summary>
    private sealed class CompleteJob : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Done> Decide(World world) => Done.Yes;
    }

    /// <summary>Puts a failed job back for later, or sets it aside as dead.</summary>
    private sealed class FailJob(Id job, string error, int maxAttempts, TimeSpan backoff) : Act<Done>
    {
        private const int MaxErrorLength = 500;

        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Idempotency)
            {
                needs.Add(JobStore.ById, ShopId, job);
            }
        }

        public override Result<Done> Decide(World world)
        {
            var row = world.One(JobStore.ById, ShopId, job);
            if (row is { State: JobState.Running })
            {
                var attempts = row.Attempts + 1;
                world.Put(
                    row with
                    {
                        Attempts = attempts,
                        State = attempts >= maxAttempts ? JobState.Dead : JobState.Ready,
                        DueAt = At + backoff,
                        LockedUntil = null,
                        LastError = error.Length > MaxErrorLength ? error[..MaxErrorLength] : error,
                    }
                );
            }

            return Done.Yes;
        }
    }
}
