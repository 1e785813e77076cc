using System.Globalization;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Ledger;

/// <summary>A period of time: <paramref name="From"/> is the first instant of it, <paramref name="Until"/> the first one after it.</summary>
public sealed record Period(DateTimeOffset From, DateTimeOffset Until);

/// <summary>A place in the order of an account's postings: by time, and by id where the time is the same.</summary>
public sealed record HistoryPlace(DateTimeOffset At, Id PostingId)
{
    public static HistoryPlace Of(Posting posting) => new(posting.PostedAt, posting.Id);

    /// <summary>As it travels in the key of a page; null when the text is none.</summary>
    public static HistoryPlace? Parse(string? text) =>
        text?.Split('-') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
        && ms <= LastMs
        && Id.TryParse(id, null, out var postingId)
            ? new HistoryPlace(DateTimeOffset.FromUnixTimeMilliseconds(ms), postingId)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{PostingId}");

    private static readonly long LastMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
}

/// <summary>What moved through an account, added up by the database.</summary>
/// <param name="Opening">The balance before the period.</param>
/// <param name="Inflow">Everything that came in within the period.</param>
/// <param name="Outflow">Everything that went out within the period.</param>
/// <param name="InflowBefore">The part of the inflow up to the asked place.</param>
/// <param name="OutflowBefore">The part of the outflow up to the asked place.</param>
public sealed record HistorySums(long Opening, long Inflow, long Outflow, long InflowBefore, long OutflowBefore)
{
    public long Closing => Opening + Inflow - Outflow;

    /// <summary>The balance at the asked place.</summary>
    public long Passed => Opening + InflowBefore - OutflowBefore;
}

/// <summary>
/// An account as it went, over any number of postings: sums are the database's, postings come in pages. Reads only; the context sees the
/// rows of one shop.
/// </summary>
public static class AccountHistory
{
    /// <summary>The sums of the period, in one statement.</summary>
    /// <param name="place">Where a page begins; null: at the beginning of the period.</param>
    public static async Task<HistorySums> Sums(
        BanyanDb db,
        AccountKey account,
        Period period,
        HistoryPlace? place,
        CancellationToken cancellation
    )
    {
        var (from, until) = period;
        var (at, id) = place ?? new HistoryPlace(from, Id.None);
        var movements = Into(db, account.Key)
            .Where(posting => posting.PostedAt < until)
            .Select(posting => new
            {
                posting.PostedAt,
                posting.Id,
                Inflow = posting.Amount,
                Outflow = 0L,
            })
            .Concat(
                OutOf(db, account.Key)
                    .Where(posting => posting.PostedAt < until)
                    .Select(posting => new
                    {
                        posting.PostedAt,
                        posting.Id,
                        Inflow = 0L,
                        Outflow = posting.Amount,
                    })
            );
        var sums = await movements
            .GroupBy(_ => 1)
            .Select(all => new HistorySums(
                all.Sum(movement => movement.PostedAt < from ? movement.Inflow - movement.Outflow : 0L),
                all.Sum(movement => movement.PostedAt >= from ? movement.Inflow : 0L),
                all.Sum(movement => movement.PostedAt >= from ? movement.Outflow : 0L),
                all.Sum(movement =>
                    movement.PostedAt >= from && (movement.PostedAt < at || (movement.PostedAt == at && movement.Id <= id))
                        ? movement.Inflow
                        : 0L
                ),
                all.Sum(movement =>
                    movement.PostedAt >= from && (movement.PostedAt < at || (movement.PostedAt == at && movement.Id <= id))
                        ? movement.Outflow
                        : 0L
                )
            ))
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
        return sums ?? new HistorySums(0, 0, 0, 0, 0);
    }

    /// <summary>The account's postings within the period after the place, the oldest first.</summary>
    public static async Task<IReadOnlyList<Posting>> Postings(
        BanyanDb db,
        AccountKey account,
        Period period,
        HistoryPlace? after,
        int limit,
        CancellationToken cancellation
    )
    {
        // Each side on its own stops after the limit, however long the account is; an OR would sort all of it.
        var into = await Next(Into(db, account.Key), period, after, limit).ToListAsync(cancellation).ConfigureAwait(false);
        var outOf = await Next(OutOf(db, account.Key), period, after, limit).ToListAsync(cancellation).ConfigureAwait(false);
        return [.. into.Concat(outOf).OrderBy(posting => posting.PostedAt).ThenBy(posting => posting.Id).Take(limit)];
    }

