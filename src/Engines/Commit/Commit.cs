using System.Diagnostics;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Commit;

/// <summary>Sizes of the group commit.</summary>
/// <param name="MaxBatch">Acts in one transaction at most, however fast the database is.</param>
/// <param name="MinBatch">What a slow database brings the size down to.</param>
/// <param name="BulkPerBatch">Acts of bulk work in one batch.</param>
/// <param name="MaxQueue">Acts waiting per lane at most; one more is refused with <c>busy</c>.</param>
public sealed record CommitOptions(int MaxBatch = 1024, int MinBatch = 32, int BulkPerBatch = 2, int MaxQueue = 20_000)
{
    /// <summary>A batch that takes longer is too large: those in it, and those behind it, wait.</summary>
    public TimeSpan SlowBatch { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Nobody is queued behind acts that have been waiting for this long.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>
/// The only way to write. Acts queue in memory by lane (hash of the shop); a lane commits everything that waits as one transaction and
/// answers each act only after its commit. Rows are locked in the order of <see cref="Stage"/>, so batches cannot deadlock.
/// </summary>
public sealed class Commit : IAsyncDisposable
{
    private readonly BatchRunner runner;
    private readonly IDbContextFactory<BanyanDb> factory;
    private readonly ISqlDialect dialect;
    private readonly CommitOptions options;
    private readonly ShopRevisions revisions;
    private readonly Lane[] lanes;

    public Commit(
        IDbContextFactory<BanyanDb> factory,
        BatchRunner runner,
        ISqlDialect dialect,
        CommitOptions options,
        ShopRevisions revisions
    )
    {
        (this.factory, this.runner, this.dialect) = (factory, runner, dialect);
        (this.options, this.revisions) = (options, revisions);
        lanes = [.. Enumerable.Range(0, dialect.Lanes).Select(number => new Lane(this, number))];
    }

    /// <summary>Commits one act with whatever else waits in its lane. The answer comes after the commit.</summary>
    /// <returns>The act's result, its refusal, or <see cref="Refusal.Busy"/> when the lane's queue is full.</returns>
    public async Task<Result<TResult>> Run<TResult>(Act<TResult> act, CancellationToken cancellation = default)
    {
        var pending = new PendingAct(act);
        if (!LaneOf(act.ShopId).TryEnqueue(pending))
        {
            return Refusal.Busy;
        }

        // Once queued, an act runs whether or not the caller still waits: its outcome is then found by its key.
        var (value, refusal) = await pending.Answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
        return refusal is null ? (TResult)value! : refusal;
    }

    /// <summary>
    /// A batch of one for edits by staff and upkeep: EF's change tracker inside a transaction of the shop's lane. A refusal rolls back.
    /// Not for hot paths. <see cref="Id.None"/> as the shop sees the rows of no shop through the filter; upkeep ignores the filter.
    /// </summary>
    public async Task<Result<TResult>> Exclusive<TResult>(
        Id shopId,
        Func<BanyanDb, Task<Result<TResult>>> edit,
        CancellationToken cancellation = default
    )
    {
        var pending = new PendingEdit(shopId, async () => await RunExclusive(shopId, edit, cancellation).ConfigureAwait(false));
        if (!LaneOf(shopId).TryEnqueue(pending))
        {
            return Refusal.Busy;
        }

        var (value, refusal) = await pending.Answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
        return refusal is null ? (TResult)value! : refusal;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
        {
            await lane.Stop().ConfigureAwait(false);
        }
    }

    private Lane LaneOf(Id shopId) => lanes[(int)((ulong)shopId.Value * 0x9E3779B97F4A7C15UL >> 33) % lanes.Length];

    private async Task<(object? Value, Refusal? Refusal)> RunExclusive<TResult>(
        Id shopId,
        Func<BanyanDb, Task<Result<TResult>>> edit,
        CancellationToken cancellation
    )
    {
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
            db.Shop = shopId;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            db.WritesAllowed = true;
            var result = await edit(db).ConfigureAwait(false);
            if (!result.IsOk)
            {
                return (null, result.Refusal);
            }

            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            revisions.Changed(shopId);
            return (result.Value, null);
        }
        catch (Exception exception) when (BatchRunner.RefusalFor(dialect.Classify(exception)) is { } refusal)
        {
            return (null, refusal);
        }
    }

    /// <summary>
    /// One queue, and the one thread that empties it. A thread of its own, which waits for the database itself: in the thread pool every
    /// answer of the database would queue behind the requests that wait for this very batch.
    /// </summary>
    private sealed class Lane
    {
        private static readonly TimeSpan MaxPatience = TimeSpan.FromMilliseconds(2);
        private readonly Commit owner;
        private readonly LaneQueue queue;
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly BatchBound bound;

        public Lane(Commit owner, int number)
        {
            this.owner = owner;
            queue = new LaneQueue(owner.options, number);
            bound = new BatchBound(owner.options);
            new Thread(Loop) { IsBackground = true, Name = $"commit {number}" }.Start();
        }

        public bool TryEnqueue(Pending pending) => queue.TryAdd(pending);

        public Task Stop()
        {
            queue.Close();
            return ended.Task;
        }

        private void Loop()
        {
            var acts = new List<PendingAct>();
            var (last, patience) = (0, TimeSpan.Zero);
            while (queue.Wait(last - last / 8, patience))
            {
                queue.Take(acts, bound.Limit, out var edit);
                (last, patience) = (acts.Count, TimeSpan.Zero);
                if (edit is not null)
                {
                    edit.Run().GetAwaiter().GetResult();
                }
                else if (acts.Count > 0)
                {
                    var started = Stopwatch.GetTimestamp();
                    queue.PutBack(owner.runner.Run(acts));
                    var took = Stopwatch.GetElapsedTime(started);
                    bound.Adapt(acts.Count, took);
                    patience = took / 4 < MaxPatience ? took / 4 : MaxPatience;
                    acts.Clear();
                }
            }

            ended.SetResult();
        }
    }
}
