using Banyan.Kernel;

namespace Banyan.Adapters.WeChat;

/// <summary>An order to be paid inside WeChat (JSAPI). Times are Unix milliseconds.</summary>
public sealed record PrepayRequest
{
    /// <summary>6–32 of digits, letters and <c>_-|*</c>; the same number with the same values is the same order.</summary>
    public required string OutTradeNo { get; init; }

    /// <summary>What the payer reads, ≤ 127 characters.</summary>
    public required string Description { get; init; }

    public required Fen TotalFen { get; init; }

    public required string OpenId { get; init; }

    /// <summary>https without a query.</summary>
    public required string NotifyUrl { get; init; }

    /// <summary>After this WeChat takes no payment.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>Comes back in queries and notifications, ≤ 128 characters.</summary>
    public string? Attach { get; init; }

    /// <summary>Freezes the money for profit sharing.</summary>
    public bool ProfitSharing { get; init; }
}

/// <summary>trade_state.</summary>
public enum WeChatTradeState
{
    NotPaid,
    Paying,
    Paid,

    /// <summary>Paid, and a refund was asked for since.</summary>
    Refunded,
    Closed,
    Revoked,
    Failed,
}

/// <summary>A payment as WeChat knows it; times are Unix milliseconds.</summary>
public sealed record WeChatPayment
{
    public required string OutTradeNo { get; init; }

    public string? TransactionId { get; init; }

    public required WeChatTradeState State { get; init; }

    /// <summary>What the order was to cost; null while WeChat does not tell (not paid yet).</summary>
    public Fen? TotalFen { get; init; }

    public string? OpenId { get; init; }

    public long? PaidAt { get; init; }

    public string Attach { get; init; } = "";

    /// <summary>Money has arrived, whatever became of it later.</summary>
    public bool WasPaid => State is WeChatTradeState.Paid or WeChatTradeState.Refunded;
}

/// <summary>Gives back a payment or a part of it.</summary>
public sealed record WeChatRefundRequest
{
    public required string OutTradeNo { get; init; }

    /// <summary>≤ 64 characters; must be used again when the same refund is tried again.</summary>
    public required string OutRefundNo { get; init; }

    public required Fen RefundFen { get; init; }

    /// <summary>What the whole order cost.</summary>
    public required Fen TotalFen { get; init; }

    /// <summary>Shown to the payer, ≤ 80 characters.</summary>
    public string? Reason { get; init; }

    public string? NotifyUrl { get; init; }
}

public enum WeChatRefundState
{
    /// <summary>Accepted; the result comes by notification or query.</summary>
    Processing,
    Succeeded,

    /// <summary>Will not be paid out; a new refund number is needed.</summary>
    Closed,

    /// <summary>The payer's account cannot take it; to be settled by hand.</summary>
    Abnormal,
}

/// <summary>A refund as WeChat knows it; times are Unix milliseconds.</summary>
public sealed record WeChatRefund
{
    public required string OutRefundNo { get; init; }

    public required string OutTradeNo { get; init; }

    public required string RefundId { get; init; }

    public string? TransactionId { get; init; }

    public required WeChatRefundState State { get; init; }

    public required Fen RefundFen { get; init; }

    public required Fen TotalFen { get; init; }

    public long? SucceededAt { get; init; }
}

/// <summary>Where a bill can be fetched for some minutes, and how to know that it is the right one.</summary>
public sealed record AnnouncedBill(string HashType, string HashValue, string DownloadUrl);
