using Banyan.Engines.Commit;
using Banyan.Engines.Nodes;

namespace Banyan.Host;

/// <summary>Renews this process's node number while it runs.</summary>
internal sealed class NodeLeaseKeeper(NodeIds ids, Commit commit, ILogger<NodeLeaseKeeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(NodeIds.RenewEvery, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await ids.Renew(commit, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Tried again in a minute; ids stop by themselves when the lease runs out.
            catch (Exception exception)
            {
                log.LogError(exception, "The node number could not be renewed");
            }
#pragma warning restore CA1031
        }
    }
}
