using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Banyan.WeChatSandbox.Keys;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Pay;

/// <summary>JSAPI orders: prepay, query by either number, close.</summary>
internal static partial class Transactions
{
    private const long PrepayLifeMs = 2 * 3600 * 1000L;

    public static void MapTransactions(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<SandboxKeys>();
        var clock = app.Services.GetRequiredService<SandboxClock>();
        var book = app.Services.GetRequiredService<PayBook>();
        app.MapPay("POST", "/v3/pay/transactions/jsapi", call => Prepay(call, book, keys, clock));
        app.MapPay("GET", "/v3/pay/transactions/out-trade-no/{no}", call => Query(call, keys, book.Find(call.Route("no"))));
        app.MapPay(
            "GET",
            "/v3/pay/transactions/id/{id}",
            call => Query(call, keys, book.TryFindByTransactionId(call.Route("id"), out var order) ? order : null)
        );
        app.MapPay("POST", "/v3/pay/transactions/out-trade-no/{no}/close", call => Close(call, book, keys, clock));
    }

    /// <summary>The order as queries and notifications show it.</summary>
    public static object Describe(PayOrder order, SandboxKeys keys) =>
        new
        {
            appid = keys.AppId,
            mchid = keys.MerchantId,
            order.OutTradeNo,
            order.TransactionId,
            trade_type = order.IsPaid ? "JSAPI" : null,
            trade_state = order.State,
            trade_state_desc = TradeState.Describe(order.State),
            bank_type = order.IsPaid ? "OTHERS" : null,
            attach = order.Attach ?? "",
            success_time = order.PaidAt is { } paidAt ? SandboxClock.Wire(paidAt) : null,
            payer = order.IsPaid ? new { openid = order.OpenId } : null,
            amount = new
            {
                total = order.TotalFen,
                payer_total = order.IsPaid ? order.TotalFen : (long?)null,
                currency = "CNY",
                payer_currency = order.IsPaid ? "CNY" : null,
            },
        };

    private static PayReply Prepay(PayCall call, PayBook book, SandboxKeys keys, SandboxClock clock)
    {
        var body = call.Json();
        if (body is null)
        {
            return PayReply.Error(400, "PARAM_ERROR", "请求体不是合法的JSON对象");
        }

        if (RefuseFields(body, keys, clock) is { } refusal)
        {
            return refusal;
        }

        var asked = Read(body, clock);
        return book.Change(asked.OutTradeNo, present => Place(present, asked, clock.NowMs));
    }

