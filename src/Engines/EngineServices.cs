using Banyan.Engines.Commit;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Engines.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Engines;

public static class EngineServices
{
    /// <summary>Jobs, deadlines and the doctor. The pump beats only where it is also registered as a hosted service.</summary>
    public static IServiceCollection AddEngines(this IServiceCollection services)
    {
        services.AddSingleton<ShopDocuments>();
        services.AddSingleton<GroupReads>();
        services.AddSingleton(new JobOptions());
        services.AddSingleton<RecentActivity>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobFigures>();
        services.AddSingleton<Pump>();
        services.AddSingleton<Doctor.Doctor>();
        services.AddSingleton<ShopExaminations>();
        services.AddSingleton<IBookCheck, PoolsEqualClaims>();
        services.AddSingleton<IBookCheck, AccountsEqualPostings>();
        services.AddSingleton<IBookCheck, NoJobStuck>();
        services.AddSingleton<IBookCheck, SealsHold>();
        services.AddSingleton<IBookCheck, AccountsInChart>();
        services.AddSingleton<IDeadlineSource, SealPostings>();
        services.AddSingleton<IDeadlineSource, ForgetAnswers>();
        return services;
    }
}
