using Banyan.Engines.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Engines.Jobs;

/// <summary>The heartbeat of a node: sweeps deadlines and runs due jobs, again and again.</summary>
public sealed class Pump(
    JobRunner jobs,
    JobFigures figures,
    IEnumerable<IDeadlineSource> deadlines,
    ISqlDialect dialect,
    TimeProvider clock,
    ILogger<Pump> log
) : BackgroundService
{
    private const int MaxDrainRounds = 10_000;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Works until nothing is due any more. The demo clock calls it after a jump, tests before they look.</summary>
    public async Task Drain(CancellationToken cancellation)
    {
        for (var round = 0; round < MaxDrainRounds; round++)
        {
            if (await Beat(cancellation).ConfigureAwait(false) == 0)
            {
                return;
            }
        }

        throw new InvalidOperationException($"Work is still due after {MaxDrainRounds} rounds.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var worked = 0;
            try
            {
                await figures.Measure(stoppingToken).ConfigureAwait(false);
                worked = await Beat(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (dialect.Classify(exception) == DatabaseFailure.Away)
            {
                log.LogWarning("The database is away: {Reason}", exception.Message);
            }
#pragma warning disable CA1031 // The heart must not stop: a database that is away comes back.
            catch (Exception exception)
            {
                log.LogError(exception, "A round of due work failed");
            }
#pragma warning restore CA1031

            if (worked == 0)
            {
                await Task.Delay(Rest, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> Beat(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var worked = 0;
            foreach (var source in deadlines)
            {
                worked += await source.Sweep(clock.GetUtcNow(), cancellation).ConfigureAwait(false);
            }

            return worked + await jobs.RunDue(cancellation).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }
}
