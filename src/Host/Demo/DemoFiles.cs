using System.Collections.Frozen;
using Banyan.Engines.Modules;
using Banyan.Host.Demo.Pictures;
using Banyan.Host.Demo.Plan;

namespace Banyan.Host.Demo;

/// <summary>Serves the demo's pictures, drawn when they are first asked for. Outside of the demonstration there are none.</summary>
internal sealed class DemoFiles : IModule
{
    private const string Folder = "/files/demo/";

    private static readonly Lazy<FrozenDictionary<string, string>> Pictures = new(() =>
        PictureSet
            .All(Nicknames.Take(DemoPlan.NameCount))
            .ToFrozenDictionary(picture => picture.Name, picture => picture.Svg, StringComparer.Ordinal)
    );

    public static string UrlOf(string name) => Folder + name;

    public void AddServices(IServiceCollection services) { }

    public void MapRoot(IEndpointRouteBuilder site) => site.MapGet(Folder + "{name}", Show).ExcludeFromDescription();

    private static IResult Show(string name, HttpContext context, Installation installation)
    {
        if (!installation.IsDemo || !Pictures.Value.TryGetValue(name, out var svg))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Text(svg, "image/svg+xml");
    }
}
