using Banyan.WeChatSandbox.Pay;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Control;

/// <summary>Orders how refunds end.</summary>
/// <param name="Outcome">success, closed or abnormal.</param>
/// <param name="OutRefundNo">For this refund number only; without it for the next refunds that are asked for.</param>
/// <param name="DelayMs">How long it stays PROCESSING, by the sandbox's clock.</param>
/// <param name="Times">How many of the next refunds.</param>
internal sealed record RefundOutcomeCommand(string? Outcome, string? OutRefundNo, int DelayMs = 300, int Times = 1);

internal static class RefundControls
{
    public static void MapRefundControls(this WebApplication app)
    {
        var refunds = app.Services.GetRequiredService<RefundBook>();
        var desk = app.Services.GetRequiredService<RefundDesk>();
        var group = app.MapGroup("/sandbox/refunds");
        group.MapGet("", (int? limit) => Results.Ok(new { items = refunds.Latest(Math.Clamp(limit ?? 100, 1, 1000)).Select(View) }));
        group.MapPost("/outcome", (RefundOutcomeCommand command) => Plan(command, desk));
    }

    private static IResult Plan(RefundOutcomeCommand command, RefundDesk desk)
    {
        if (!RefundPlan.Outcomes.Contains(command.Outcome) || command is not { DelayMs: >= 0, Times: >= 1 and <= 1000 })
        {
            return Refusals.Invalid("outcome 只能是 success、closed、abnormal；delayMs 不小于 0；times 为 1–1000");
        }

        var plan = new RefundPlan(command.Outcome!, command.DelayMs);
        if (command.OutRefundNo is { } number)
        {
            desk.Plan(number, plan);
            return Results.NoContent();
        }

        for (var i = 0; i < command.Times; i++)
        {
            desk.PlanNext(plan);
        }

        return Results.NoContent();
    }

    private static object View(PayRefund refund) =>
        new
        {
            refund.OutRefundNo,
            refund.RefundId,
            refund.OutTradeNo,
            refund.TransactionId,
            refund.RefundFen,
            refund.TotalFen,
            refund.Reason,
            refund.Status,
            createdAt = DateTimeOffset.FromUnixTimeMilliseconds(refund.CreatedAt),
            finishedAt = refund.FinishedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null,
        };
}
