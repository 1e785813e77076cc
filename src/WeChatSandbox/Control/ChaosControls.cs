namespace Banyan.WeChatSandbox.Control;

/// <summary>Orders a disturbance.</summary>
/// <param name="Target">reply or notify.</param>
/// <param name="Kind">What happens; see README.</param>
/// <param name="Times">To how many messages.</param>
/// <param name="DelayMs">Real milliseconds to wait first.</param>
/// <param name="Path">Replies: only for paths that begin so.</param>
internal sealed record ChaosCommand(string? Target, string? Kind, int Times = 1, int DelayMs = 0, string? Path = null);

internal static class ChaosControls
{
    public static void MapChaosControls(this WebApplication app)
    {
        var chaos = app.Services.GetRequiredService<Chaos>();
        var group = app.MapGroup("/sandbox/chaos");
        group.MapGet("", () => Results.Ok(new { items = chaos.Waiting() }));
        group.MapDelete(
            "",
            () =>
            {
                chaos.Clear();
                return Results.NoContent();
            }
        );
        group.MapPost("", (ChaosCommand command) => Add(command, chaos));
    }

    private static IResult Add(ChaosCommand command, Chaos chaos)
    {
        var kinds = command.Target switch
        {
            "reply" => ReplyChaos.All,
            "notify" => NotifyChaos.All,
            _ => null,
        };
        if (kinds is null)
        {
            return Refusals.Invalid("target 只能是 reply 或 notify");
        }

        if (!kinds.Contains(command.Kind))
        {
            return Refusals.Invalid($"{command.Target} 的 kind 只能是 {string.Join("、", kinds)}");
        }

        if (command is not { Times: >= 1 and <= 10_000, DelayMs: >= 0 and <= 600_000 })
        {
            return Refusals.Invalid("times 为 1–10000，delayMs 为 0–600000");
        }

        return chaos.Add(new ChaosStep(command.Target!, command.Kind!, command.Times, command.DelayMs, command.Path))
            ? Results.NoContent()
            : Refusals.Conflict("too_many", "等待中的干扰太多，请先清空");
    }
}
