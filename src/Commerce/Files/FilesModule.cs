using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Files;

/// <summary>Pictures that staff and members upload.</summary>
public sealed class FilesModule : IModule
{
    public void AddServices(IServiceCollection services) => services.AddSingleton<MemberUploads>();

    public void MapShop(IEndpointRouteBuilder api) => UploadFile.MapShop(api);

    public void MapConsole(IEndpointRouteBuilder api) => UploadFile.MapConsole(api);

    public void MapRoot(IEndpointRouteBuilder site) => ShowFile.Map(site);
}
