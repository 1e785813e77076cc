using Banyan.Engines.Doctor;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns.Books;

/// <summary>An open run has claimed exactly as many seats as it shows taken.</summary>
internal sealed class SeatsEqualClaims : IBookCheck
{
    public string Name => "run-seats";

    public string LabelZh => "活动进程的名额与占用一致";

    public string LabelEn => "Seats of open runs equal their claims";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var runs = await db.Set<Run>()
            .Within(scope)
            .Where(run => run.Status == RunStatus.Open)
            .Select(run => new
            {
                run.ShopId,
                run.Id,
                run.Taken,
                run.Total,
            })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var pools = await db.Set<Pool>()
            .Within(scope)
            .Where(pool => pool.Key.StartsWith("run:") && pool.Key.EndsWith(":seats"))
            .ToDictionaryAsync(pool => (pool.ShopId, pool.Key), pool => pool.Held + pool.Taken, cancellation)
            .ConfigureAwait(false);
        var differences = runs.Where(run =>
                run.Taken > run.Total
                || (pools.TryGetValue((run.ShopId, CampaignPools.Seats(run.Id)), out var claimed) && claimed != run.Taken)
            )
            .Take(Doctor.MaxDifferences)
            .Select(run => $"shop {run.ShopId} run {run.Id} shows {run.Taken} of {run.Total} seats taken, its pool says otherwise")
            .ToList();
        return new CheckFindings(runs.Count, differences);
    }
}
