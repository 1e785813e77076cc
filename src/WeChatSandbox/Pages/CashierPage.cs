using Banyan.WeChatSandbox.Pay;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Pages;

/// <summary>What a shopper would see in WeChat: pay, fail, give up, and back to the shop.</summary>
internal static class CashierPage
{
    private const string Merchant = "榕树商城（演示商户）";

    public static void MapCashierPage(this WebApplication app)
    {
        var book = app.Services.GetRequiredService<PayBook>();
        var clock = app.Services.GetRequiredService<SandboxClock>();
        var cashier = app.Services.GetRequiredService<Cashier>();
        var options = app.Services.GetRequiredService<SandboxOptions>();
        var group = app.MapGroup("/cashier");
        group.MapGet(
            "/{prepayId}",
            (string prepayId, HttpContext http) =>
            {
                var back = ReturnAddress.Allow(http.Request.Query["return"], options, http.Request);
                return book.TryFindByPrepayId(prepayId, out var order)
                    ? Show(http, order, prepayId, back, clock.NowMs)
                    : Unknown(http, back);
            }
        );
        foreach (var act in new[] { "pay", "fail" })
        {
            group.MapPost("/{prepayId}/" + act, (string prepayId, HttpContext http) => SubmitAsync(prepayId, act, http));
        }

        async Task<IResult> SubmitAsync(string prepayId, string act, HttpContext http)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (book.TryFindByPrepayId(prepayId, out var order) && order.PrepayId == prepayId)
            {
                Act(act, order, cashier);
            }

            // The result is shown by the page itself, so that reloading it pays nothing twice.
            var back = ReturnAddress.Allow(form["return"], options, http.Request);
            var query = back is null ? "" : "?return=" + Uri.EscapeDataString(back);
            return Results.LocalRedirect($"/cashier/{Uri.EscapeDataString(prepayId)}{query}");
        }
    }

    private static void Act(string act, PayOrder order, Cashier cashier)
    {
        if (act == "pay")
        {
            cashier.Pay(order.OutTradeNo);
        }
        else
        {
            cashier.Fail(order.OutTradeNo, "余额不足，支付没有成功", final: false);
        }
    }

    private static IResult Show(HttpContext http, PayOrder order, string prepayId, string? back, long nowMs) =>
        order switch
        {
            { IsPaid: true } => Result(http, "", "✓", "支付成功", order, back),
            { State: TradeState.Closed } => Result(http, "gray", "—", "订单已关闭", order, back),
            _ when order.PayableUntil <= nowMs || order.PrepayId != prepayId => Result(http, "gray", "!", "订单已过期", order, back),
            _ => Ask(http, order, back),
        };

    private static IResult Ask(HttpContext http, PayOrder order, string? back)
    {
        var notice = order.LastFailure is { } failure ? Template.Fill("notice.html", ("text", failure)) : new Markup("");
        var body = Template.Fill(
            "cashier.html",
            ("banner", Template.Fill("banner.html")),
            ("merchant", Merchant),
            ("amount", Tokens.Yuan(order.TotalFen)),
            ("description", order.Description),
            ("number", order.OutTradeNo),
            ("before", SandboxClock.Compact(order.PayableUntil, "MM-dd HH:mm")),
            ("notice", notice),
            ("prepay", order.PrepayId),
            ("return", back ?? ""),
            ("cancel", Link("", back ?? "/", "取消", "cancel"))
        );
        return Template.Page(http, "收银台 · 沙箱", body);
    }

    private static IResult Result(HttpContext http, string kind, string sign, string state, PayOrder order, string? back)
    {
        var details = Template.Fill(
            "details.html",
            ("merchant", Merchant),
            ("amount", Tokens.Yuan(order.TotalFen)),
            ("description", order.Description),
            ("number", order.OutTradeNo)
        );
        var hint = (order.IsPaid, back) switch
        {
            (true, not null) => "即将返回商家",
            (true, null) => "可以关闭本页",
            _ => "请回到商家重新下单",
        };
        var body = Template.Fill(
            "result.html",
            ("banner", Template.Fill("banner.html")),
            ("kind", kind),
            ("sign", sign),
            ("state", state),
            ("hint", hint),
            ("details", details),
            ("links", Link("primary", back ?? "/", back is null ? "沙箱首页" : "返回商家", "return"))
        );
        return Template.Page(http, state + " · 沙箱", body, refreshTo: order.IsPaid ? back : null);
    }

    private static IResult Unknown(HttpContext http, string? back)
    {
        var body = Template.Fill(
            "result.html",
            ("banner", Template.Fill("banner.html")),
            ("kind", "bad"),
            ("sign", "!"),
            ("state", "没有这笔订单"),
            ("hint", "请回到商家重新下单"),
            ("details", new Markup("")),
            ("links", Link("primary", back ?? "/", back is null ? "沙箱首页" : "返回商家", "return"))
        );
        return Template.Page(http, "没有这笔订单 · 沙箱", body, status: 404);
    }

    private static Markup Link(string kind, string url, string text, string id) =>
        Template.Fill("link.html", ("kind", kind), ("url", url), ("text", text), ("id", id));
}