    // Same number and same parameters are the same order; anything else needs a new number.
    private static (PayOrder?, PayReply) Place(PayOrder? present, PayOrder asked, long nowMs)
    {
        if (present is null)
        {
            return (asked, PayReply.Ok(new { prepay_id = asked.PrepayId }));
        }

        if (present.NeverPlaced)
        {
            return (null, PayReply.Error(400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致"));
        }

        if (present.IsPaid)
        {
            return (null, PayReply.Error(400, "ORDERPAID", "该订单已支付"));
        }

        if (present.State == TradeState.Closed)
        {
            return (null, PayReply.Error(400, "ORDER_CLOSED", "订单已关闭"));
        }

        if (!present.SameParametersAs(asked))
        {
            return (null, PayReply.Error(400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致"));
        }

        var next = present.PrepayUntil > nowMs ? present : present with { PrepayId = asked.PrepayId, PrepayUntil = asked.PrepayUntil };
        return (next, PayReply.Ok(new { prepay_id = next.PrepayId }));
    }

    private static PayReply? RefuseFields(JsonObject body, SandboxKeys keys, SandboxClock clock)
    {
        var expires = body.Text("time_expire");
        return body switch
        {
            _ when body.Text("appid") is not { Length: > 0 } => PayReply.Parameter("/appid", "输入源“/body/appid”缺失"),
            _ when body.Text("mchid") is not { Length: > 0 } => PayReply.Parameter("/mchid", "输入源“/body/mchid”缺失"),
            _ when body.Text("mchid") != keys.MerchantId => PayReply.Error(400, "PARAM_ERROR", "商户号与签名的商户号不一致"),
            _ when body.Text("appid") != keys.AppId => PayReply.Error(400, "APPID_MCHID_NOT_MATCH", "AppID和mch_id不匹配，请检查后再试"),
            _ when !Within(body.Text("description"), 1, 127) => PayReply.Parameter("/description", "商品描述必填且不超过127个字符"),
            _ when !OutTradeNo().IsMatch(body.Text("out_trade_no") ?? "") => PayReply.Parameter(
                "/out_trade_no",
                "商户订单号须为6–32位数字、字母或_-|*"
            ),
            _ when body["attach"] is not null && !Within(body.Text("attach"), 0, 128) => PayReply.Parameter(
                "/attach",
                "附加数据不超过128个字符"
            ),
            _ when !NotifyAddress.IsAllowed(body.Text("notify_url")) => PayReply.Parameter(
                "/notify_url",
                "通知地址须为https且不能携带参数"
            ),
            _ when body["amount"] is not JsonObject => PayReply.Parameter("/amount", "输入源“/body/amount”缺失"),
            _ when (body["amount"] as JsonObject).Integer("total") is not (>= 1 and <= 100_000_000_00) => PayReply.Parameter(
                "/amount/total",
                "总金额须为大于0的整数，单位为分"
            ),
            _ when (body["amount"] as JsonObject).Text("currency") is not (null or "CNY") => PayReply.Parameter(
                "/amount/currency",
                "仅支持CNY"
            ),
            _ when !OpenId().IsMatch((body["payer"] as JsonObject).Text("openid") ?? "") => PayReply.Parameter(
                "/payer/openid",
                "无效的openid"
            ),
            _ when body["time_expire"] is not null && !TryTime(expires, out _) => PayReply.Parameter("/time_expire", "时间格式应为RFC3339"),
            _ when TryTime(expires, out var at) && at <= clock.NowMs => PayReply.Parameter("/time_expire", "订单失效时间不能早于当前时间"),
            _ => null,
        };
    }

    private static PayOrder Read(JsonObject body, SandboxClock clock) =>
        new()
        {
            OutTradeNo = body.Text("out_trade_no")!,
            PrepayId = Tokens.PrepayId(clock.NowMs),
            PrepayUntil = clock.NowMs + PrepayLifeMs,
            Description = body.Text("description")!,
            Attach = body.Text("attach"),
            NotifyUrl = body.Text("notify_url")!,
            TotalFen = (body["amount"] as JsonObject).Integer("total")!.Value,
            OpenId = (body["payer"] as JsonObject).Text("openid")!,
            TimeExpire = body.Text("time_expire"),
            ExpiresAt = TryTime(body.Text("time_expire"), out var at) ? at : null,
            CreatedAt = clock.NowMs,
        };

    private static PayReply Query(PayCall call, SandboxKeys keys, PayOrder? order)
    {
        if (call.Query("mchid") != keys.MerchantId)
        {
            return PayReply.Error(400, "PARAM_ERROR", "商户号mchid缺失或与签名的商户号不一致");
        }

        return order is null or { NeverPlaced: true }
            ? PayReply.Error(404, "ORDER_NOT_EXIST", "订单不存在")
            : PayReply.Ok(Describe(order, keys));
    }

    private static PayReply Close(PayCall call, PayBook book, SandboxKeys keys, SandboxClock clock)
    {
        if (call.Json().Text("mchid") != keys.MerchantId)
        {
            return PayReply.Error(400, "PARAM_ERROR", "商户号mchid缺失或与签名的商户号不一致");
        }

        var number = call.Route("no");
        if (!OutTradeNo().IsMatch(number))
        {
            return PayReply.Error(400, "PARAM_ERROR", "商户订单号格式错误");
        }

        return book.Change<PayReply>(
            number,
            present =>
                present switch
                {
                    { IsPaid: true } => (null, PayReply.Error(400, "ORDERPAID", "该订单已支付，不能关闭")),
                    // Closing a number that was never used succeeds and spends the number.
                    null => (PayOrder.Spent(number, clock.NowMs), PayReply.NoContent()),
                    { State: TradeState.Closed } => (null, PayReply.NoContent()),
                    _ => (present with { State = TradeState.Closed }, PayReply.NoContent()),
                }
        );
    }

    private static bool Within(string? text, int least, int most) => text is not null && text.Length >= least && text.Length <= most;

    private static bool TryTime(string? text, out long unixMs)
    {
        var parsed = DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        );
        unixMs = parsed ? time.ToUnixTimeMilliseconds() : 0;
        return parsed;
    }

    [GeneratedRegex(@"^[0-9A-Za-z_\-|*]{6,32}$", RegexOptions.None, 200)]
    internal static partial Regex OutTradeNo();

    [GeneratedRegex(@"^o[0-9A-Za-z_\-]{5,127}$", RegexOptions.None, 200)]
    private static partial Regex OpenId();
}
