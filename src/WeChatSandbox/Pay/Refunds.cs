using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Banyan.WeChatSandbox.Keys;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Pay;

/// <summary>Domestic refunds: ask, query. The answer to asking only means "accepted"; <see cref="RefundDesk"/> finishes it later.</summary>
internal static partial class Refunds
{
    private const int MaxPerOrder = 50;
    private const long MaxAgeMs = 365L * 24 * 3600 * 1000;

    public static void MapRefunds(this WebApplication app)
    {
        var desk = app.Services.GetRequiredService<RefundDesk>();
        var book = app.Services.GetRequiredService<PayBook>();
        var refunds = app.Services.GetRequiredService<RefundBook>();
        var clock = app.Services.GetRequiredService<SandboxClock>();
        var settings = app.Services.GetRequiredService<SettingsStore>();
        var rules = new Rules(book, refunds, desk, clock, settings);
        app.MapPay("POST", "/v3/refund/domestic/refunds", call => Ask(call, rules));
        app.MapPay("GET", "/v3/refund/domestic/refunds/{no}", call => Query(refunds.Find(call.Route("no"))));
    }

    /// <summary>The refund as answers to asking and querying show it.</summary>
    public static object Describe(PayRefund refund) =>
        new
        {
            refund.RefundId,
            refund.OutRefundNo,
            refund.TransactionId,
            refund.OutTradeNo,
            channel = "ORIGINAL",
            user_received_account = "支付用户零钱",
            success_time = refund is { Status: RefundStatus.Success, FinishedAt: { } at } ? SandboxClock.Wire(at) : null,
            create_time = SandboxClock.Wire(refund.CreatedAt),
            status = refund.Status,
            funds_account = "AVAILABLE",
            amount = Amount(refund),
        };

    /// <summary>The refund inside a notification: other names than in an answer (refund_status), as at WeChat.</summary>
    public static object DescribeNotice(PayRefund refund, SandboxKeys keys) =>
        new
        {
            mchid = keys.MerchantId,
            refund.TransactionId,
            refund.OutTradeNo,
            refund.RefundId,
            refund.OutRefundNo,
            refund_status = refund.Status,
            success_time = refund is { Status: RefundStatus.Success, FinishedAt: { } at } ? SandboxClock.Wire(at) : null,
            user_received_account = "支付用户零钱",
            amount = new
            {
                total = refund.TotalFen,
                refund = refund.RefundFen,
                payer_total = refund.TotalFen,
                payer_refund = refund.RefundFen,
            },
        };

    private static object Amount(PayRefund refund) =>
        new
        {
            total = refund.TotalFen,
            refund = refund.RefundFen,
            payer_total = refund.TotalFen,
            payer_refund = refund.RefundFen,
            settlement_refund = refund.RefundFen,
            settlement_total = refund.TotalFen,
            discount_refund = 0,
            currency = "CNY",
        };

    private static PayReply Query(PayRefund? refund) =>
        refund is null ? PayReply.Error(404, "RESOURCE_NOT_EXISTS", "退款单不存在") : PayReply.Ok(Describe(refund));

    private static PayReply Ask(PayCall call, Rules rules)
    {
        var body = call.Json();
        if (body is null)
        {
            return PayReply.Error(400, "PARAM_ERROR", "请求体不是合法的JSON对象");
        }

        if (RefuseFields(body) is { } refusal)
        {
            return refusal;
        }

        var outTradeNo = body.Text("out_trade_no");
        if (body.Text("transaction_id") is { } id)
        {
            outTradeNo = rules.Book.TryFindByTransactionId(id, out var found) ? found.OutTradeNo : outTradeNo ?? "adopted-" + id;
        }

        return rules.Book.Change(outTradeNo!, present => Decide(body, rules.Adopt(present, outTradeNo!, body), rules));
    }

    private static (PayOrder?, PayReply) Decide(JsonObject body, PayOrder? order, Rules rules)
    {
        if (order is null || !order.IsPaid)
        {
            return (null, PayReply.Error(404, "RESOURCE_NOT_EXISTS", "订单不存在或未支付"));
        }

        var asked = Read(body, order, rules);
        if (rules.Refunds.Find(asked.OutRefundNo) is { } present)
        {
            return present.SameParametersAs(asked)
                ? (null, PayReply.Ok(Describe(present)))
                : (null, PayReply.Error(400, "INVALID_REQUEST", "订单金额或退款金额与之前请求不一致，请核实后再试"));
        }

        if (RefuseRefund(asked, order, rules) is { } refusal)
        {
            return (null, refusal);
        }

        var plan = rules.Desk.PlanFor(asked.OutRefundNo);
        var accepted = asked with { Outcome = plan.Outcome, DueAt = asked.CreatedAt + plan.DelayMs };
        rules.Refunds.Save(accepted);
        var next = order with { State = TradeState.Refund, RefundedFen = order.RefundedFen + accepted.RefundFen };
        return (next, PayReply.Ok(Describe(accepted)));
    }

