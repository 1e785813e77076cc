using System.Collections.Concurrent;
using System.Globalization;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;

namespace Banyan.Host.Demo.Seed;

/// <summary>
/// Stands where WeChat Pay stands while the past is written: payments and refunds are known here, and their verified content is handed to
/// what lies behind the signature check. There are no messages to open.
/// </summary>
internal sealed class SeedChannel(SeedClock clock) : IPaymentChannel, ITradeBills
{
    private readonly ConcurrentDictionary<string, PaymentNotice> paid = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SeedRefund> refunds = new(StringComparer.Ordinal);
    private long number;

    public string Name => "wechat";

    public string Channel => Name;

    /// <summary>Everything that was paid, for whoever stands here when the past is over.</summary>
    public IReadOnlyCollection<PaymentNotice> Payments => [.. paid.Values];

    public IReadOnlyCollection<SeedRefund> Refunds => [.. refunds.Values];

    public PaymentNotice Pay(string outTradeNo, Fen amount) =>
        paid.GetOrAdd(outTradeNo, no => new PaymentNotice(no, NextNumber("42000024"), amount, clock.GetUtcNow(), Name));

    public Task<Result<string>> Prepay(PrepayOrder order, CancellationToken cancellation) =>
        Task.FromResult<Result<string>>("wx" + order.OutTradeNo);

    public ClientPayment Sign(string prepayId, DateTimeOffset at) =>
        new(new JsapiPayment("", "", "", "prepay_id=" + prepayId, "RSA", ""), CashierUrl: null);

    public Task<PaymentNotice?> Query(string outTradeNo, CancellationToken cancellation) =>
        Task.FromResult(paid.GetValueOrDefault(outTradeNo));

    public Task<bool> Close(string outTradeNo, CancellationToken cancellation) => Task.FromResult(!paid.ContainsKey(outTradeNo));

    public Task<RefundNotice> Refund(ChannelRefund refund, CancellationToken cancellation) =>
        Task.FromResult(
            refunds
                .GetOrAdd(
                    refund.OutRefundNo,
                    no => new SeedRefund(
                        refund,
                        new RefundNotice(no, NextNumber("50300024"), ChannelRefundState.Succeeded, clock.GetUtcNow())
                    )
                )
                .Notice
        );

    public Task<RefundNotice?> QueryRefund(string outRefundNo, CancellationToken cancellation) =>
        Task.FromResult(refunds.GetValueOrDefault(outRefundNo)?.Notice);

    public Task<Result<TradeBill>> Fetch(DateOnly day, CancellationToken cancellation)
    {
        var payments = paid
            .Values.Where(notice => notice.PaidAt.ShopDay() == day)
            .Select(notice => new TradeBillLine(
                BillLineKind.Payment,
                notice.PaidAt,
                notice.OutTradeNo,
                notice.TransactionId,
                null,
                null,
                notice.AmountFen,
                BillLineState.Succeeded
            ));
        var given = refunds
            .Values.Where(refund => refund.At.ShopDay() == day)
            .Select(refund => new TradeBillLine(
                BillLineKind.Refund,
                refund.At,
                refund.Asked.OutTradeNo,
                paid[refund.Asked.OutTradeNo].TransactionId,
                refund.Asked.OutRefundNo,
                refund.Notice.ChannelRefundId,
                refund.Asked.AmountFen,
                BillLineState.Succeeded
            ));
        return Task.FromResult<Result<TradeBill>>(new TradeBill(day, [.. payments, .. given]));
    }

    public Result<PaymentNotice> OpenPaymentNotice(ChannelMessage message) => throw Silent();

    public Result<RefundNotice> OpenRefundNotice(ChannelMessage message) => throw Silent();

    private static NotSupportedException Silent() => new("The seed's channel speaks to nobody.");

    private string NextNumber(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{clock.GetUtcNow():yyyyMMdd}{Interlocked.Increment(ref number):D12}");
}

/// <summary>A refund that the seed's channel gave, at once.</summary>
internal sealed record SeedRefund(ChannelRefund Asked, RefundNotice Notice)
{
    public DateTimeOffset At => Notice.SucceededAt!.Value;
}
