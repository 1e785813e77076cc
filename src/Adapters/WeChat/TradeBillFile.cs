using System.Globalization;
using System.Text;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;

namespace Banyan.Adapters.WeChat;

/// <summary>
/// WeChat's trade bill (bill_type ALL) as a file: UTF-8 with a byte order mark, a Chinese header, one line for each payment and refund with
/// a backtick before each value, and two lines of sums at the end. Columns are found by name: WeChat has added some over the years.
/// </summary>
internal static class TradeBillFile
{
    private const string Mark = "`";
    private const string Between = ",`";
    private const string SumsHead = "总交易单数";
    private static readonly TimeSpan s_beijing = TimeSpan.FromHours(8);
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">The file is not a whole bill; the message says why and repeats no value of it.</exception>
    public static TradeBill Read(DateOnly day, byte[] bytes)
    {
        var lines = Text(bytes).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0).ToList();
        if (lines.Count < 3 || !lines[^2].StartsWith(SumsHead, StringComparison.Ordinal) || Values(lines[^1]).Length < 2)
        {
            throw new FormatException("The bill was cut short: the sums at its end are missing.");
        }

        var columns = new Columns(lines[0]);
        return new TradeBill(day, [.. lines.Skip(1).SkipLast(2).Select((line, at) => Line(columns, Values(line), at + 2))]);
    }

    private static string Text(byte[] bytes)
    {
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return s_strict.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("The bill is not in UTF-8.", e);
        }
    }

    /// <summary>The backtick is what separates: a product's name may have commas in it.</summary>
    private static string[] Values(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? line[Mark.Length..].Split(Between) : [];

    private static TradeBillLine Line(Columns columns, string[] values, int number)
    {
        if (values.Length != columns.Count)
        {
            throw new FormatException($"Line {number} has {values.Length} values under {columns.Count} columns.");
        }

        var isRefund = values[columns.TradeState] == "REFUND";
        return new TradeBillLine(
            isRefund ? BillLineKind.Refund : BillLineKind.Payment,
            Time(values[columns.Time], number),
            values[columns.OutTradeNo],
            values[columns.TransactionId],
            isRefund ? values[columns.OutRefundNo] : null,
            isRefund ? values[columns.RefundId] : null,
            Yuan(values[isRefund ? columns.RefundAmount : columns.OrderAmount], number),
            isRefund ? RefundStateOf(values[columns.RefundState], number) : TradeStateOf(values[columns.TradeState], number)
        );
    }

    private static BillLineState TradeStateOf(string text, int line) =>
        text switch
        {
            "SUCCESS" => BillLineState.Succeeded,
            "REVOKED" => BillLineState.Revoked,
            _ => throw new FormatException($"Line {line} has a state of trade that WeChat does not document."),
        };

    private static BillLineState RefundStateOf(string text, int line) =>
        text switch
        {
            "SUCCESS" => BillLineState.Succeeded,
            "PROCESSING" => BillLineState.Processing,
            "FAIL" or "CLOSED" or "CHANGE" or "ABNORMAL" => BillLineState.Failed,
            _ => throw new FormatException($"Line {line} has a state of refund that WeChat does not document."),
        };

    private static DateTimeOffset Time(string text, int line) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, s_beijing).ToUniversalTime()
            : throw new FormatException($"Line {line} has no time.");

    /// <summary>Yuan with up to two decimals, read as digits: money never passes through a fraction.</summary>
    private static Fen Yuan(string text, int line)
    {
        var parts = text.Split('.');
        var digits = parts switch
        {
            [var yuan] => yuan + "00",
            [var yuan, { Length: 1 or 2 } fen] => yuan + fen.PadRight(2, '0'),
            _ => "",
        };
        return parts[0].Length > 0 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? new Fen(amount)
            : throw new FormatException($"Line {line} has no amount.");
    }

    private sealed class Columns
    {
        private readonly string[] names;

        public Columns(string head)
        {
            names = [.. head.Split(',').Select(name => name.Trim().TrimStart('`'))];
            Time = Find("交易时间");
            TransactionId = Find("微信订单号");
            OutTradeNo = Find("商户订单号");
            TradeState = Find("交易状态");
            RefundId = Find("微信退款单号");
            OutRefundNo = Find("商户退款单号");
            RefundState = Find("退款状态");
            OrderAmount = Find("订单金额");
            RefundAmount = Find("申请退款金额");
        }

        public int Count => names.Length;

        public int Time { get; }

        public int TransactionId { get; }

        public int OutTradeNo { get; }

        public int TradeState { get; }

        public int RefundId { get; }

        public int OutRefundNo { get; }

        public int RefundState { get; }

        public int OrderAmount { get; }

        public int RefundAmount { get; }

        private int Find(string name) =>
            Array.IndexOf(names, name) is >= 0 and var at ? at : throw new FormatException($"The bill has no column {name}.");
    }
}
