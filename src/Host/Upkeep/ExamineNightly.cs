using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Kernel;

namespace Banyan.Host.Upkeep;

internal sealed record ExamineBooksJob(ExaminationMode Mode);

/// <summary>Examines one shop's books at night. What it finds is for staff to see, and no reason to try again.</summary>
internal sealed class ExamineNightly(ShopExaminations examinations) : IJobHandler
{
    public const string JobType = "examine-books";

    private const DayOfWeek FullDay = DayOfWeek.Monday;

    public static readonly NightlyJob EveryNight = new NightlyJob<ExamineBooksJob>(
        JobType,
        new TimeSpan(3, 30, 0),
        TimeSpan.FromMinutes(40),
        night => new ExamineBooksJob(night.DayOfWeek == FullDay ? ExaminationMode.Full : ExaminationMode.Incremental)
    );

    public string Type => JobType;

    public JobPolicy Policy => new(12, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var examined = await examinations
            .Run(job.ShopId, job.PayloadOf<ExamineBooksJob>().Mode, by: null, cancellation)
            .ConfigureAwait(false);
        return examined.IsOk ? null : examined.Refusal;
    }
}
