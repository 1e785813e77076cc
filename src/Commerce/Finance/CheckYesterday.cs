using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Kernel;

namespace Banyan.Commerce.Finance;

/// <param name="Night">The day on which the check runs: it is about the day before.</param>
internal sealed record CheckBillJob(DateOnly Night);

/// <summary>Every morning, as soon as WeChat has made yesterday's bill.</summary>
internal sealed class CheckYesterday(BillChecker checker) : IJobHandler
{
    public const string JobType = "check-bill";

    public static readonly NightlyJob EveryMorning = new NightlyJob<CheckBillJob>(
        JobType,
        new TimeSpan(10, 30, 0),
        TimeSpan.FromMinutes(20),
        night => new CheckBillJob(night)
    );

    public string Type => JobType;

    /// <summary>A bill may be late: tries for about half a day.</summary>
    public JobPolicy Policy { get; } = new(16, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var yesterday = job.PayloadOf<CheckBillJob>().Night.AddDays(-1);
        var check = await checker.Check(job.ShopId, yesterday, by: null, cancellation).ConfigureAwait(false);

        // Without a channel nobody could pay, and a job that was asleep for months has nothing left to look at.
        return check.IsOk || check.Refusal == BillRefusals.NoChannel || check.Refusal == BillChecker.TooOld ? null : check.Refusal;
    }
}
