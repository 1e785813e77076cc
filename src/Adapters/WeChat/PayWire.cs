using System.Globalization;
using Banyan.Kernel;

namespace Banyan.Adapters.WeChat;

/// <summary>A transaction as it stands in answers and notifications.</summary>
internal sealed record TransactionWire(
    string? Appid,
    string? Mchid,
    string? OutTradeNo,
    string? TransactionId,
    string? TradeState,
    string? Attach,
    string? SuccessTime,
    PayerWire? Payer,
    AmountWire? Amount
)
{
    /// <summary>The payment, or null when something essential is missing.</summary>
    public WeChatPayment? Read()
    {
        if (OutTradeNo is null || StateOf(TradeState) is not { } state)
        {
            return null;
        }

        var paidAt = WireTime.Read(SuccessTime);
        var payment = new WeChatPayment
        {
            OutTradeNo = OutTradeNo,
            TransactionId = TransactionId,
            State = state,
            TotalFen = Amount?.Total,
            OpenId = Payer?.Openid,
            PaidAt = paidAt,
            Attach = Attach ?? "",
        };
        var complete = !payment.WasPaid || payment is { TransactionId.Length: > 0, TotalFen: not null, PaidAt: not null };
        return complete ? payment : null;
    }

    private static WeChatTradeState? StateOf(string? text) =>
        text switch
        {
            "NOTPAY" => WeChatTradeState.NotPaid,
            "USERPAYING" => WeChatTradeState.Paying,
            "SUCCESS" => WeChatTradeState.Paid,
            "REFUND" => WeChatTradeState.Refunded,
            "CLOSED" => WeChatTradeState.Closed,
            "REVOKED" => WeChatTradeState.Revoked,
            "PAYERROR" => WeChatTradeState.Failed,
            _ => null,
        };
}

internal sealed record PayerWire(string? Openid);

internal sealed record AmountWire(Fen? Total, Fen? Refund);

/// <summary>A refund: answers call its state status, notifications call it refund_status.</summary>
internal sealed record RefundWire(
    string? Mchid,
    string? OutTradeNo,
    string? TransactionId,
    string? OutRefundNo,
    string? RefundId,
    string? Status,
    string? RefundStatus,
    string? SuccessTime,
    AmountWire? Amount
)
{
    public WeChatRefund? Read()
    {
        var complete =
            OutRefundNo is not null && OutTradeNo is not null && RefundId is not null && Amount is { Total: not null, Refund: not null };
        return complete && StateOf(RefundStatus ?? Status) is { } state
            ? new WeChatRefund
            {
                OutRefundNo = OutRefundNo!,
                OutTradeNo = OutTradeNo!,
                RefundId = RefundId!,
                TransactionId = TransactionId,
                State = state,
                RefundFen = Amount!.Refund!.Value,
                TotalFen = Amount.Total!.Value,
                SucceededAt = WireTime.Read(SuccessTime),
            }
            : null;
    }

    private static WeChatRefundState? StateOf(string? text) =>
        text switch
        {
            "PROCESSING" => WeChatRefundState.Processing,
            "SUCCESS" => WeChatRefundState.Succeeded,
            "CLOSED" => WeChatRefundState.Closed,
            "ABNORMAL" => WeChatRefundState.Abnormal,
            _ => null,
        };
}

/// <summary>RFC 3339 with an offset, in Beijing time as WeChat writes it.</summary>
internal static class WireTime
{
    private static readonly TimeSpan s_beijing = TimeSpan.FromHours(8);

    public static string Write(long unixMs) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(unixMs)
            .ToOffset(s_beijing)
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static long? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : null;
}
