using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Analytics;

/// <summary>What the shop's people want to know at a glance.</summary>
public sealed class AnalyticsModule : IModule
{
    public void AddServices(IServiceCollection services) { }

    public void MapConsole(IEndpointRouteBuilder api) => GetOverview.Map(api);
}
