using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Recommendations;

internal sealed record FindCompanionsJob(DateOnly Night);

/// <summary>Finds what is bought by the same members, from the orders of the last ninety days.</summary>
internal sealed class FindCompanions(IDbContextFactory<BanyanDb> factory, Commit commit, TimeProvider clock) : IJobHandler
{
    public const string JobType = "find-companions";
    private const int Days = 90;
    private const int MaxBought = 100_000;
    private const int RowsPerEdit = 500;

    public static readonly NightlyJob EveryNight = new NightlyJob<FindCompanionsJob>(
        JobType,
        new TimeSpan(4, 20, 0),
        TimeSpan.FromMinutes(20),
        night => new FindCompanionsJob(night)
    );

    public string Type => JobType;

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        db.Shop = job.ShopId;
        var since = clock.GetUtcNow().AddDays(-Days);
        var bought = await (
            from line in db.Set<OrderLine>()
            join order in db.Set<Order>() on line.OrderId equals order.Id
            where order.PaidAt >= since
            orderby line.Id descending
            select new Bought(order.MemberId, line.ProductId)
        )
            .Take(MaxBought)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var found = CompanionCounts.Of(bought);
        var known = await db.Set<ProductCompanions>()
            .AsNoTracking()
            .ToDictionaryAsync(row => row.Id, row => row.Others, cancellation)
            .ConfigureAwait(false);
        var changed = found
            .Where(pair => !known.TryGetValue(pair.Key, out var before) || !before.SequenceEqual(pair.Value))
            .Select(pair => new ProductCompanions
            {
                ShopId = job.ShopId,
                Id = pair.Key,
                Others = pair.Value,
            });
        foreach (var part in changed.Chunk(RowsPerEdit))
        {
            var written = await commit
                .Exclusive<Done>(job.ShopId, editing => Write(editing, part, cancellation), cancellation)
                .ConfigureAwait(false);
            if (!written.IsOk)
            {
                return written.Refusal;
            }
        }

        return null;
    }

    private static async Task<Result<Done>> Write(BanyanDb db, IReadOnlyList<ProductCompanions> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var stored = await db.Set<ProductCompanions>()
            .AsTracking()
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation)
            .ConfigureAwait(false);
        foreach (var row in rows)
        {
            if (stored.TryGetValue(row.Id, out var before))
            {
                db.Entry(before).CurrentValues.SetValues(row);
            }
            else
            {
                db.Add(row);
            }
        }

        return Done.Yes;
    }
}
