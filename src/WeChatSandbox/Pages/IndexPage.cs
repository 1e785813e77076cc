using Banyan.WeChatSandbox.Keys;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Pages;

/// <summary>Says what this is and leads to the open cashiers.</summary>
internal static class IndexPage
{
    private const int MaxOpen = 50;
    private const int MaxRecent = 20;

    public static void MapIndexPage(this WebApplication app)
    {
        var book = app.Services.GetRequiredService<PayBook>();
        var clock = app.Services.GetRequiredService<SandboxClock>();
        var keys = app.Services.GetRequiredService<SandboxKeys>();
        var options = app.Services.GetRequiredService<SandboxOptions>();
        app.MapGet(
            "/",
            (HttpContext http) =>
            {
                var now = clock.NowMs;
                var open = book.Latest(MaxOpen, TradeState.NotPaid).Where(o => o.PayableUntil > now);
                var recent = book.Latest(MaxRecent).Where(o => o is { State: not TradeState.NotPaid, NeverPlaced: false });
                var body = Template.Fill(
                    "index.html",
                    ("now", SandboxClock.Compact(now, "yyyy-MM-dd HH:mm:ss")),
                    ("mchid", keys.MerchantId),
                    ("host", options.HostAddress),
                    ("open", List(open, "现在没有待付款的订单。在商城下单后，这里会出现收银台的入口。")),
                    ("recent", List(recent, "还没有订单。"))
                );
                return Template.Page(http, "微信沙箱", body);
            }
        );
    }

    private static Markup List(IEnumerable<PayOrder> orders, string none)
    {
        var rows = orders.Select(Row).ToList();
        return rows.Count == 0 ? Template.Fill("empty.html", ("text", none)) : Template.Fill("orders.html", ("items", Template.Join(rows)));
    }

    private static Markup Row(PayOrder order) =>
        Template.Fill(
            "order.html",
            ("description", order.Description),
            ("number", order.OutTradeNo),
            ("state", TradeState.Describe(order.State)),
            ("time", SandboxClock.Compact(order.CreatedAt, "MM-dd HH:mm")),
            ("amount", Tokens.Yuan(order.TotalFen)),
            ("action", order.State == TradeState.NotPaid ? Template.Fill("topay.html", ("prepay", order.PrepayId)) : new Markup(""))
        );
}
