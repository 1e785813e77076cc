using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Engines.Modules;

/// <summary>A module: its services, its routes, its handlers. Listed in the Host's Modules.cs.</summary>
public interface IModule
{
    void AddServices(IServiceCollection services);

    /// <summary>Routes below /api/shop; each says whether it needs a member.</summary>
    void MapShop(IEndpointRouteBuilder api) { }

    /// <summary>Routes below /api/console; each names its permission.</summary>
    void MapConsole(IEndpointRouteBuilder api) { }

    /// <summary>Routes that are neither: files, short links, notifications from WeChat. Below the site's root.</summary>
    void MapRoot(IEndpointRouteBuilder site) { }
}
