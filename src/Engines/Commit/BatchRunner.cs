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
    SqlGateway gateway,
    IIdSource ids,
    ShopRevisions revisions,
    ILogger<BatchRunner> log
)
{
    private const int MaxTries = 4;
    private const int MaxMisses = 5;
    private const int MaxStatusQuestions = 30;
    private static readonly Stage[] Stages = Enum.GetValues<Stage>();

    /// <summary>What an act is answered when the fault is the database's; null when it may be the act's.</summary>
    public static Refusal? RefusalFor(DatabaseFailure failure) =>
        failure switch
        {
            DatabaseFailure.Away => Refusal.DatabaseAway,
            DatabaseFailure.Full => Refusal.StorageFull,
            _ => null,
        };

    /// <summary>Commits the acts and answers them, except those returned: they must be queued again.</summary>
    internal IReadOnlyList<PendingAct> Run(IReadOnlyList<PendingAct> acts)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Attempt(acts);
            }
            catch (OutcomeUnknownException exception)
            {
                log.LogError(exception, "The outcome of a batch of {Count} acts is not known", acts.Count);
                return Refuse(acts, Refusal.OutcomeUnknown);
            }
#pragma warning disable CA1031 // Whatever went wrong belongs to the acts of the batch, who are told; the lane must live on.
            catch (Exception exception)
            {
                var failure = dialect.Classify(exception);
                if (attempt < TriesAfter(failure))
                {
                    log.LogInformation(
                        exception,
                        "Batch of {Count} acts is tried again ({Attempt}, {Failure})",
                        acts.Count,
                        attempt,
                        failure
                    );
                    Thread.Sleep(attempt * 5);
                    continue;
                }

                if (RefusalFor(failure) is { } refusal)
                {
                    // Halving would only ask an absent database again and again while everybody waits.
                    log.LogError(exception, "A batch of {Count} acts was refused: {Code}", acts.Count, refusal.Code);
                    return Refuse(acts, refusal);
                }

                return Halve(acts, exception);
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>
    /// A taken key is looked at twice: by then the row that took it is loaded, or it is one act's fault. A pool of connections may hold
    /// one that died, so a lost connection is worth a second one.
    /// </summary>
    private static int TriesAfter(DatabaseFailure failure) =>
        failure switch
        {
            DatabaseFailure.Retry => MaxTries,
            DatabaseFailure.Conflict or DatabaseFailure.Away => 2,
            _ => 1,
        };

    private static List<PendingAct> Refuse(IReadOnlyList<PendingAct> acts, Refusal refusal)
    {
        foreach (var pending in acts)
        {
            pending.Answer.TrySetResult((null, refusal));
        }

        return [];
    }

    private IReadOnlyList<PendingAct> Halve(IReadOnlyList<PendingAct> acts, Exception exception)
    {
        if (acts.Count == 1)
        {
            log.LogError(exception, "Act {Act} failed", acts[0].Act.GetType().Name);
            EngineMeter.Answered(acts[0].Act.GetType(), EngineMeter.Failed);
            acts[0].Answer.TrySetException(exception);
            return [];
        }

        var half = acts.Count / 2;
        var first = Run([.. acts.Take(half)]);
        var second = Run([.. acts.Skip(half)]);
        return [.. first, .. second];
    }

    private List<PendingAct> Attempt(IReadOnlyList<PendingAct> acts)
    {
        using var measure = new BatchMeasure(acts.Count);
        using var db = factory.CreateDbContext();
        writers.Use(db.Model);
        using var transaction = db.Database.BeginTransaction();
        var rows = new BatchRows(writers);
        var outcomes = acts.Select(act => new Outcome(act)).ToList();
        Load(new BatchContext(db, dialect, writers), rows, outcomes);
        BatchMeasure.Decides(acts.Select(act => act.QueuedAt));
        foreach (var outcome in outcomes.Where(outcome => outcome.Error is null))
        {
            Decide(rows, outcome);
        }

        if (rows.Changes().ToList() is { Count: > 0 } changes)
        {
            Finish(transaction, Write(new WriteBatch(transaction.GetDbTransaction(), gateway), changes));
            foreach (var shop in acts.Select(act => act.Act.ShopId).Distinct())
            {
                revisions.Changed(shop);
            }
        }

        measure.Committed();
        return Answer(outcomes);
    }

    /// <summary>
    /// Commits. When the connection breaks while the server is at it, only the server knows the outcome: it is asked by the name of the
    /// transaction, so that nobody is told "failed" of something that was done, or has it done twice.
    /// </summary>
    /// <exception cref="OutcomeUnknownException">The server did not come back in time, or no longer knows.</exception>
    private void Finish(IDbContextTransaction transaction, string? name)
    {
        try
        {
            transaction.Commit();
        }
        catch (Exception exception) when (name is not null && dialect.Classify(exception) == DatabaseFailure.Away)
        {
            if (!WasCommitted(name, exception))
            {
                throw;
            }

            log.LogWarning(exception, "The connection broke at COMMIT of {Transaction}, which the server had done", name);
        }
    }

    private bool WasCommitted(string transaction, Exception cause)
    {
        for (var question = 1; question <= MaxStatusQuestions; question++)
        {
            try
            {
                using var db = factory.CreateDbContext();
                var connection = db.Database.GetDbConnection();
                db.Database.OpenConnection();
                var outcome = dialect.OutcomeOf(connection, transaction);
                if (outcome is TransactionOutcome.Committed or TransactionOutcome.RolledBack)
                {
                    return outcome == TransactionOutcome.Committed;
                }

                if (outcome == TransactionOutcome.Lost)
                {
                    break;
                }
            }
            catch (Exception exception) when (dialect.Classify(exception) == DatabaseFailure.Away)
            {
                log.LogInformation(exception, "The database is away; the outcome of {Transaction} is still open", transaction);
            }

            Thread.Sleep(Math.Min(50 * question, 1000));
        }

        throw new OutcomeUnknownException($"Whether transaction {transaction} was committed is not known.", cause);
    }

    private static void Load(BatchContext batch, BatchRows rows, List<Outcome> outcomes)
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
                rows.Loaded(set, keys, set.Load(batch, [.. keys]));
            }

            foreach (var (set, key) in needs.Fresh)
            {
                rows.Loaded(set, [key], []);
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

    /// <returns>The transaction's name, where its outcome may have to be asked for.</returns>
    private string? Write(WriteBatch batch, IReadOnlyList<RowChanges> changes)
    {
        foreach (var change in changes.OrderBy(change => change.Row.Name, StringComparer.Ordinal))
        {
            var writer = writers.For(change.Row);
            if (change.Inserts.Count > 0)
            {
                writer.Insert(batch, change.Inserts);
            }

            if (change.Updates.Count > 0)
            {
                writer.Update(batch, change.Updates);
            }
        }

        return batch.Send(dialect.TransactionName);
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
