using Banyan.Commerce.Accounting.Contracts;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Accounting;

/// <summary>One movement as the account's reader sees it.</summary>
/// <param name="Type">Why it was posted, for machines.</param>
/// <param name="Reason">Why it was posted, in the language asked for.</param>
/// <param name="Explanation">What its owner was told, in Chinese.</param>
/// <param name="Counterpart">The account on the other side.</param>
/// <param name="Order">The order behind it, if there is one.</param>
/// <param name="Source">What caused it, as the books know it.</param>
/// <param name="Inflow">In the account's unit (fen for money); 0 when it went out.</param>
/// <param name="Outflow">In the account's unit; 0 when it came in.</param>
/// <param name="Balance">After this line.</param>
/// <param name="Reverses">The posting that this one takes back.</param>
/// <param name="ReversedBy">The posting that took this one back.</param>
public sealed record StatementLine(
    Id Id,
    DateTimeOffset At,
    string Type,
    string Reason,
    string Explanation,
    AccountRef Counterpart,
    SourceOrder? Order,
    string Source,
    long Inflow,
    long Outflow,
    long Balance,
    Id? Reverses,
    Id? ReversedBy
);

/// <summary>Which account is read, by whom and in which language.</summary>
internal sealed record StatementSubject(Id ShopId, AccountKey Account, Period Period, bool English);

/// <summary>Reads statements: a constant number of statements to the database for each page.</summary>
internal sealed class StatementReader(BanyanDb db, AccountNames names, IEnumerable<IPostingSource> sources)
{
    private readonly Dictionary<string, IPostingSource> byType = sources.ToDictionary(source => source.Type, StringComparer.Ordinal);

    public Task<HistorySums> Sums(StatementSubject subject, HistoryPlace? place, CancellationToken cancellation) =>
        AccountHistory.Sums(db, subject.Account, subject.Period, place, cancellation);

    public Task<IReadOnlyList<Posting>> Postings(
        StatementSubject subject,
        HistoryPlace? after,
        int limit,
        CancellationToken cancellation
    ) => AccountHistory.Postings(db, subject.Account, subject.Period, after, limit, cancellation);

    /// <summary>What waits or is held beside the account at the end of the period: no part of its balance.</summary>
    public async Task<IReadOnlyList<AccountCard>> Beside(StatementSubject subject, CancellationToken cancellation)
    {
        var beside = subject.Account.Beside;
        var balances = await AccountHistory.Balances(db, beside, subject.Period.Until, cancellation);
        var people = await names.OwnersOf(subject.ShopId, beside.Select(account => account.Key), cancellation);
        return [.. beside.Select(account => AccountCard.Of(account, balances.GetValueOrDefault(account.Key), people, subject.English))];
    }

    public async Task<AccountCard> Card(StatementSubject subject, long balance, CancellationToken cancellation)
    {
        var people = await names.OwnersOf(subject.ShopId, [subject.Account.Key], cancellation);
        return AccountCard.Of(subject.Account, balance, people, subject.English);
    }

    /// <summary>The postings as lines, in their order.</summary>
    /// <param name="balance">Before the first of them.</param>
    public async Task<IReadOnlyList<StatementLine>> Lines(
        StatementSubject subject,
        IReadOnlyList<Posting> postings,
        long balance,
        CancellationToken cancellation
    )
    {
        var own = subject.Account.Key;
        var people = await names.OwnersOf(subject.ShopId, postings.Select(posting => OtherSide(posting, own)), cancellation);
        var orders = await Orders(subject.ShopId, postings, cancellation);
        var reversed = await AccountHistory.Reversals(db, [.. postings.Select(posting => posting.Id)], cancellation);
        var lines = new List<StatementLine>(postings.Count);
        foreach (var posting in postings)
        {
            var inflow = posting.ToAccount == own ? posting.Amount : 0;
            var outflow = posting.FromAccount == own ? posting.Amount : 0;
            balance += inflow - outflow;
            lines.Add(
                new StatementLine(
                    posting.Id,
                    posting.PostedAt,
                    posting.SourceType,
                    ReasonOf(posting, subject.English),
                    posting.Explanation,
                    AccountRef.Of(OtherSide(posting, own), people, subject.English),
                    orders.GetValueOrDefault((posting.SourceType, posting.SourceId)),
                    $"{posting.SourceType}:{posting.SourceId}",
                    inflow,
                    outflow,
                    balance,
                    posting.SourceType == Ledger.ReversalSource ? Id.Parse(posting.SourceId, null) : null,
                    reversed.TryGetValue(posting.Id, out var by) ? by : null
                )
            );
        }

        return lines;
    }

    private static string OtherSide(Posting posting, string own) => posting.ToAccount == own ? posting.FromAccount : posting.ToAccount;

    private string ReasonOf(Posting posting, bool english) =>
        byType.TryGetValue(posting.SourceType, out var source) ? (english ? source.Label.En : source.Label.Zh) : posting.SourceType;

    private async Task<Dictionary<(string Type, string SourceId), SourceOrder>> Orders(
        Id shopId,
        IReadOnlyList<Posting> postings,
        CancellationToken cancellation
    )
    {
        var orders = new Dictionary<(string, string), SourceOrder>();
        foreach (var ofType in postings.GroupBy(posting => posting.SourceType, StringComparer.Ordinal))
        {
            if (byType.TryGetValue(ofType.Key, out var source))
            {
                var found = await source.OrdersOf(shopId, [.. ofType.Select(posting => posting.SourceId).Distinct()], cancellation);
                foreach (var (sourceId, order) in found)
                {
                    orders[(ofType.Key, sourceId)] = order;
                }
            }
        }

        return orders;
    }
}
