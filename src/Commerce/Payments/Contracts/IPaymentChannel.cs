using Banyan.Kernel;

namespace Banyan.Commerce.Payments.Contracts;

/// <summary>
/// A way to take money and to give it back, outside of us. Every call may be repeated with the same number; an exception means
/// that the outcome is unknown and the same call must be made again.
/// </summary>
public interface IPaymentChannel
{
    /// <summary>Such as <c>wechat</c>; kept with each payment.</summary>
    string Name { get; }

    /// <summary>Prepares a payment at the channel.</summary>
    /// <returns>
    /// The prepayment's id, valid until <see cref="PrepayOrder.ExpiresAt"/> at most, or a refusal (closed there, paid there).
    /// </returns>
    Task<Result<string>> Prepay(PrepayOrder order, CancellationToken cancellation);

    /// <summary>What the client needs to open the payment.</summary>
    ClientPayment Sign(string prepayId, DateTimeOffset at);

    /// <summary>The payment if the channel has received it; null if not (yet).</summary>
    Task<PaymentNotice?> Query(string outTradeNo, CancellationToken cancellation);

    /// <summary>Makes sure that nothing can be paid under this number any more.</summary>
    /// <returns>False when it was paid meanwhile: query it.</returns>
    Task<bool> Close(string outTradeNo, CancellationToken cancellation);

    /// <summary>Asks for a refund; the same number again gives the same refund.</summary>
    Task<RefundNotice> Refund(ChannelRefund refund, CancellationToken cancellation);

    /// <summary>The refund as the channel knows it; null if it never heard of it.</summary>
    Task<RefundNotice?> QueryRefund(string outRefundNo, CancellationToken cancellation);

    /// <summary>
    /// Checks the signature over the raw bytes and opens the content; anything forged, stale or foreign is refused with 401.
    /// </summary>
    Result<PaymentNotice> OpenPaymentNotice(ChannelMessage message);

    /// <summary>As <see cref="OpenPaymentNotice"/>, for refunds.</summary>
    Result<RefundNotice> OpenRefundNotice(ChannelMessage message);
}

/// <param name="Description">At most 127 characters.</param>
/// <param name="PayerId">The member's openid.</param>
public sealed record PrepayOrder(string OutTradeNo, string Description, Fen AmountFen, string PayerId, DateTimeOffset ExpiresAt);

/// <summary>Parameters of wx.requestPayment, and in a demonstration the sandbox's cashier page.</summary>
public sealed record ClientPayment(JsapiPayment Jsapi, string? CashierUrl);

public sealed record JsapiPayment(string AppId, string TimeStamp, string NonceStr, string Package, string SignType, string PaySign);

/// <summary>Verified: this much was paid.</summary>
public sealed record PaymentNotice(string OutTradeNo, string TransactionId, Fen AmountFen, DateTimeOffset PaidAt, string Channel);

public sealed record ChannelRefund(string OutTradeNo, string OutRefundNo, Fen AmountFen, Fen TotalFen, string Reason);

public enum ChannelRefundState
{
    Processing,
    Succeeded,
    Closed,
    Abnormal,
}

/// <summary>Verified: what became of a refund.</summary>
public sealed record RefundNotice(string OutRefundNo, string ChannelRefundId, ChannelRefundState State, DateTimeOffset? SucceededAt);

/// <summary>A message from the channel exactly as it came.</summary>
public sealed record ChannelMessage(IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
