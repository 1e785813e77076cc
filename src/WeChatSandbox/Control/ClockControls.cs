namespace Banyan.WeChatSandbox.Control;

/// <summary>Moves the sandbox's clock; one of the two.</summary>
/// <param name="AdvanceSeconds">Moves the clock from where it is.</param>
/// <param name="OffsetSeconds">Or puts it so far ahead of the machine's clock.</param>
internal sealed record ClockCommand(double? AdvanceSeconds, double? OffsetSeconds);

internal static class ClockControls
{
    private const double MostSeconds = 50d * 365 * 24 * 3600;

    public static void MapClockControls(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<SandboxClock>();
        var group = app.MapGroup("/sandbox/clock");
        group.MapGet("", () => Results.Ok(View(clock)));
        group.MapPost("", (ClockCommand command) => Move(command, clock));
    }

    private static IResult Move(ClockCommand command, SandboxClock clock)
    {
        var target = command switch
        {
            { OffsetSeconds: { } offset, AdvanceSeconds: null } => offset,
            { OffsetSeconds: null, AdvanceSeconds: { } advance } => (clock.OffsetMs / 1000d) + advance,
            _ => double.NaN,
        };
        if (!(Math.Abs(target) <= MostSeconds))
        {
            return Refusals.Invalid("advanceSeconds 与 offsetSeconds 二选一，且不超过 50 年");
        }

        clock.OffsetMs = (long)(target * 1000);
        return Results.Ok(View(clock));
    }

    private static object View(SandboxClock clock) => new { now = clock.GetUtcNow(), offsetSeconds = clock.OffsetMs / 1000d };
}
