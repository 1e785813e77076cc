using Banyan.WeChatSandbox.Notify;
using Banyan.WeChatSandbox.Pay;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Control;

/// <summary>Pays an order as the shopper.</summary>
/// <param name="OutTradeNo">The order, or</param>
/// <param name="PrepayId">its prepay_id.</param>
/// <param name="Late">Pay although it expired or was closed.</param>
/// <param name="Notify">False: the merchant is never told.</param>
/// <param name="WaitSeconds">Answer only when the notification was answered, or after so long.</param>
internal sealed record PayCommand(string? OutTradeNo, string? PrepayId, bool Late = false, bool Notify = true, int WaitSeconds = 0);

/// <summary>A payment that does not succeed.</summary>
/// <param name="OutTradeNo">The order, or</param>
/// <param name="PrepayId">its prepay_id.</param>
/// <param name="Reason">Shown on the cashier page.</param>
/// <param name="Final">True: trade_state becomes PAYERROR instead of staying NOTPAY.</param>
internal sealed record FailCommand(string? OutTradeNo, string? PrepayId, string? Reason, bool Final = false);

internal sealed record ImportedPayment(string OutTradeNo, string? TransactionId, long TotalFen, string? OpenId, DateTimeOffset? PaidAt);

/// <summary>A refund that was paid out; its payment is imported with it or known.</summary>
internal sealed record ImportedRefund(string OutTradeNo, string OutRefundNo, string? RefundId, long RefundFen, DateTimeOffset? RefundedAt);

internal sealed record ImportCommand(IReadOnlyList<ImportedPayment>? Payments, IReadOnlyList<ImportedRefund>? Refunds);

/// <summary>Orders: list, pay, fail, import.</summary>
internal static class PaymentControls
{
    public static void MapPaymentControls(this WebApplication app)
    {
        var book = app.Services.GetRequiredService<PayBook>();
        var refunds = app.Services.GetRequiredService<RefundBook>();
        var cashier = app.Services.GetRequiredService<Cashier>();
        var clock = app.Services.GetRequiredService<SandboxClock>();
        var group = app.MapGroup("/sandbox");
        group.MapGet(
            "/orders",
            (string? state, int? limit) =>
                Results.Ok(new { items = book.Latest(Math.Clamp(limit ?? 100, 1, 1000), state).Where(o => !o.NeverPlaced).Select(View) })
        );
        group.MapGet("/orders/{no}", (string no) => book.Find(no) is { } order ? Results.Ok(View(order)) : Refusals.UnknownOrder());
        group.MapPost("/pay", (PayCommand command, CancellationToken ct) => PayAsync(command, book, cashier, ct));
        group.MapPost("/fail", (FailCommand command) => Fail(command, book, cashier));
        group.MapPost("/orders/import", (ImportCommand command) => Import(command, book, refunds, clock));
    }

    private static object View(PayOrder order) =>
        new
        {
            order.OutTradeNo,
            order.PrepayId,
            order.State,
            order.TotalFen,
            order.RefundedFen,
            order.Description,
            order.Attach,
            order.OpenId,
            order.NotifyUrl,
            order.TransactionId,
            order.LastFailure,
            createdAt = DateTimeOffset.FromUnixTimeMilliseconds(order.CreatedAt),
            payBefore = DateTimeOffset.FromUnixTimeMilliseconds(order.PayableUntil),
            paidAt = order.PaidAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null,
            cashierPath = "/cashier/" + order.PrepayId,
        };

    private static async Task<IResult> PayAsync(PayCommand command, PayBook book, Cashier cashier, CancellationToken ct)
    {
        if (Number(command.OutTradeNo, command.PrepayId, book) is not { } number)
        {
            return Refusals.UnknownOrder();
        }

        var attempt = cashier.Pay(number, command.Late, command.Notify);
        switch (attempt.Outcome)
        {
            case PayOutcome.Unknown:
                return Refusals.UnknownOrder();
            case PayOutcome.AlreadyPaid:
                return Refusals.Conflict("already_paid", "订单已支付");
            case PayOutcome.Expired:
                return Refusals.Conflict("order_expired", "订单已过期");
            case PayOutcome.Closed:
                return Refusals.Conflict("order_closed", "订单已关闭");
        }

        var told = await WaitAsync(attempt.Notification, Math.Clamp(command.WaitSeconds, 0, 60), ct);
        return Results.Ok(new { order = View(attempt.Order!), notification = told is null ? null : NotifyControls.View(told) });
    }

