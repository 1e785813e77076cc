using System.Text.RegularExpressions;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Host.Web;

/// <summary>
/// Addresses that are pages rather than files: the console's own routes, share links, and what is shown before anything is built.
/// </summary>
internal static partial class Pages
{
    private static readonly string[] ReadOnly = ["GET", "HEAD"];
    private const string Html = "text/html; charset=utf-8";

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/docs", () => Embedded("index.html")).ExcludeFromDescription();
        app.MapGet("/docs/{file}", (string file) => Embedded(file)).ExcludeFromDescription();
        app.MapGet("/s/{code}", (string code) => Landing(code)).ExcludeFromDescription();
        app.MapMethods("/console/{**page}", ReadOnly, (WebRoots roots) => Index(roots.Console, "商家后台", "web/console"))
            .ExcludeFromDescription();
        app.MapMethods("/", ReadOnly, (WebRoots roots) => Index(roots.Shop, "商城", "web/shop")).ExcludeFromDescription();
    }

    /// <summary>The page that shows the API documents: three small files inside of the program.</summary>
    private static IResult Embedded(string file)
    {
        var type = Path.GetExtension(file) switch
        {
            ".html" => Html,
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => null,
        };
        return type is not null && typeof(Pages).Assembly.GetManifestResourceStream($"Docs/{file}") is { } content
            ? Results.Stream(content, type)
            : Refusal.NotFound.ToHttp();
    }

    private static IResult Landing(string code) =>
        ShareCode().IsMatch(code) ? Results.Redirect($"/#/pages/share/landing?s={code}") : Refusal.NotFound.ToHttp();

    private static IResult Index(string? root, string name, string folder) =>
        root is null ? Results.Text(NotBuilt(name, folder), Html, statusCode: 503) : new FreshFile(Path.Combine(root, "index.html"));

    private static string NotBuilt(string name, string folder) =>
        $"""
            <!doctype html>
            <html lang="zh-CN">
              <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{name}还没有构建</title>
                <style>
                  body {"{"} font: 16px/1.7 system-ui, sans-serif; max-width: 36rem; margin: 12vh auto; padding: 0 1.5rem; color: #23312b {"}"}
                  code {"{"} background: #eef3f0; padding: .15em .4em; border-radius: 4px {"}"}
                </style>
              </head>
              <body>
                <h1>{name}还没有构建</h1>
                <p>服务器已经在运行，接口可以使用：<a href="/docs">接口文档</a>。网页需要先构建一次：</p>
                <p>在仓库根目录运行 <code>./run</code>，它会安装依赖、构建网页并启动。</p>
                <p>也可以在 <code>{folder}</code> 里运行 <code>npm ci --ignore-scripts</code> 和构建命令，然后重启。</p>
                <p lang="en">This app has not been built yet. Run <code>./run</code> in the repository root.</p>
              </body>
            </html>
            """;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.None, 100)]
    private static partial Regex ShareCode();

    /// <summary>A page that the browser must ask for anew each time.</summary>
    private sealed class FreshFile(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-cache";
            httpContext.Response.ContentType = Html;
            return httpContext.Response.SendFileAsync(path, httpContext.RequestAborted);
        }
    }
}
