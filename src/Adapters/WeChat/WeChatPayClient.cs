using System.Globalization;

namespace Banyan.Adapters.WeChat;

/// <summary>
/// WeChat Pay for one merchant: JSAPI orders, refunds and bills. Safe for many threads; every failure is a <see cref="WeChatException"/>.
/// </summary>
public sealed class WeChatPayClient(WeChatOptions options, HttpClient http)
{
    private readonly PayTransport _transport = new(options, http);

    /// <summary>
    /// Places the order and returns its prepay_id, which lives for two hours. To ask again for the same number, every value must be the
    /// same, the deadline to the second too.
    /// </summary>
    /// <exception cref="WeChatException">ORDERPAID, ORDER_CLOSED, INVALID_REQUEST (same number, other values), PARAM_ERROR …</exception>
    public async Task<string> PrepayAsync(PrepayRequest request, CancellationToken ct = default)
    {
        var body = new
        {
            appid = options.AppId,
            mchid = options.MerchantId,
            description = request.Description,
            out_trade_no = request.OutTradeNo,
            time_expire = WireTime.Write(request.ExpiresAt),
            attach = request.Attach,
            notify_url = request.NotifyUrl,
            amount = new { total = request.TotalFen, currency = "CNY" },
            payer = new { openid = request.OpenId },
            settle_info = request.ProfitSharing ? new { profit_sharing = true } : null,
        };
        var reply = await _transport.CallAsync<PrepayWire>(HttpMethod.Post, "/v3/pay/transactions/jsapi", body, ct);
        return reply.PrepayId is { Length: > 0 } prepayId ? prepayId : throw Unreadable("The answer has no prepay_id.");
    }

    /// <summary>The order as WeChat knows it, or null when WeChat (verifiably) does not know the number.</summary>
    public async Task<WeChatPayment?> QueryByOutTradeNoAsync(string outTradeNo, CancellationToken ct = default)
    {
        var target = $"/v3/pay/transactions/out-trade-no/{Uri.EscapeDataString(outTradeNo)}?mchid={options.MerchantId}";
        try
        {
            var reply = await _transport.CallAsync<TransactionWire>(HttpMethod.Get, target, null, ct);
            var own = reply.Mchid == options.MerchantId && reply.Appid == options.AppId && reply.OutTradeNo == outTradeNo;
            return own && reply.Read() is { } payment ? payment : throw Unreadable("The answer is about another order or incomplete.");
        }
        catch (WeChatException e) when (e is { Code: "ORDER_NOT_EXIST", Verified: true })
        {
            return null;
        }
    }

    /// <summary>After this no payment is taken; closing twice, or a number never used, is no error (but spends the number).</summary>
    /// <exception cref="WeChatException">ORDERPAID: it was paid meanwhile; query it.</exception>
    public Task CloseAsync(string outTradeNo, CancellationToken ct = default)
    {
        var target = $"/v3/pay/transactions/out-trade-no/{Uri.EscapeDataString(outTradeNo)}/close";
        return _transport.TellAsync(HttpMethod.Post, target, new { mchid = options.MerchantId }, ct);
    }

    /// <summary>Asks for a refund. Processing means accepted only. The same number again returns the same refund.</summary>
    public async Task<WeChatRefund> RefundAsync(WeChatRefundRequest request, CancellationToken ct = default)
    {
        var body = new
        {
            out_trade_no = request.OutTradeNo,
            out_refund_no = request.OutRefundNo,
            reason = request.Reason,
            notify_url = request.NotifyUrl,
            amount = new
            {
                refund = request.RefundFen,
                total = request.TotalFen,
                currency = "CNY",
            },
        };
        var reply = await _transport.CallAsync<RefundWire>(HttpMethod.Post, "/v3/refund/domestic/refunds", body, ct);
        return Own(reply, request.OutRefundNo);
    }

    /// <summary>The refund as WeChat knows it, or null when WeChat (verifiably) does not know the number.</summary>
    public async Task<WeChatRefund?> QueryRefundAsync(string outRefundNo, CancellationToken ct = default)
    {
        var target = $"/v3/refund/domestic/refunds/{Uri.EscapeDataString(outRefundNo)}";
        try
        {
            return Own(await _transport.CallAsync<RefundWire>(HttpMethod.Get, target, null, ct), outRefundNo);
        }
        catch (WeChatException e) when (e is { Code: "RESOURCE_NOT_EXISTS", Verified: true })
        {
            return null;
        }
    }

    /// <summary>Asks for a day's trade bill, of all payments and refunds.</summary>
    /// <exception cref="WeChatException">NO_STATEMENT_EXIST (nothing happened), STATEMENT_CREATING (too early) …</exception>
    public async Task<AnnouncedBill> ApplyTradeBillAsync(DateOnly day, CancellationToken ct = default)
    {
        var target = $"/v3/bill/tradebill?bill_date={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}&bill_type=ALL";
        var reply = await _transport.CallAsync<BillWire>(HttpMethod.Get, target, null, ct);
        return reply is { HashType.Length: > 0, HashValue.Length: > 0, DownloadUrl.Length: > 0 }
            ? new AnnouncedBill(reply.HashType, reply.HashValue, reply.DownloadUrl)
            : throw Unreadable("The answer announces no bill.");
    }

    /// <summary>The bytes of an announced bill. They are not signed: compare their hash with the announced one.</summary>
    public Task<byte[]> DownloadBillAsync(AnnouncedBill bill, CancellationToken ct = default) =>
        _transport.DownloadAsync(bill.DownloadUrl, ct);

    private static WeChatRefund Own(RefundWire reply, string outRefundNo) =>
        reply.Read() is { } refund && refund.OutRefundNo == outRefundNo
            ? refund
            : throw Unreadable("The answer is about another refund or incomplete.");

    private static WeChatException Unreadable(string why) =>
        new(WeChatException.ReplyUnreadable, why, 200, retryable: true) { Verified = true };

    private sealed record PrepayWire(string? PrepayId);

    private sealed record BillWire(string? HashType, string? HashValue, string? DownloadUrl);
}
