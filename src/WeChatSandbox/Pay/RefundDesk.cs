using System.Collections.Concurrent;
using Banyan.WeChatSandbox.Keys;
using Banyan.WeChatSandbox.Notify;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Pay;

/// <summary>How a refund is to end.</summary>
/// <param name="Outcome">success, closed or abnormal.</param>
/// <param name="DelayMs">How long the refund stays PROCESSING, by the sandbox's clock.</param>
internal sealed record RefundPlan(string Outcome, int DelayMs)
{
    public static readonly IReadOnlyList<string> Outcomes = ["success", "closed", "abnormal"];
}

/// <summary>Finishes accepted refunds when they are due and tells the merchant.</summary>
internal sealed class RefundDesk(
    PayBook book,
    RefundBook refunds,
    SettingsStore settings,
    SandboxClock clock,
    SandboxKeys keys,
    NotificationSender sender
) : BackgroundService
{
    private readonly ConcurrentDictionary<string, RefundPlan> _planned = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<RefundPlan> _next = new();

    /// <summary>Orders an outcome for one refund number.</summary>
    public void Plan(string outRefundNo, RefundPlan plan) => _planned[outRefundNo] = plan;

    /// <summary>Orders an outcome for the next refund that is asked for.</summary>
    public void PlanNext(RefundPlan plan) => _next.Enqueue(plan);

    public RefundPlan PlanFor(string outRefundNo) =>
        _planned.TryRemove(outRefundNo, out var planned) || _next.TryDequeue(out planned)
            ? planned
            : new RefundPlan(settings.Current.RefundOutcome, settings.Current.RefundDelayMs);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var refund in refunds.Due(clock.NowMs))
            {
                Finish(refund);
            }
        }
    }

    private void Finish(PayRefund refund)
    {
        var finished = refund with { Status = refund.Outcome.ToUpperInvariant(), FinishedAt = clock.NowMs };
        book.Change<bool>(
            refund.OutTradeNo,
            order =>
            {
                refunds.Save(finished);
                return (order is null ? null : After(order, finished), true);
            }
        );
        if (finished.NotifyUrl is { } url)
        {
            var summary = finished.Status switch
            {
                RefundStatus.Success => "退款成功",
                RefundStatus.Closed => "退款关闭",
                _ => "退款异常",
            };
            var subject = new NotificationSubject("REFUND." + finished.Status, "refund", summary, finished.OutTradeNo);
            sender.Enqueue(subject, url, Refunds.DescribeNotice(finished, keys));
        }
    }

    // A closed refund gives its amount back to what can still be refunded; an abnormal one keeps it until it is settled by hand.
    private PayOrder After(PayOrder order, PayRefund finished)
    {
        if (finished.Status != RefundStatus.Closed)
        {
            return order;
        }

        var left = order.RefundedFen - finished.RefundFen;
        var others = refunds.OfOrder(order.OutTradeNo).Any(r => r.Status != RefundStatus.Closed);
        return order with { RefundedFen = left, State = others ? TradeState.Refund : TradeState.Success };
    }
}