    /// <summary>The account's postings, the newest first.</summary>
    /// <param name="before">The last one of the page before; none at the first page.</param>
    public static async Task<IReadOnlyList<Posting>> Newest(
        BanyanDb db,
        AccountKey account,
        Id before,
        int limit,
        CancellationToken cancellation
    )
    {
        // Ids are ordered by time; each side on its own stops after the limit.
        var into = await Last(Into(db, account.Key)).ConfigureAwait(false);
        var outOf = await Last(OutOf(db, account.Key)).ConfigureAwait(false);
        return [.. into.Concat(outOf).OrderByDescending(posting => posting.Id).Take(limit)];

        Task<List<Posting>> Last(IQueryable<Posting> side) =>
            side.AsNoTracking()
                .Where(posting => before == Id.None || posting.Id < before)
                .OrderByDescending(posting => posting.Id)
                .Take(limit)
                .ToListAsync(cancellation);
    }

    /// <summary>The balances of these accounts as their postings say; one that nothing was posted to is left out.</summary>
    /// <param name="until">Only what was posted before; null: everything.</param>
    public static async Task<IReadOnlyDictionary<string, long>> Balances(
        BanyanDb db,
        IReadOnlyCollection<AccountKey> accounts,
        DateTimeOffset? until,
        CancellationToken cancellation
    )
    {
        if (accounts.Count == 0)
        {
            return new Dictionary<string, long>(StringComparer.Ordinal);
        }

        var keys = accounts.Select(account => account.Key).ToList();
        var postings = db.Set<Posting>().Where(posting => until == null || posting.PostedAt < until);
        var into = await postings
            .Where(posting => keys.Contains(posting.ToAccount))
            .GroupBy(posting => posting.ToAccount)
            .Select(group => new { group.Key, Sum = group.Sum(posting => posting.Amount) })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var outOf = await postings
            .Where(posting => keys.Contains(posting.FromAccount))
            .GroupBy(posting => posting.FromAccount)
            .Select(group => new { group.Key, Sum = -group.Sum(posting => posting.Amount) })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return into.Concat(outOf)
            .GroupBy(side => side.Key, StringComparer.Ordinal)
            .ToDictionary(sides => sides.Key, sides => sides.Sum(side => side.Sum), StringComparer.Ordinal);
    }

    /// <summary>Which of these postings were taken back, and by which one.</summary>
    public static async Task<IReadOnlyDictionary<Id, Id>> Reversals(
        BanyanDb db,
        IReadOnlyCollection<Id> postings,
        CancellationToken cancellation
    )
    {
        var sources = postings.Select(id => id.ToString()).ToList();
        var reversals = await db.Set<Posting>()
            .Where(posting => posting.SourceType == Ledger.ReversalSource && sources.Contains(posting.SourceId))
            .Select(posting => new { posting.SourceId, posting.Id })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return reversals.ToDictionary(reversal => Id.Parse(reversal.SourceId, null), reversal => reversal.Id);
    }

    private static IQueryable<Posting> Into(BanyanDb db, string key) => db.Set<Posting>().Where(posting => posting.ToAccount == key);

    private static IQueryable<Posting> OutOf(BanyanDb db, string key) => db.Set<Posting>().Where(posting => posting.FromAccount == key);

    private static IQueryable<Posting> Next(IQueryable<Posting> side, Period period, HistoryPlace? after, int limit)
    {
        var (from, until) = period;
        var (at, id) = after ?? new HistoryPlace(from, Id.None);

        // Said twice: the first bound is where the index is entered, the second one leaves out what was on the page before.
        var begin = at > from ? at : from;
        return side.AsNoTracking()
            .Where(posting => posting.PostedAt >= begin && posting.PostedAt < until)
            .Where(posting => posting.PostedAt > at || (posting.PostedAt == at && posting.Id > id))
            .OrderBy(posting => posting.PostedAt)
            .ThenBy(posting => posting.Id)
            .Take(limit);
    }
}