    private static PayReply? RefuseRefund(PayRefund asked, PayOrder order, Rules rules)
    {
        var earlier = rules.Refunds.OfOrder(order.OutTradeNo);
        var spacingMs = rules.Settings.Current.RefundSpacingSeconds * 1000L;
        return asked switch
        {
            _ when asked.TotalFen != order.TotalFen => PayReply.Error(400, "INVALID_REQUEST", "订单金额与支付时不一致，请核实后再试"),
            _ when order.RefundedFen + asked.RefundFen > order.TotalFen => PayReply.Error(
                400,
                "INVALID_REQUEST",
                "申请退款金额大于订单可退金额"
            ),
            _ when asked.CreatedAt - order.PaidAt > MaxAgeMs => PayReply.Error(
                400,
                "INVALID_REQUEST",
                "交易时间超过一年的订单无法提交退款"
            ),
            _ when earlier.Count >= MaxPerOrder => PayReply.Error(400, "INVALID_REQUEST", "部分退款次数不能超过50次"),
            _ when spacingMs > 0 && earlier.Any(r => asked.CreatedAt - r.CreatedAt < spacingMs) => PayReply.Error(
                429,
                "FREQUENCY_LIMITED",
                "同一笔订单多次退款需间隔1分钟"
            ),
            _ => null,
        };
    }

    private static PayReply? RefuseFields(JsonObject body)
    {
        var amount = body["amount"] as JsonObject;
        return body switch
        {
            _ when body.Text("transaction_id") is null && body.Text("out_trade_no") is null => PayReply.Parameter(
                "/out_trade_no",
                "微信支付订单号与商户订单号至少填一个"
            ),
            _ when !OutRefundNo().IsMatch(body.Text("out_refund_no") ?? "") => PayReply.Parameter("/out_refund_no", "商户退款单号格式错误"),
            _ when body["reason"] is not null && body.Text("reason") is not { Length: <= 80 } => PayReply.Parameter(
                "/reason",
                "退款原因不超过80个字符"
            ),
            _ when body["notify_url"] is not null && !NotifyAddress.IsAllowed(body.Text("notify_url")) => PayReply.Parameter(
                "/notify_url",
                "通知地址须为https且不能携带参数"
            ),
            _ when amount.Integer("refund") is not >= 1 => PayReply.Parameter("/amount/refund", "退款金额须为大于0的整数，单位为分"),
            _ when amount.Integer("total") is not >= 1 => PayReply.Parameter("/amount/total", "原订单金额须为大于0的整数，单位为分"),
            _ when amount.Text("currency") is not "CNY" => PayReply.Parameter("/amount/currency", "退款币种必填，仅支持CNY"),
            _ => null,
        };
    }

    private static PayRefund Read(JsonObject body, PayOrder order, Rules rules)
    {
        var amount = body["amount"] as JsonObject;
        var now = rules.Clock.NowMs;
        return new PayRefund
        {
            OutRefundNo = body.Text("out_refund_no")!,
            RefundId = Tokens.RefundId(now),
            OutTradeNo = order.OutTradeNo,
            TransactionId = order.TransactionId!,
            RefundFen = amount.Integer("refund")!.Value,
            TotalFen = amount.Integer("total")!.Value,
            Reason = body.Text("reason"),
            NotifyUrl = body.Text("notify_url"),
            CreatedAt = now,
        };
    }

    [GeneratedRegex(@"^[0-9A-Za-z_\-|*@]{1,64}$", RegexOptions.None, 200)]
    private static partial Regex OutRefundNo();

    private sealed record Rules(PayBook Book, RefundBook Refunds, RefundDesk Desk, SandboxClock Clock, SettingsStore Settings)
    {
        /// <summary>
        /// Demo data is paid in-process, without this sandbox; with the setting on, such a payment is believed once it is to be refunded.
        /// </summary>
        public PayOrder? Adopt(PayOrder? present, string outTradeNo, JsonObject body) =>
            present is null && Settings.Current.AdoptUnknownPayments
                ? new PayOrder
                {
                    OutTradeNo = outTradeNo,
                    PrepayId = Tokens.PrepayId(Clock.NowMs),
                    PrepayUntil = Clock.NowMs,
                    Description = "演示数据",
                    NotifyUrl = "",
                    TotalFen = (body["amount"] as JsonObject).Integer("total") ?? 0,
                    OpenId = "",
                    CreatedAt = Clock.NowMs,
                    State = TradeState.Success,
                    TransactionId = body.Text("transaction_id") ?? Tokens.TransactionId(Clock.NowMs),
                    PaidAt = Clock.NowMs,
                }
                : present;
    }
}
