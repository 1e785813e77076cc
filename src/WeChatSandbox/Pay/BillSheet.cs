using System.Globalization;
using System.Text;
using Banyan.WeChatSandbox.Keys;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Pay;

/// <summary>
/// A day's trade bill as WeChat writes it: every payment that succeeded and every refund that was accepted on the day, in Beijing time.
/// </summary>
internal sealed class BillSheet(PayBook book, RefundBook refunds, BillChanges changes, SandboxKeys keys)
{
    private const string Heads =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
        + "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
        + "订单金额,申请退款金额,费率备注";

    private const string SumHeads = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

    private const string Nothing = "0.00";

    /// <summary>The file, or null when nothing happened.</summary>
    public byte[]? Write(long fromMs, long untilMs)
    {
        var orders = book.Latest(int.MaxValue).ToDictionary(order => order.OutTradeNo, StringComparer.Ordinal);
        List<Entry> entries =
        [
            .. orders
                .Values.Where(order => order is { IsPaid: true, PaidAt: { } at } && at >= fromMs && at < untilMs)
                .Select(order => Altered(new Entry(order.PaidAt!.Value, order, null, order.TotalFen, "SUCCESS"))),
            .. refunds
                .Latest(int.MaxValue)
                .Where(refund => refund.CreatedAt >= fromMs && refund.CreatedAt < untilMs)
                .Where(refund => orders.ContainsKey(refund.OutTradeNo))
                .Select(refund =>
                    Altered(new Entry(refund.CreatedAt, orders[refund.OutTradeNo], refund, refund.RefundFen, StateOf(refund)))
                ),
        ];
        var lines = entries.Where(entry => !entry.Dropped).OrderBy(entry => entry.At).ToList();
        return entries.Count == 0 ? null : Bytes(lines);
    }

    private static string StateOf(PayRefund refund) =>
        refund.Status switch
        {
            RefundStatus.Success => "SUCCESS",
            RefundStatus.Processing => "PROCESSING",
            _ => "FAIL",
        };

    private Entry Altered(Entry entry) =>
        changes.For(entry.Refund?.OutRefundNo ?? entry.Order.OutTradeNo) is { } change
            ? entry with
            {
                Dropped = change.Drop,
                AmountFen = change.AmountFen ?? entry.AmountFen,
                State = change.State ?? entry.State,
            }
            : entry;

    private byte[] Bytes(IReadOnlyList<Entry> entries)
    {
        var paid = entries.Where(entry => entry.Refund is null).Sum(entry => entry.AmountFen);
        var refunded = entries.Where(entry => entry.Refund is not null).Sum(entry => entry.AmountFen);
        string[] sums =
        [
            entries.Count.ToString(CultureInfo.InvariantCulture),
            Yuan(paid),
            Yuan(refunded),
            Nothing,
            Nothing,
            Yuan(paid),
            Yuan(refunded),
        ];
        var text = new StringBuilder().Append(Heads).Append("\r\n");
        foreach (var entry in entries)
        {
            text.Append(Line(Cells(entry)));
        }

        text.Append(SumHeads).Append("\r\n").Append(Line(sums));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private string[] Cells(Entry entry)
    {
        var (order, refund) = (entry.Order, entry.Refund);
        return
        [
            SandboxClock.Compact(entry.At, "yyyy-MM-dd HH:mm:ss"),
            keys.AppId,
            keys.MerchantId,
            "0",
            "",
            order.TransactionId ?? "",
            order.OutTradeNo,
            order.OpenId,
            "JSAPI",
            refund is null ? entry.State : "REFUND",
            "OTHERS",
            "CNY",
            refund is null ? Yuan(entry.AmountFen) : Nothing,
            Nothing,
            refund?.RefundId ?? "0",
            refund?.OutRefundNo ?? "0",
            refund is null ? Nothing : Yuan(entry.AmountFen),
            Nothing,
            refund is null ? "" : "ORIGINAL",
            refund is null ? "" : entry.State,
            order.Description,
            order.Attach ?? "",
            Nothing,
            "0.60%",
            refund is null ? Yuan(entry.AmountFen) : Nothing,
            refund is null ? Nothing : Yuan(entry.AmountFen),
            "",
        ];
    }

    private static string Line(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(cell => '`' + cell.ReplaceLineEndings(" ").Replace('`', '\''))) + "\r\n";

    private static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"{fen / 100}.{fen % 100:00}");

    private sealed record Entry(long At, PayOrder Order, PayRefund? Refund, long AmountFen, string State)
    {
        public bool Dropped { get; init; }
    }
}