    private static async Task<Notification?> WaitAsync(Notification? notification, int seconds, CancellationToken ct)
    {
        for (var i = 0; notification?.State == DeliveryState.Waiting && i < seconds * 40; i++)
        {
            await Task.Delay(25, ct);
        }

        return notification;
    }

    private static IResult Fail(FailCommand command, PayBook book, Cashier cashier)
    {
        if (Number(command.OutTradeNo, command.PrepayId, book) is not { } number)
        {
            return Refusals.UnknownOrder();
        }

        return cashier.Fail(number, command.Reason ?? "余额不足", command.Final) is { } order
            ? Results.Ok(new { order = View(order) })
            : Refusals.Conflict("not_open", "订单已支付或已关闭");
    }

    private static IResult Import(ImportCommand command, PayBook book, RefundBook refunds, SandboxClock clock)
    {
        var (payments, given) = (command.Payments ?? [], command.Refunds ?? []);
        if (payments.Any(p => p.OutTradeNo is null || !Transactions.OutTradeNo().IsMatch(p.OutTradeNo) || p.TotalFen < 1))
        {
            return Refusals.Invalid("payments 的每一项都要有合法的 outTradeNo 和大于 0 的 totalFen");
        }

        var taken = payments.Count(p => book.Change(p.OutTradeNo, present => present is null ? (Imported(p, clock), true) : (null, false)));
        var refunded = given.Count(refund =>
            book.Change(
                refund.OutTradeNo,
                present => WithRefund(present, refund, refunds, clock) is { } next ? (next, true) : (null, false)
            )
        );
        return Results.Ok(
            new
            {
                imported = taken,
                known = payments.Count - taken,
                refunded,
            }
        );
    }

    /// <returns>The payment after the refund; null when there is no such payment, not so much of it, or the refund is known.</returns>
    private static PayOrder? WithRefund(PayOrder? order, ImportedRefund refund, RefundBook refunds, SandboxClock clock)
    {
        if (
            order is not { IsPaid: true }
            || refund.RefundFen < 1
            || order.RefundedFen + refund.RefundFen > order.TotalFen
            || refunds.Find(refund.OutRefundNo) is not null
        )
        {
            return null;
        }

        var at = refund.RefundedAt?.ToUnixTimeMilliseconds() ?? clock.NowMs;
        refunds.Save(
            new PayRefund
            {
                OutRefundNo = refund.OutRefundNo,
                RefundId = refund.RefundId ?? Tokens.RefundId(at),
                OutTradeNo = order.OutTradeNo,
                TransactionId = order.TransactionId ?? "",
                RefundFen = refund.RefundFen,
                TotalFen = order.TotalFen,
                CreatedAt = at,
                DueAt = at,
                Status = RefundStatus.Success,
                FinishedAt = at,
            }
        );
        return order with { State = TradeState.Refund, RefundedFen = order.RefundedFen + refund.RefundFen };
    }

    private static PayOrder Imported(ImportedPayment payment, SandboxClock clock)
    {
        var paidAt = payment.PaidAt?.ToUnixTimeMilliseconds() ?? clock.NowMs;
        return new PayOrder
        {
            OutTradeNo = payment.OutTradeNo,
            PrepayId = Tokens.PrepayId(paidAt),
            PrepayUntil = paidAt,
            Description = "导入的支付",
            NotifyUrl = "",
            TotalFen = payment.TotalFen,
            OpenId = payment.OpenId ?? "",
            CreatedAt = paidAt,
            State = TradeState.Success,
            TransactionId = payment.TransactionId ?? Tokens.TransactionId(paidAt),
            PaidAt = paidAt,
        };
    }

    private static string? Number(string? outTradeNo, string? prepayId, PayBook book) =>
        outTradeNo ?? (book.TryFindByPrepayId(prepayId ?? "", out var order) ? order.OutTradeNo : null);
}

internal static class Refusals
{
    public static IResult UnknownOrder() => Results.Json(new { code = "unknown_order", title = "没有这个订单" }, statusCode: 404);

    public static IResult Conflict(string code, string title) => Results.Json(new { code, title }, statusCode: 409);

    public static IResult Invalid(string title) => Results.Json(new { code = "invalid", title }, statusCode: 400);
}
