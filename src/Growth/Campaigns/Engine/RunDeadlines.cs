using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>Ends the runs whose time is over.</summary>
internal sealed class RunDeadlines(IDbContextFactory<BanyanDb> factory, Commit commit, RunEngine engine, ILogger<RunDeadlines> log)
    : IDeadlineSource
{
    private const int MaxRuns = 100;

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        var due = await db.Set<Run>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .Where(run => run.DeadlineAt <= now)
            .OrderBy(run => run.DeadlineAt)
            .Select(run => new { run.ShopId, run.Id })
            .Take(MaxRuns)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return await DueItems
            .HandleEach(due, run => End(run.ShopId, run.Id, now, cancellation), run => $"The deadline of run {run.Id}", log, cancellation)
            .ConfigureAwait(false);
    }

    private async Task<Refusal?> End(Id shopId, Id runId, DateTimeOffset now, CancellationToken cancellation)
    {
        var play = new Play(shopId, runId, ActTypes.Deadline, null, now, runId.Value);
        return (await commit.Run(new PlayAct(engine, play) { ShopId = shopId, At = now }, cancellation).ConfigureAwait(false)).Refusal;
    }
}
