using System.Collections.Concurrent;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Doctor;

/// <summary>Examines one shop at a time and keeps what was found.</summary>
public sealed class ShopExaminations(
    Doctor doctor,
    IDbContextFactory<BanyanDb> factory,
    Commit.Commit commit,
    IIdSource ids,
    TimeProvider clock
)
{
    private const int MaxKeptDifferences = 20;

    /// <summary>An act carries the time at which it was asked for and is committed a little later.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    private static readonly Refusal UnderWay = Refusal.Conflict(
        "examination_under_way",
        "正在体检，请稍等片刻再看结果",
        "An examination is under way, look again in a moment"
    );

    private readonly ConcurrentDictionary<Id, SemaphoreSlim> oneAtATime = new();

    /// <summary>
    /// Incremental where it may be: after a difference everything is read until the books agree again, because a wrong row that nobody
    /// touches would otherwise be forgotten.
    /// </summary>
    /// <param name="by">
    /// Who asked; null: the calendar. It waits for an examination under way, of which a person is told: the night's may be the deeper one.
    /// </param>
    public async Task<Result<IReadOnlyList<BookExamination>>> Run(
        Id shopId,
        ExaminationMode wish,
        string? by,
        CancellationToken cancellation
    )
    {
        var turn = oneAtATime.GetOrAdd(shopId, static _ => new SemaphoreSlim(1, 1));
        if (!await turn.WaitAsync(by is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation).ConfigureAwait(false))
        {
            return UnderWay;
        }

        try
        {
            var at = clock.GetUtcNow();
            var since = wish == ExaminationMode.Full ? null : await LastClean(shopId, cancellation).ConfigureAwait(false) - Overlap;
            var results = await doctor.Examine(new CheckScope(shopId, since), cancellation).ConfigureAwait(false);
            var runId = ids.Next();
            List<BookExamination> rows =
            [
                .. results.Select(result => new BookExamination
                {
                    ShopId = shopId,
                    Id = ids.Next(),
                    RunId = runId,
                    Check = result.Name,
                    Mode = since is null ? ExaminationMode.Full : ExaminationMode.Incremental,
                    At = at,
                    Rows = result.Findings.Rows,
                    DifferenceCount = result.Findings.Differences.Count,
                    Differences = [.. result.Findings.Differences.Take(MaxKeptDifferences)],
                    By = by,
                }),
            ];
            var kept = await commit
                .Exclusive<Done>(shopId, db => Keep(db, rows, at - KeptFor, cancellation), cancellation)
                .ConfigureAwait(false);
            return kept.IsOk ? rows : kept.Refusal;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>When the last examination began; null when there was none, or it found something.</summary>
    private async Task<DateTimeOffset?> LastClean(Id shopId, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var rows = db.Set<BookExamination>().AsNoTracking();
        var last = await rows.OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        return
            last is null
            || await rows.AnyAsync(row => row.RunId == last.RunId && row.DifferenceCount > 0, cancellation).ConfigureAwait(false)
            ? null
            : last.At;
    }

    private static async Task<Result<Done>> Keep(
        BanyanDb db,
        IReadOnlyList<BookExamination> rows,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        db.AddRange(rows);
        await db.Set<BookExamination>().Where(row => row.At < until).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        return Done.Yes;
    }
}
