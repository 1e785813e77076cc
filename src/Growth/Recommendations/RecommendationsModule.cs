using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Recommendations;

/// <summary>Which goods go together.</summary>
public sealed class RecommendationsModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(FindCompanions.EveryNight);
        services.AddSingleton<IJobHandler, FindCompanions>();
    }

    public void MapShop(IEndpointRouteBuilder api) => ShowCompanions.Map(api);
}
