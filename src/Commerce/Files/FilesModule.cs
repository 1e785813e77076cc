using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Files;

/// <summary>Pictures that staff upload.</summary>
public sealed class FilesModule : IModule
{
    public void AddServices(IServiceCollection services) { }

    public void MapConsole(IEndpointRouteBuilder api) => UploadFile.Map(api);

    public void MapRoot(IEndpointRouteBuilder site) => ShowFile.Map(site);
}
