using System.Diagnostics.CodeAnalysis;

namespace Banyan.WeChatSandbox.State;

/// <summary>All orders; every change goes through <see cref="Change"/> so that check and change are one step.</summary>
internal sealed class PayBook
{
    private readonly Lock _gate = new();
    private readonly Journal _journal;
    private readonly Dictionary<string, PayOrder> _byOutTradeNo = [];
    private readonly Dictionary<string, string> _outTradeNoByPrepayId = [];
    private readonly Dictionary<string, string> _outTradeNoByTransactionId = [];

    public PayBook(Journal journal)
    {
        _journal = journal;
        foreach (var order in journal.Read<PayOrder>("order"))
        {
            Index(order);
        }
    }

    /// <summary>
    /// Gives the present order (or null) to the decision and stores what it returns; null or the same leaves everything as it was.
    /// </summary>
    public T Change<T>(string outTradeNo, Func<PayOrder?, (PayOrder? Next, T Result)> decide)
    {
        lock (_gate)
        {
            var present = _byOutTradeNo.GetValueOrDefault(outTradeNo);
            var (next, result) = decide(present);
            if (next is not null && !ReferenceEquals(next, present))
            {
                Index(next);
                _journal.Append("order", next.OutTradeNo, next);
            }

            return result;
        }
    }

    public PayOrder? Find(string outTradeNo)
    {
        lock (_gate)
        {
            return _byOutTradeNo.GetValueOrDefault(outTradeNo);
        }
    }

    public bool TryFindByPrepayId(string prepayId, [NotNullWhen(true)] out PayOrder? order) =>
        TryFind(_outTradeNoByPrepayId, prepayId, out order);

    public bool TryFindByTransactionId(string transactionId, [NotNullWhen(true)] out PayOrder? order) =>
        TryFind(_outTradeNoByTransactionId, transactionId, out order);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PayOrder> Latest(int limit, string? state = null)
    {
        lock (_gate)
        {
            return
            [
                .. _byOutTradeNo
                    .Values.Where(o => state is null || o.State == state)
                    .OrderByDescending(o => o.CreatedAt)
                    .ThenByDescending(o => o.OutTradeNo, StringComparer.Ordinal)
                    .Take(limit),
            ];
        }
    }

    private bool TryFind(Dictionary<string, string> index, string key, [NotNullWhen(true)] out PayOrder? order)
    {
        lock (_gate)
        {
            order = index.TryGetValue(key, out var outTradeNo) ? _byOutTradeNo.GetValueOrDefault(outTradeNo) : null;
            return order is not null;
        }
    }

    private void Index(PayOrder order)
    {
        _byOutTradeNo[order.OutTradeNo] = order;
        _outTradeNoByPrepayId[order.PrepayId] = order.OutTradeNo;
        if (order.TransactionId is { } transactionId)
        {
            _outTradeNoByTransactionId[transactionId] = order.OutTradeNo;
        }
    }
}
