using Microsoft.Extensions.FileProviders;

namespace Banyan.Host.Web;

/// <summary>Where the built shop and console lie.</summary>
internal sealed class WebRoots(HostOptions options)
{
    /// <summary>Null when it has not been built.</summary>
    public string? Shop { get; } = Find(options, "shop", Path.Combine("web", "shop", "dist", "build", "h5"));

    public string? Console { get; } = Find(options, "console", Path.Combine("web", "console", "dist"));

    private static string? Find(HostOptions options, string name, string inSources)
    {
        IEnumerable<string> places = options.WebDirectory is { } given
            ? [Path.Combine(given, name), Path.Combine(given, inSources)]
            : [Path.Combine(AppContext.BaseDirectory, "wwwroot", name), .. Ancestors().Select(folder => Path.Combine(folder, inSources))];
        return places.Select(Path.GetFullPath).FirstOrDefault(place => File.Exists(Path.Combine(place, "index.html")));
    }

    private static IEnumerable<string> Ancestors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}

internal static class WebFiles
{
    private const string OneYear = "public, max-age=31536000, immutable";

    /// <summary>
    /// Serves the files of both apps. Built assets carry a hash in their names and never change; pages are asked for anew.
    /// </summary>
    public static void UseWebRoots(this WebApplication app)
    {
        var roots = app.Services.GetRequiredService<WebRoots>();
        Serve(app, roots.Console, "/console");
        Serve(app, roots.Shop, "");
    }

    private static void Serve(WebApplication app, string? root, string path)
    {
        if (root is null)
        {
            return;
        }

        var files = new PhysicalFileProvider(root);
        app.UseDefaultFiles(
            new DefaultFilesOptions
            {
                FileProvider = files,
                RequestPath = path,
                RedirectToAppendTrailingSlash = true,
            }
        );
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = files,
                RequestPath = path,
                OnPrepareResponse = context =>
                    context.Context.Response.Headers.CacheControl =
                        context.Context.Request.Path.Value?.Contains("/assets/", StringComparison.Ordinal) == true ? OneYear : "no-cache",
            }
        );
    }
}
