using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Pages;

/// <summary>Pages that put together what several modules show.</summary>
public sealed class PagesModule : IModule
{
    public void AddServices(IServiceCollection services) { }

    public void MapShop(IEndpointRouteBuilder api) => GetHome.Map(api);
}
