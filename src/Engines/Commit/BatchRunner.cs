using System.Text.Json;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Engines.Telemetry;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Banyan.Engines.Commit;

/// <summary>Runs a batch of acts as one transaction; a batch that fails is halved until the culprit stands alone.</summary>
public sealed class BatchRunner(
    IDbContextFactory<BanyanDb> factory,
    ISqlDialect dialect,
    RowWriters writers,
    IIdSource ids,
    ILogger<BatchRunner> log
)
{
    private const int MaxTries = 4;
    private const int MaxMisses = 5;
    private static readonly Stage[] Stages = Enum.GetValues<Stage>();

    /// <summary>Commits the acts and answers them, except those returned: they must be queued again.</summary>
    internal async Task<IReadOnlyList<PendingAct>> Run(IReadOnlyList<PendingAct> acts)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(acts).ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < MaxTries && dialect.IsTransient(exception))
            {
                log.LogInformation(exception, "Batch of {Count} acts is tried again ({Attempt})", acts.Count, attempt);
                await Task.Delay(attempt * 5).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever went wrong belongs to the acts of the batch, who are told; the lane must live on.
            catch (Exception exception)
            {
                return await Fail(acts, exception).ConfigureAwait(false);
            }
#pragma warning restore CA1031
        }
    }

    private async Task<IReadOnlyList<PendingAct>> Fail(IReadOnlyList<PendingAct> acts, Exception exception)
    {
        if (acts.Count == 1)
        {
            log.LogError(exception, "Act {Act} failed", acts[0].Act.GetType().Name);
            EngineMeter.Answered(acts[0].Act.GetType(), EngineMeter.Failed);
            acts[0].Answer.TrySetException(exception);
            return [];
        }

        var half = acts.Count / 2;
        var first = await Run([.. acts.Take(half)]).ConfigureAwait(false);
        var second = await Run([.. acts.Skip(half)]).ConfigureAwait(false);
        return [.. first, .. second];
    }

    private async Task<IReadOnlyList<PendingAct>> Attempt(IReadOnlyList<PendingAct> acts)
    {
        using var measure = new BatchMeasure(acts.Count);
        await using var db = await factory.CreateDbContextAsync().ConfigureAwait(false);
        writers.Use(db.Model);
        await using var transaction = await db.Database.BeginTransactionAsync().ConfigureAwait(false);
        var rows = new BatchRows(writers);
        var outcomes = acts.Select(act => new Outcome(act)).ToList();
        await Load(new BatchContext(db, dialect, writers), rows, outcomes).ConfigureAwait(false);
        BatchMeasure.Decides(acts.Select(act => act.QueuedAt));
        foreach (var outcome in outcomes.Where(outcome => outcome.Error is null))
        {
            Decide(rows, outcome);
        }

        await Write(transaction.GetDbTransaction(), rows).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        measure.Committed();
        return Answer(outcomes);
    }

    private static async Task Load(BatchContext batch, BatchRows rows, List<Outcome> outcomes)
    {
        foreach (var stage in Stages)
        {
            var needs = new Needs(stage);
            foreach (var outcome in outcomes.Where(outcome => outcome.Error is null))
            {
                Collect(stage, rows, outcome, needs);
            }

            foreach (
                var (set, keys) in needs
                    .Keys.OrderBy(pair => pair.Key.Row.Name, StringComparer.Ordinal)
                    .ThenBy(pair => pair.Key.KeyProperty, StringComparer.Ordinal)
            )
            {
                rows.Loaded(set, keys, await set.Load(batch, [.. keys], CancellationToken.None).ConfigureAwait(false));
            }
        }
    }

    private static void Collect(Stage stage, BatchRows rows, Outcome outcome, Needs needs)
    {
        var act = outcome.Pending.Act;
        try
        {
            if (stage == Stage.Idempotency)
            {
                if (act.Key is { } key)
                {
                    needs.Add(IdempotencyStore.ByKey, act.ShopId, key.ToString());
                }

                if (!act.JobId.IsNone)
                {
                    needs.Add(JobStore.ById, act.ShopId, act.JobId);
                }
            }

            act.Need(stage, new World(rows, NoIds.Source), needs);
        }
#pragma warning disable CA1031 // A bug in one act must not take the batch down; the act is told.
        catch (Exception exception)
        {
            outcome.Error = exception;
        }
#pragma warning restore CA1031
    }

    private void Decide(BatchRows rows, Outcome outcome)
    {
        var act = outcome.Pending.Act;
        var world = new World(rows, ids);
        try
        {
            if (AnsweredBefore(world, act, outcome))
            {
                return;
            }

            outcome.Value = act.RunDecision(world, out var refusal);
            outcome.Refusal = refusal;
            if (refusal is not null)
            {
                return;
            }

            if (act.Key is { } key)
            {
                var json = JsonSerializer.Serialize(outcome.Value, act.ResultType, JsonSerializerOptions.Web);
                world.Put(
                    new Idempotency
                    {
                        ShopId = act.ShopId,
                        Key = key.ToString(),
                        RequestHash = key.RequestHash,
                        Result = json,
                        CreatedAt = act.At,
                    }
                );
            }

            if (!act.JobId.IsNone && world.One(JobStore.ById, act.ShopId, act.JobId) is { } job)
            {
                world.Put(job with { State = JobState.Done, DoneAt = act.At, LockedUntil = null });
            }

            rows.Merge(world.Changes);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
        {
            outcome.Error = exception;
        }
#pragma warning restore CA1031
    }

    private static bool AnsweredBefore(World world, Act act, Outcome outcome)
    {
        if (act.Key is { } key && world.One(IdempotencyStore.ByKey, act.ShopId, key.ToString()) is { } before)
        {
            if (string.Equals(before.RequestHash, key.RequestHash, StringComparison.Ordinal))
            {
                outcome.Value = JsonSerializer.Deserialize(before.Result, act.ResultType, JsonSerializerOptions.Web);
            }
            else
            {
                outcome.Refusal = IdempotencyStore.KeyReused;
            }

            return true;
        }

        if (!act.JobId.IsNone && world.One(JobStore.ById, act.ShopId, act.JobId) is { State: JobState.Done or JobState.Dropped })
        {
            outcome.Refusal = JobStore.AlreadyDone;
            return true;
        }

        return false;
    }

    private async Task Write(System.Data.Common.DbTransaction transaction, BatchRows rows)
    {
        foreach (var change in rows.Changes().OrderBy(change => change.Row.Name, StringComparer.Ordinal))
        {
            var writer = writers.For(change.Row);
            if (change.Inserts.Count > 0)
            {
                await writer.Insert(transaction, change.Inserts, CancellationToken.None).ConfigureAwait(false);
            }

            if (change.Updates.Count > 0)
            {
                await writer.Update(transaction, change.Updates, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private List<PendingAct> Answer(List<Outcome> outcomes)
    {
        var again = new List<PendingAct>();
        foreach (var outcome in outcomes)
        {
            var pending = outcome.Pending;
            switch (outcome.Error)
            {
                case null:
                    EngineMeter.Answered(
                        pending.Act.GetType(),
                        outcome.Refusal is null ? EngineMeter.Accepted : EngineMeter.Refused,
                        outcome.Refusal?.Code
                    );
                    pending.Answer.TrySetResult((outcome.Value, outcome.Refusal));
                    break;
                case NotLoadedException when ++pending.Misses < MaxMisses:
                    again.Add(pending);
                    break;
                default:
                    EngineMeter.Answered(pending.Act.GetType(), EngineMeter.Failed);
                    log.LogError(outcome.Error, "Act {Act} failed", pending.Act.GetType().Name);
                    pending.Answer.TrySetException(outcome.Error);
                    break;
            }
        }

        return again;
    }

    private sealed class Outcome(PendingAct pending)
    {
        public PendingAct Pending => pending;

        public object? Value { get; set; }

        public Refusal? Refusal { get; set; }

        public Exception? Error { get; set; }
    }

    /// <summary>Needs are not a place to make ids.</summary>
    private sealed class NoIds : IIdSource
    {
        public static readonly NoIds Source = new();

        public Id Next() => throw new InvalidOperationException("Need() only names rows; ids are made in Decide().");
    }
}
