using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Banyan.Engines.Nodes;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Host.Clock;

internal sealed record ClockAdvance(long AdvanceSeconds);

internal sealed record ClockView(DateTimeOffset Now);

/// <summary>Moves the demonstration's clock, the sandbox's with it, and answers when everything that became due is done.</summary>
internal sealed class AdvanceClock(
    DemoClock clock,
    SandboxClock sandbox,
    SystemValues values,
    Signals signals,
    Pump pump,
    Installation installation
)
{
    private const long MaxSeconds = 400L * 24 * 3600;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/demo/clock", Handle)
            .RequirePermission("demo.clock")
            .Produces<ClockView>()
            .WithName("AdvanceDemoClock")
            .WithTags("demo");

    private static async Task<IResult> Handle(ClockAdvance body, AdvanceClock advance, CancellationToken cancellation) =>
        (await advance.Run(body, cancellation).ConfigureAwait(false)).ToHttp();

    private async Task<Result<ClockView>> Run(ClockAdvance body, CancellationToken cancellation)
    {
        if (!installation.IsDemo)
        {
            return Refusal.NotFound;
        }

        if (Check.Body().Number(body.AdvanceSeconds, 0, MaxSeconds).ToRefusal() is { } refusal)
        {
            return refusal;
        }

        await clock.Advance(TimeSpan.FromSeconds(body.AdvanceSeconds), values, cancellation).ConfigureAwait(false);
        await signals.Tell(DemoClock.Topic, cancellation).ConfigureAwait(false);
        await sandbox.Follow(cancellation).ConfigureAwait(false);
        await pump.Drain(cancellation).ConfigureAwait(false);
        return new ClockView(clock.GetUtcNow());
    }
}
