using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Shops;

public sealed class ShopsModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ShopDirectory>();
        services.AddSingleton<IShopDirectory>(s => s.GetRequiredService<ShopDirectory>());
        services.AddSingleton<IShopSettings>(s => s.GetRequiredService<ShopDirectory>());
        services.AddSingleton<IOpenShop, OpenShop>();
        services.AddSingleton<IDeadlineSource, NightlyJobs>();
    }

    public void MapShop(IEndpointRouteBuilder api) => GetShopConfig.Map(api);

    public void MapConsole(IEndpointRouteBuilder api) => EditSettings.Map(api);
}
