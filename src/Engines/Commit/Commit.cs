using System.Threading.Channels;
using Banyan.Engines.Storage;
using Banyan.Engines.Telemetry;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Commit;

/// <summary>Sizes of the group commit.</summary>
/// <param name="MaxBatch">Acts in one transaction at most.</param>
/// <param name="MaxQueue">Acts waiting per lane at most; one more is refused with <c>busy</c>.</param>
public sealed record CommitOptions(int MaxBatch = 256, int MaxQueue = 20_000);

/// <summary>
/// The only way to write. Acts queue in memory by lane (hash of the shop); a lane commits everything that waits as one transaction and
/// answers each act only after its commit. Rows are locked in the order of <see cref="Stage"/>, so batches cannot deadlock.
/// </summary>
public sealed class Commit : IAsyncDisposable
{
    private readonly BatchRunner runner;
    private readonly IDbContextFactory<BanyanDb> factory;
    private readonly CommitOptions options;
    private readonly Lane[] lanes;

    public Commit(IDbContextFactory<BanyanDb> factory, BatchRunner runner, ISqlDialect dialect, CommitOptions options)
    {
        (this.factory, this.runner, this.options) = (factory, runner, options);
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
        var pending = new PendingEdit(async () => await RunExclusive(shopId, edit, cancellation).ConfigureAwait(false));
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
        return (result.Value, null);
    }

    /// <summary>One queue and the one loop that empties it.</summary>
    private sealed class Lane
    {
        private readonly Commit owner;
        private readonly int number;
        private readonly Channel<Pending> queue;
        private readonly Task loop;

        public Lane(Commit owner, int number)
        {
            (this.owner, this.number) = (owner, number);
            queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(owner.options.MaxQueue) { SingleReader = true });
            loop = Task.Run(Loop);
        }

        public bool TryEnqueue(Pending pending)
        {
            if (!queue.Writer.TryWrite(pending))
            {
                return false;
            }

            EngineMeter.Waiting(number, 1);
            return true;
        }

        public async Task Stop()
        {
            queue.Writer.TryComplete();
            await loop.ConfigureAwait(false);
        }

        private async Task Loop()
        {
            var acts = new List<PendingAct>();
            while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (acts.Count < owner.options.MaxBatch && queue.Reader.TryRead(out var next))
                {
                    EngineMeter.Waiting(number, -1);
                    if (next is PendingAct act)
                    {
                        acts.Add(act);
                        continue;
                    }

                    // An edit keeps its place: what came before it commits first.
                    await Flush(acts).ConfigureAwait(false);
                    await ((PendingEdit)next).Run().ConfigureAwait(false);
                }

                await Flush(acts).ConfigureAwait(false);
            }
        }

        private async Task Flush(List<PendingAct> acts)
        {
            if (acts.Count == 0)
            {
                return;
            }

            foreach (var again in await owner.runner.Run(acts).ConfigureAwait(false))
            {
                if (!TryEnqueue(again))
                {
                    again.Answer.TrySetResult((null, Refusal.Busy));
                }
            }

            acts.Clear();
        }
    }
}
