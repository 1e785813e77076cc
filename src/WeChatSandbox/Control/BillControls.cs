using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Control;

/// <summary>Bills that lie: a line left out, another amount, another state. A line too many is an imported payment.</summary>
internal static class BillControls
{
    private static readonly string[] s_states = ["SUCCESS", "REVOKED", "PROCESSING", "FAIL"];

    public static void MapBillControls(this WebApplication app)
    {
        var changes = app.Services.GetRequiredService<BillChanges>();
        var group = app.MapGroup("/sandbox/bills/alter");
        group.MapPost("", (BillChange change) => Alter(change, changes));
        group.MapDelete(
            "",
            () =>
            {
                changes.Clear();
                return Results.NoContent();
            }
        );
    }

    private static IResult Alter(BillChange change, BillChanges changes)
    {
        if (change is not { Number.Length: > 0, AmountFen: null or >= 0 } || (change.State is { } state && !s_states.Contains(state)))
        {
            return Refusals.Invalid($"number 必填；amountFen 不小于 0；state 只能是 {string.Join("、", s_states)}");
        }

        changes.Order(change);
        return Results.NoContent();
    }
}
