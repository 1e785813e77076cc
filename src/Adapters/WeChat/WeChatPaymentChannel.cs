using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;
using Microsoft.Extensions.Logging;

namespace Banyan.Adapters.WeChat;

/// <summary>WeChat Pay as the shop's payment channel.</summary>
internal sealed class WeChatPaymentChannel(
    WeChatOptions options,
    WeChatPayClient pay,
    JsapiSignature jsapi,
    WeChatPayNotifications notifications,
    ILogger<WeChatPaymentChannel> log
) : IPaymentChannel
{
    private const int MaxReason = 80;
    private static readonly Refusal s_paid = Refusal.Conflict("already_paid", "订单已经付款", "This order has been paid");
    private static readonly Refusal s_closed = Refusal.Conflict("order_closed", "订单已关闭，请重新下单", "This order is closed");
    private static readonly Refusal s_forged = new("not_from_wechat", 401, "签名验证失败", "The message is not WeChat's");
    private readonly string _base = options.NotifyBase.TrimEnd('/');

    public string Name => "wechat";

    public async Task<Result<string>> Prepay(PrepayOrder order, CancellationToken cancellation)
    {
        if (options.MerchantId.Length == 0)
        {
            log.LogWarning("WeChat Pay is not configured: nobody can pay.");
            return WeChatRefusals.Unreachable;
        }

        var request = new PrepayRequest
        {
            OutTradeNo = order.OutTradeNo,
            Description = order.Description,
            TotalFen = order.AmountFen,
            OpenId = order.PayerId,
            NotifyUrl = _base + ChannelMessages.PaymentPath,
            ExpiresAt = order.ExpiresAt.ToUnixTimeMilliseconds(),
        };
        try
        {
            return await pay.PrepayAsync(request, cancellation);
        }
        catch (WeChatException e) when (e is { Code: "ORDERPAID" or "ORDER_CLOSED" } or { Retryable: true })
        {
            if (e.Retryable)
            {
                log.LogWarning(e, "WeChat Pay did not take the order");
                return WeChatRefusals.Unreachable;
            }

            return e.Code == "ORDERPAID" ? s_paid : s_closed;
        }
    }

    public ClientPayment Sign(string prepayId, DateTimeOffset at)
    {
        var p = jsapi.Sign(prepayId, at);
        var payment = new JsapiPayment(p.AppId, p.TimeStamp, p.NonceStr, p.Package, p.SignType, p.PaySign);
        return new ClientPayment(payment, options.CashierUrl(prepayId));
    }

    public async Task<PaymentNotice?> Query(string outTradeNo, CancellationToken cancellation) =>
        NoticeOf(await pay.QueryByOutTradeNoAsync(outTradeNo, cancellation));

    public async Task<bool> Close(string outTradeNo, CancellationToken cancellation)
    {
        try
        {
            await pay.CloseAsync(outTradeNo, cancellation);
            return true;
        }
        catch (WeChatException e) when (e is { Code: "ORDERPAID" or "ORDER_CLOSED", Verified: true })
        {
            return e.Code == "ORDER_CLOSED";
        }
    }

    public async Task<RefundNotice> Refund(ChannelRefund refund, CancellationToken cancellation)
    {
        var request = new WeChatRefundRequest
        {
            OutTradeNo = refund.OutTradeNo,
            OutRefundNo = refund.OutRefundNo,
            RefundFen = refund.AmountFen,
            TotalFen = refund.TotalFen,
            Reason = refund.Reason.Length > MaxReason ? refund.Reason[..MaxReason] : refund.Reason,
            NotifyUrl = _base + ChannelMessages.RefundPath,
        };
        return NoticeOf(await pay.RefundAsync(request, cancellation));
    }

    public async Task<RefundNotice?> QueryRefund(string outRefundNo, CancellationToken cancellation) =>
        await pay.QueryRefundAsync(outRefundNo, cancellation) is { } refund ? NoticeOf(refund) : null;

    public Result<PaymentNotice> OpenPaymentNotice(ChannelMessage message) =>
        Open(message) is { Payment: { } payment } && NoticeOf(payment) is { } notice ? notice : s_forged;

    public Result<RefundNotice> OpenRefundNotice(ChannelMessage message) =>
        Open(message) is { Refund: { } refund } ? NoticeOf(refund) : s_forged;

    // The reason goes to the log only: telling a forger what gave him away would help him.
    private WeChatNotification? Open(ChannelMessage message)
    {
        var signature = WeChatSignature.From(name => message.Headers.GetValueOrDefault(name));
        switch (notifications.Verify(signature, message.Body.Span))
        {
            case NotificationVerdict.Accepted accepted:
                return accepted.Notification;
            case NotificationVerdict.Refused refused:
                log.LogWarning("A notification was refused: {Reason}", refused.Reason);
                return null;
            default:
                return null;
        }
    }

    private PaymentNotice? NoticeOf(WeChatPayment? payment) =>
        payment is { WasPaid: true, TransactionId: { } id, TotalFen: { } amount, PaidAt: { } paidAt }
            ? new PaymentNotice(payment.OutTradeNo, id, amount, DateTimeOffset.FromUnixTimeMilliseconds(paidAt), Name)
            : null;

    private static RefundNotice NoticeOf(WeChatRefund refund)
    {
        var state = refund.State switch
        {
            WeChatRefundState.Processing => ChannelRefundState.Processing,
            WeChatRefundState.Succeeded => ChannelRefundState.Succeeded,
            WeChatRefundState.Closed => ChannelRefundState.Closed,
            WeChatRefundState.Abnormal => ChannelRefundState.Abnormal,
            _ => throw new InvalidOperationException($"Unknown refund state {refund.State}."),
        };
        var at = refund.SucceededAt is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : (DateTimeOffset?)null;
        return new RefundNotice(refund.OutRefundNo, refund.RefundId, state, at);
    }
}
