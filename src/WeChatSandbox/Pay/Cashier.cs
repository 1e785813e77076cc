using Banyan.WeChatSandbox.Keys;
using Banyan.WeChatSandbox.Notify;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Pay;

internal enum PayOutcome
{
    Paid,
    AlreadyPaid,
    Expired,
    Closed,
    Unknown,
}

/// <summary>What came of a payment.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Order">The order as it stands now.</param>
/// <param name="Notification">The notification that tells the merchant, when one is sent.</param>
internal sealed record PayAttempt(PayOutcome Outcome, PayOrder? Order, Notification? Notification = null);

/// <summary>The shopper's side: paying or failing to pay, from the cashier page or from the control API.</summary>
internal sealed class Cashier(PayBook book, SandboxClock clock, SandboxKeys keys, NotificationSender sender)
{
    /// <summary>Pays an order.</summary>
    /// <param name="outTradeNo">The order.</param>
    /// <param name="late">Pay although the order expired or was closed: the money was already on its way.</param>
    /// <param name="notify">False: the notification is never sent; the merchant has to ask.</param>
    public PayAttempt Pay(string outTradeNo, bool late = false, bool notify = true)
    {
        var now = clock.NowMs;
        var attempt = book.Change(outTradeNo, order => Decide(order, late, now));
        if (attempt is not { Outcome: PayOutcome.Paid, Order: { } paid } || !notify)
        {
            return attempt;
        }

        return attempt with
        {
            Notification = Tell(paid),
        };
    }

    public PayOrder? Fail(string outTradeNo, string reason, bool final) =>
        book.Change<PayOrder?>(
            outTradeNo,
            order =>
            {
                var open = order is { State: TradeState.NotPaid or TradeState.PayError };
                var next = open ? order! with { LastFailure = reason, State = final ? TradeState.PayError : order.State } : null;
                return (next, next);
            }
        );

    /// <summary>Tells the merchant of a payment in a notification of its own.</summary>
    public Notification Tell(PayOrder paid)
    {
        var subject = new NotificationSubject("TRANSACTION.SUCCESS", "transaction", "支付成功", paid.OutTradeNo);
        return sender.Enqueue(subject, paid.NotifyUrl, Transactions.Describe(paid, keys));
    }

    private static (PayOrder?, PayAttempt) Decide(PayOrder? order, bool late, long now)
    {
        switch (order)
        {
            case null or { NeverPlaced: true }:
                return (null, new PayAttempt(PayOutcome.Unknown, null));
            case { IsPaid: true }:
                return (null, new PayAttempt(PayOutcome.AlreadyPaid, order));
            case { State: TradeState.Closed } when !late:
                return (null, new PayAttempt(PayOutcome.Closed, order));
            case var open when open.PayableUntil <= now && !late:
                return (null, new PayAttempt(PayOutcome.Expired, order));
            default:
                var paid = order with
                {
                    State = TradeState.Success,
                    PaidAt = now,
                    TransactionId = Tokens.TransactionId(now),
                    LastFailure = null,
                };
                return (paid, new PayAttempt(PayOutcome.Paid, paid));
        }
    }
}
