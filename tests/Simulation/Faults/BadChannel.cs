using System.Globalization;
using System.Text.Json;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;

namespace Banyan.Simulation.Faults;

/// <summary>
/// A payment channel as bad as its contract allows: it confirms late, twice, out of order or never, fails before or after it has done
/// what it was asked, and lets refunds hang, go wrong or be closed. It keeps books of its own and never forgets.
/// </summary>
internal sealed class BadChannel(int seed, TimeProvider clock) : IPaymentChannel
{
    private static readonly Refusal Paid = Refusal.Conflict("already_paid", "订单已经付款", "This order has been paid");
    private static readonly Refusal Closed = Refusal.Conflict("order_closed", "订单已关闭", "This order is closed");
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly Dictionary<string, Bill> bills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Return> returns = new(StringComparer.Ordinal);
    private readonly List<Message> mail = [];
    private readonly List<string> complaints = [];
    private long number;

    public string Name => "wechat";

    /// <summary>From here on everything works and hanging refunds end well.</summary>
    public bool IsCalm { get; private set; }

    public IReadOnlyList<Bill> Bills => Locked(() => bills.Values.ToList());

    public IReadOnlyList<Return> Returns => Locked(() => returns.Values.ToList());

    /// <summary>What the shop asked that no shop may ask.</summary>
    public IReadOnlyList<string> Complaints => Locked(() => complaints.ToList());

    /// <summary>A member opens the cashier. Not every payment succeeds; a closed bill is paid only if the money was on its way.</summary>
    public void MemberPays(string outTradeNo) =>
        Locked(() =>
        {
            var bill = bills[outTradeNo];
            if (bill.Notice is not null || Chance(5) || (bill.IsClosed && !Chance(40)))
            {
                return 0;
            }

            var now = clock.GetUtcNow();
            bill.Notice = new PaymentNotice(outTradeNo, NextNumber("42"), bill.AmountFen, now, Name);

            // Only what the shop may still ask about can stay without any message.
            var copies = random.Next(10) switch
            {
                0 or 1 => bill.IsClosed ? 1 : 0,
                < 7 => 1,
                _ => random.Next(2, 5),
            };
            for (var i = 0; i < copies; i++)
            {
                Post(ChannelMessages.PaymentPath, bill.Notice, Chance(60) ? TimeSpan.Zero : Minutes(120));
            }

            return copies;
        });

    /// <summary>The messages whose time has come, in any order.</summary>
    public IReadOnlyList<Message> TakeMail() =>
        Locked(() =>
        {
            var now = clock.GetUtcNow();
            var due = mail.Where(message => IsCalm || message.DueAt <= now).ToArray();
            mail.RemoveAll(message => due.Contains(message));
            random.Shuffle(due);
            return due;
        });

    /// <summary>A message that was not taken comes again.</summary>
    public void SendAgain(Message message) =>
        Locked(() =>
        {
            mail.Add(message with { DueAt = clock.GetUtcNow() + Minutes(10) });
            return 0;
        });

    /// <summary>Ends the bad times: what hangs is finished, and the shop is told.</summary>
    public void CalmDown() =>
        Locked(() =>
        {
            IsCalm = true;
            foreach (
                var hanging in returns.Values.Where(back => back.State is ChannelRefundState.Processing or ChannelRefundState.Abnormal)
            )
            {
                hanging.State = ChannelRefundState.Succeeded;
                Post(ChannelMessages.RefundPath, NoticeOf(hanging), TimeSpan.Zero);
            }

            return 0;
        });

    public Task<Result<string>> Prepay(PrepayOrder order, CancellationToken cancellation) =>
        Answer<Result<string>>(() =>
        {
            if (!bills.TryGetValue(order.OutTradeNo, out var bill))
            {
                bills[order.OutTradeNo] = bill = new Bill(order.OutTradeNo, order.AmountFen);
            }

            if (bill.AmountFen != order.AmountFen)
            {
                complaints.Add($"{order.OutTradeNo} was asked for {bill.AmountFen} and then for {order.AmountFen}");
            }

            return bill.Notice is not null ? Paid
                : bill.IsClosed ? Closed
                : "wx" + order.OutTradeNo;
        });

    public ClientPayment Sign(string prepayId, DateTimeOffset at) =>
        new(new JsapiPayment("", "", "", "prepay_id=" + prepayId, "RSA", ""), CashierUrl: null);

    public Task<PaymentNotice?> Query(string outTradeNo, CancellationToken cancellation) =>
        Answer(() => bills.GetValueOrDefault(outTradeNo)?.Notice);

    public Task<bool> Close(string outTradeNo, CancellationToken cancellation) =>
        Answer(() =>
        {
            if (bills.GetValueOrDefault(outTradeNo) is not { } bill)
            {
                return true;
            }

            bill.IsClosed |= bill.Notice is null;
            return bill.Notice is null;
        });

