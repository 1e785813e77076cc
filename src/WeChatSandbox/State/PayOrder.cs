namespace Banyan.WeChatSandbox.State;

/// <summary>trade_state as WeChat writes it.</summary>
internal static class TradeState
{
    public const string NotPaid = "NOTPAY";
    public const string Success = "SUCCESS";
    public const string Refund = "REFUND";
    public const string Closed = "CLOSED";
    public const string PayError = "PAYERROR";

    public static string Describe(string state) =>
        state switch
        {
            NotPaid => "订单未支付",
            Success => "支付成功",
            Refund => "订单发生过退款",
            Closed => "订单已关闭",
            _ => "支付失败",
        };
}

internal sealed record PayOrder
{
    public required string OutTradeNo { get; init; }
    public required string PrepayId { get; init; }

    /// <summary>A prepay_id lives for two hours, whatever the order's own deadline.</summary>
    public required long PrepayUntil { get; init; }

    public required string Description { get; init; }
    public string? Attach { get; init; }
    public required string NotifyUrl { get; init; }
    public required long TotalFen { get; init; }
    public required string OpenId { get; init; }

    /// <summary>time_expire as it was sent: part of the parameters that may not change.</summary>
    public string? TimeExpire { get; init; }

    public long? ExpiresAt { get; init; }
    public required long CreatedAt { get; init; }
    public string State { get; init; } = TradeState.NotPaid;
    public string? TransactionId { get; init; }
    public long? PaidAt { get; init; }
    public string? LastFailure { get; init; }

    /// <summary>Refunded and being refunded, in fen.</summary>
    public long RefundedFen { get; init; }

    /// <summary>The number was closed before it was ever used; WeChat accepts that and the number is spent.</summary>
    public bool NeverPlaced { get; init; }

    public static PayOrder Spent(string outTradeNo, long nowMs) =>
        new()
        {
            OutTradeNo = outTradeNo,
            PrepayId = "",
            PrepayUntil = nowMs,
            Description = "",
            NotifyUrl = "",
            TotalFen = 0,
            OpenId = "",
            CreatedAt = nowMs,
            State = TradeState.Closed,
            NeverPlaced = true,
        };

    public bool IsPaid => State is TradeState.Success or TradeState.Refund;

    public long PayableUntil => Math.Min(ExpiresAt ?? long.MaxValue, PrepayUntil);

    public bool SameParametersAs(PayOrder other) =>
        Description == other.Description
        && Attach == other.Attach
        && NotifyUrl == other.NotifyUrl
        && TotalFen == other.TotalFen
        && OpenId == other.OpenId
        && TimeExpire == other.TimeExpire;
}
