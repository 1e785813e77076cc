using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;

namespace Banyan.Host.Upkeep;

/// <summary>What the owner looks at when something seems wrong: the machine, the books, and the work that was given up.</summary>
internal sealed class UpkeepModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ExamineBooks>();
        services.AddSingleton(ExamineNightly.EveryNight);
        services.AddSingleton<IJobHandler, ExamineNightly>();
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        GetSystemStatus.Map(api);
        ExamineBooks.Map(api);
        DeadJobs.Map(api);
    }
}