    public Task<RefundNotice> Refund(ChannelRefund refund, CancellationToken cancellation) =>
        Answer(() =>
        {
            if (!returns.TryGetValue(refund.OutRefundNo, out var back))
            {
                Examine(refund);
                returns[refund.OutRefundNo] = back = Begin(refund);
            }

            Advance(back);
            return NoticeOf(back);
        });

    public Task<RefundNotice?> QueryRefund(string outRefundNo, CancellationToken cancellation) =>
        Answer(() => returns.TryGetValue(outRefundNo, out var back) ? NoticeOf(back) : null);

    public Result<PaymentNotice> OpenPaymentNotice(ChannelMessage message) =>
        JsonSerializer.Deserialize<PaymentNotice>(message.Body.Span, JsonSerializerOptions.Web)!;

    public Result<RefundNotice> OpenRefundNotice(ChannelMessage message) =>
        JsonSerializer.Deserialize<RefundNotice>(message.Body.Span, JsonSerializerOptions.Web)!;

    private void Examine(ChannelRefund refund)
    {
        var paid = bills.GetValueOrDefault(refund.OutTradeNo)?.Notice?.AmountFen ?? Fen.Zero;
        var gone = returns
            .Values.Where(back => back.OutTradeNo == refund.OutTradeNo && back.State != ChannelRefundState.Closed)
            .Sum(back => back.AmountFen.Value);
        if (refund.TotalFen != paid || gone + refund.AmountFen.Value > paid.Value)
        {
            complaints.Add($"{refund.OutRefundNo} asks {refund.AmountFen} of {paid} back, of which {gone} fen are gone already");
        }
    }

    private Return Begin(ChannelRefund refund)
    {
        var state = IsCalm
            ? ChannelRefundState.Succeeded
            : random.Next(10) switch
            {
                < 4 => ChannelRefundState.Succeeded,
                4 => ChannelRefundState.Closed,
                _ => ChannelRefundState.Processing,
            };
        var back = new Return(refund.OutRefundNo, refund.OutTradeNo, refund.AmountFen, NextNumber("50"))
        {
            State = state,
            FinishAt = clock.GetUtcNow() + Minutes(300),
            Ends = random.Next(6) switch
            {
                0 => ChannelRefundState.Abnormal,
                1 => ChannelRefundState.Closed,
                _ => ChannelRefundState.Succeeded,
            },
        };
        if (state != ChannelRefundState.Processing && Chance(50))
        {
            Post(ChannelMessages.RefundPath, NoticeOf(back), Minutes(30));
        }

        return back;
    }

    private void Advance(Return back)
    {
        if (back.State == ChannelRefundState.Processing && back.FinishAt <= clock.GetUtcNow())
        {
            back.State = back.Ends;
            for (var copies = random.Next(3); copies > 0; copies--)
            {
                Post(ChannelMessages.RefundPath, NoticeOf(back), Minutes(60));
            }
        }
    }

    private RefundNotice NoticeOf(Return back) =>
        new(back.OutRefundNo, back.ChannelId, back.State, back.State == ChannelRefundState.Succeeded ? clock.GetUtcNow() : null);

    /// <summary>Any call may fail before it is done, or after, when only its answer is lost.</summary>
    private Task<T> Answer<T>(Func<T> call)
    {
        lock (gate)
        {
            var luck = IsCalm ? 100 : random.Next(100);
            if (luck < 4)
            {
                throw new TimeoutException("The channel does not answer.");
            }

            var answer = call();
            return luck < 8 ? throw new TimeoutException("The channel's answer was lost.") : Task.FromResult(answer);
        }
    }

    private T Locked<T>(Func<T> call)
    {
        lock (gate)
        {
            return call();
        }
    }

    private void Post(string path, object content, TimeSpan delay) => mail.Add(new Message(path, content, clock.GetUtcNow() + delay));

    private bool Chance(int percent) => random.Next(100) < percent;

    private TimeSpan Minutes(int most) => TimeSpan.FromSeconds(random.Next(most * 60));

    private string NextNumber(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}000024{clock.GetUtcNow():yyyyMMdd}{++number:D12}");

    /// <summary>A payment that was asked for.</summary>
    internal sealed class Bill(string outTradeNo, Fen amount)
    {
        public string OutTradeNo => outTradeNo;

        public Fen AmountFen => amount;

        public bool IsClosed { get; set; }

        /// <summary>Set when it was paid.</summary>
        public PaymentNotice? Notice { get; set; }
    }

    /// <summary>A refund that was asked for.</summary>
    internal sealed class Return(string outRefundNo, string outTradeNo, Fen amount, string channelId)
    {
        public string OutRefundNo => outRefundNo;

        public string OutTradeNo => outTradeNo;

        public Fen AmountFen => amount;

        public string ChannelId => channelId;

        public ChannelRefundState State { get; set; }

        public DateTimeOffset FinishAt { get; init; }

        public ChannelRefundState Ends { get; init; }
    }

    internal sealed record Message(string Path, object Content, DateTimeOffset DueAt);
}
