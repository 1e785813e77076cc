using System.Globalization;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Host.Upkeep;

internal sealed record ExamineBooksJob(ExaminationMode Mode);

/// <summary>
/// Plans an examination for every shop and every night. Each node plans; the job's key lets one of them be first, so each night has one.
/// </summary>
internal sealed class NightlyExaminations(IDbContextFactory<BanyanDb> factory, Commit commit) : IDeadlineSource
{
    private const DayOfWeek FullDay = DayOfWeek.Monday;
    private const int MaxAtOnce = 100;
    private const int SpreadMinutes = 40;
    private static readonly TimeSpan Hour = new(3, 30, 0);

    /// <summary>A shop that opens after the night was planned is planned too: the number of shops is part of what was done.</summary>
    private (DateOnly Night, int Shops)? planned;

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        var night = now.ShopDay();
        if (now > night.StartOfShopDay() + Hour)
        {
            night = night.AddDays(1);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        var shops = await db.Set<Shop>()
            .IgnoreQueryFilters()
            .OrderBy(shop => shop.Id)
            .Select(shop => shop.Id)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        if (planned == (night, shops.Count))
        {
            return 0;
        }

        foreach (var some in shops.Chunk(MaxAtOnce))
        {
            await Task.WhenAll(some.Select(shop => commit.Run(new Plan(night) { ShopId = shop, At = now }, cancellation)))
                .ConfigureAwait(false);
        }

        planned = (night, shops.Count);
        return 0;
    }

    /// <summary>Shops take turns: a hundred of them must not ask the database everything in the same second.</summary>
    private static DateTimeOffset DueAt(Id shopId, DateOnly night) =>
        night.StartOfShopDay() + Hour + TimeSpan.FromSeconds((ulong)shopId.Value * 0x9E3779B97F4A7C15UL % (SpreadMinutes * 60));

    private sealed class Plan(DateOnly night) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Done> Decide(World world)
        {
            var mode = night.DayOfWeek == FullDay ? ExaminationMode.Full : ExaminationMode.Incremental;
            var key = night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            JobQueue.Enqueue(
                world,
                ShopId,
                ExamineNightly.JobType,
                $"{ExamineNightly.JobType}:{key}",
                new ExamineBooksJob(mode),
                DueAt(ShopId, night)
            );
            return Done.Yes;
        }
    }
}

/// <summary>Examines one shop's books at night. What it finds is for staff to see, and no reason to try again.</summary>
internal sealed class ExamineNightly(ShopExaminations examinations) : IJobHandler
{
    public const string JobType = "examine-books";

    public string Type => JobType;

    public JobPolicy Policy => new(3, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var examined = await examinations
            .Run(job.ShopId, job.PayloadOf<ExamineBooksJob>().Mode, by: null, cancellation)
            .ConfigureAwait(false);
        return examined.IsOk ? null : examined.Refusal;
    }
}
