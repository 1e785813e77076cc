using Banyan.Kernel;

namespace Banyan.Commerce.Payments.Contracts;

/// <summary>What the channel says of a day: its bill, to be held against our own rows.</summary>
public interface ITradeBills
{
    /// <summary>As in <see cref="Payment.Channel"/>.</summary>
    string Channel { get; }

    /// <summary>The bill of a day that is over, of the whole merchant account: several shops may share one.</summary>
    /// <returns>
    /// A bill without lines when nothing happened; <see cref="BillRefusals"/> when it is not made yet, cannot be had or cannot be believed.
    /// </returns>
    Task<Result<TradeBill>> Fetch(DateOnly day, CancellationToken cancellation);
}

public sealed record TradeBill(DateOnly Day, IReadOnlyList<TradeBillLine> Lines);

public enum BillLineKind
{
    Payment,
    Refund,
}

public enum BillLineState
{
    Succeeded,

    /// <summary>A refund that the channel accepted and had not finished when the bill was made.</summary>
    Processing,

    /// <summary>A refund that will not be paid out.</summary>
    Failed,

    /// <summary>A payment that was taken back.</summary>
    Revoked,
}

/// <summary>One payment or one refund in the bill.</summary>
/// <param name="AmountFen">What the order cost, or what was asked back: before any discount of the channel's own.</param>
/// <param name="OutRefundNo">Our number of the refund; null for payments.</param>
/// <param name="ChannelRefundId">The channel's number of the refund; null for payments.</param>
public sealed record TradeBillLine(
    BillLineKind Kind,
    DateTimeOffset At,
    string OutTradeNo,
    string TransactionId,
    string? OutRefundNo,
    string? ChannelRefundId,
    Fen AmountFen,
    BillLineState State
)
{
    /// <summary>The number that this line is about.</summary>
    public string No => OutRefundNo ?? OutTradeNo;
}

public static class BillRefusals
{
    public static readonly Refusal NotReady = Refusal.Conflict(
        "bill_not_ready",
        "账单还没有生成，微信在次日 10 点后提供",
        "The bill is not made yet; WeChat has it after ten the next morning"
    );

    public static readonly Refusal NoChannel = Refusal.Conflict(
        "no_bill_channel",
        "还没有配置微信支付，没有账单可以核对",
        "WeChat Pay is not configured: there are no bills"
    );

    public static readonly Refusal Broken = new(
        "bill_broken",
        502,
        "收到的账单不完整或校验不符，请稍后再试",
        "The bill that came is incomplete or not what WeChat announced"
    );
}
