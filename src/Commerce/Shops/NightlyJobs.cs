using System.Globalization;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Shops;

/// <summary>
/// Plans the nights' work for every shop. Each node plans; the job's key lets one of them be first, so each night has each work once.
/// </summary>
public sealed class NightlyJobs(IDbContextFactory<BanyanDb> factory, Commit commit, IEnumerable<NightlyJob> jobs) : IDeadlineSource
{
    private const int MaxAtOnce = 100;
    private readonly IReadOnlyList<NightlyJob> jobs = [.. jobs];

    /// <summary>A shop that opens after a night was planned is planned too: the number of shops is part of what was done.</summary>
    private readonly Dictionary<string, (DateOnly Night, int Shops)> planned = [];

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        var shops = await db.Set<Shop>()
            .IgnoreQueryFilters()
            .OrderBy(shop => shop.Id)
            .Select(shop => shop.Id)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        foreach (var job in jobs)
        {
            var night = NextNight(job, now);
            if (planned.GetValueOrDefault(job.JobType) == (night, shops.Count))
            {
                continue;
            }

            foreach (var some in shops.Chunk(MaxAtOnce))
            {
                await Task.WhenAll(some.Select(shop => commit.Run(new Plan(job, night) { ShopId = shop, At = now }, cancellation)))
                    .ConfigureAwait(false);
            }

            planned[job.JobType] = (night, shops.Count);
        }

        return 0;
    }

    private static DateOnly NextNight(NightlyJob job, DateTimeOffset now)
    {
        var today = now.ShopDay();
        return now > today.StartOfShopDay() + job.Hour ? today.AddDays(1) : today;
    }

    private sealed class Plan(NightlyJob job, DateOnly night) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Done> Decide(World world)
        {
            var spread = (ulong)Math.Max(1, (long)job.Spread.TotalSeconds);
            var at = night.StartOfShopDay() + job.Hour + TimeSpan.FromSeconds((ulong)ShopId.Value * 0x9E3779B97F4A7C15UL % spread);
            job.Enqueue(world, ShopId, night, $"{job.JobType}:{night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", at);
            return Done.Yes;
        }
    }
}
