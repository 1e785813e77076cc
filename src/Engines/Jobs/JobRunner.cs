using System.Diagnostics;
using System.Globalization;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Engines.Telemetry;
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
    private static readonly JobPolicy NoHandler = JobPolicy.Default with { MaxAttempts = 1 };
    private readonly Lazy<string> leases = new(() => LeaseOf(handlers));
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
        var sql =
            $"UPDATE \"job\" SET \"state\" = 'Running', \"locked_until\" = {{0}} + {leases.Value}, \"version\" = \"version\" + 1 WHERE (\"shop_id\", \"id\") IN ("
            + "SELECT \"shop_id\", \"id\" FROM \"job\" WHERE (\"state\" = 'Ready' AND \"due_at\" <= {0}) "
            + "OR (\"state\" = 'Running' AND \"locked_until\" < {0}) ORDER BY \"due_at\", \"id\" LIMIT {1}"
            + dialect.SkipLocked
            + ") RETURNING *";
        return await db.Set<Job>()
            .FromSqlRaw(sql, now, options.MaxTaken)
            .IgnoreQueryFilters()
            .AsNoTracking()
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
    }

    private async Task RunOne(Job job, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var policy = byType.GetValueOrDefault(job.Type)?.Policy ?? NoHandler;
        using var span = EngineMeter.Activities.StartActivity($"job {job.Type}")?.SetTag("banyan.job.id", job.Id.Value);
        var error = await Handle(job, cancellation).ConfigureAwait(false);
        span?.SetStatus(error is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        var outcomeName =
            error is null ? "done"
            : job.Attempts + 1 >= policy.MaxAttempts ? "dead"
            : "failed";
        UpkeepMeter.JobTried(byType.ContainsKey(job.Type) ? job.Type : "unknown", outcomeName, Stopwatch.GetElapsedTime(begun));
        var now = clock.GetUtcNow();
        Act<Done> outcome = error is null
            ? new CompleteJob
            {
                ShopId = job.ShopId,
                At = now,
                JobId = job.Id,
            }
            : new FailJob(job.Id, error, policy) { ShopId = job.ShopId, At = now };
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

    /// <summary>The types are names in our own code, the times are numbers: nothing here comes from outside.</summary>
    private static string LeaseOf(IEnumerable<IJobHandler> handlers)
    {
        var usual = Milliseconds(JobPolicy.Default.Lease);
        var cases = string.Concat(
            handlers
                .Where(handler => handler.Policy.Lease != JobPolicy.Default.Lease)
                .Select(handler => $" WHEN '{handler.Type}' THEN {Milliseconds(handler.Policy.Lease)}")
        );
        return cases.Length == 0 ? usual : $"CASE \"type\"{cases} ELSE {usual} END";

        static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Marks a job done whose handler had no act of its own to do it with.</summary>
    private sealed class CompleteJob : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Done> Decide(World world) => Done.Yes;
    }

    /// <summary>Puts a failed job back for later, or sets it aside as dead.</summary>
    private sealed class FailJob(Id job, string error, JobPolicy policy) : Act<Done>
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
                        State = attempts >= policy.MaxAttempts ? JobState.Dead : JobState.Ready,
                        DueAt = At + policy.PauseAfter(row.Attempts),
                        LockedUntil = null,
                        LastError = error.Length > MaxErrorLength ? error[..MaxErrorLength] : error,
                    }
                );
            }

            return Done.Yes;
        }
    }
}
