namespace Banyan.WeChatSandbox.State;

/// <summary>
/// All refunds; callers that change an order as well do so inside <see cref="PayBook.Change"/>, whose lock is the outer one.
/// </summary>
internal sealed class RefundBook
{
    private readonly Lock _gate = new();
    private readonly Journal _journal;
    private readonly Dictionary<string, PayRefund> _byOutRefundNo = [];

    public RefundBook(Journal journal)
    {
        _journal = journal;
        foreach (var refund in journal.Read<PayRefund>("refund"))
        {
            _byOutRefundNo[refund.OutRefundNo] = refund;
        }
    }

    public PayRefund? Find(string outRefundNo)
    {
        lock (_gate)
        {
            return _byOutRefundNo.GetValueOrDefault(outRefundNo);
        }
    }

    public IReadOnlyList<PayRefund> OfOrder(string outTradeNo)
    {
        lock (_gate)
        {
            return [.. _byOutRefundNo.Values.Where(r => r.OutTradeNo == outTradeNo)];
        }
    }

    public IReadOnlyList<PayRefund> Due(long nowMs)
    {
        lock (_gate)
        {
            return [.. _byOutRefundNo.Values.Where(r => r.Status == RefundStatus.Processing && r.DueAt <= nowMs)];
        }
    }

    public IReadOnlyList<PayRefund> Latest(int limit)
    {
        lock (_gate)
        {
            return [.. _byOutRefundNo.Values.OrderByDescending(r => r.CreatedAt).Take(limit)];
        }
    }

    public void Save(PayRefund refund)
    {
        lock (_gate)
        {
            _byOutRefundNo[refund.OutRefundNo] = refund;
            _journal.Append("refund", refund.OutRefundNo, refund);
        }
    }
}
