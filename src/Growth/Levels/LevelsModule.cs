using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Modules;
using Banyan.Growth.Levels.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Levels;

/// <summary>Member levels and their rights.</summary>
public sealed class LevelsModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<MemberLevels>();
        services.AddSingleton<ILevels>(provider => provider.GetRequiredService<MemberLevels>());
        services.AddSingleton<IPriceRuleSource>(provider => provider.GetRequiredService<MemberLevels>());
    }

    public void MapShop(IEndpointRouteBuilder api) => LevelEndpoints.MapShop(api);

    public void MapConsole(IEndpointRouteBuilder api) => LevelEndpoints.MapConsole(api);
}
