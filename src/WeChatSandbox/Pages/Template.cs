using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Banyan.WeChatSandbox.Pages;

/// <summary>Markup that is already safe.</summary>
internal sealed record Markup(string Html);

/// <summary>Embedded HTML with {{name}} places; whatever is put there is encoded unless it is <see cref="Markup"/>.</summary>
internal static partial class Template
{
    private static readonly ConcurrentDictionary<string, string> s_files = new(StringComparer.Ordinal);
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static Markup Fill(string file, params (string Name, object? Value)[] values)
    {
        var all = values.ToDictionary(v => v.Name, v => Encode(v.Value), StringComparer.Ordinal);
        return new Markup(Place().Replace(Read(file), match => all[match.Groups["name"].Value]));
    }

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.Html)));

    /// <summary>A whole page; it runs no script and loads nothing.</summary>
    public static IResult Page(HttpContext http, string title, Markup body, int status = 200, string? refreshTo = null)
    {
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        var refresh = refreshTo is null ? new Markup("") : Fill("refresh.html", ("url", refreshTo));
        var page = Fill("layout.html", ("title", title), ("refresh", refresh), ("css", new Markup(Read("sandbox.css"))), ("body", body));
        return Results.Content(page.Html, "text/html; charset=utf-8", statusCode: status);
    }

    private static string Encode(object? value) => value is Markup markup ? markup.Html : s_encoder.Encode(value?.ToString() ?? "");

    private static string Read(string file) =>
        s_files.GetOrAdd(
            file,
            name =>
            {
                using var stream = typeof(Template).Assembly.GetManifestResourceStream(name)!;
                using var reader = new StreamReader(stream);
                return reader.ReadToEnd();
            }
        );

    [GeneratedRegex(@"\{\{(?<name>[a-z]+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
