using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Banyan.Adapters.Tests.Files;

/// <summary>
/// A bucket on a real socket that takes objects as Amazon's protocol says, in the path style, and checks each signature (AWS Signature
/// Version 4) from the request as it arrived.
/// </summary>
internal sealed class Bucket : IAsyncDisposable
{
    public const string Name = "mall";
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private readonly WebApplication app;

    private Bucket(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>How many requests came.</summary>
    public int Requests { get; private set; }

    public static async Task<Bucket> Open()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var bucket = new Bucket(app);
        app.Run(bucket.Answer);
        await app.StartAsync();
        return bucket;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        Requests++;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (!IsSigned(http.Request, body.ToArray()))
        {
            await Fail(http, 403, "SignatureDoesNotMatch");
            return;
        }

        var key = http.Request.Path.Value![(Name.Length + 2)..];
        if (http.Request.Method == "PUT")
        {
            Objects[key] = body.ToArray();
        }
        else if (Objects.TryGetValue(key, out var content))
        {
            await http.Response.Body.WriteAsync(content);
        }
        else
        {
            await Fail(http, 404, "NoSuchKey");
        }
    }

    private static Task Fail(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/xml";
        return http.Response.WriteAsync($"<Error><Code>{code}</Code><Message>{code}</Message></Error>");
    }

    private static bool IsSigned(HttpRequest request, byte[] body)
    {
        var parts = request
            .Headers.Authorization.ToString()
            .Replace("AWS4-HMAC-SHA256 ", "", StringComparison.Ordinal)
            .Split(',', StringSplitOptions.TrimEntries)
            .ToDictionary(
                part => part[..part.IndexOf('=', StringComparison.Ordinal)],
                part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]
            );
        var scope = parts["Credential"].Split('/');
        var hash = request.Headers["x-amz-content-sha256"].ToString();
        var names = parts["SignedHeaders"].Split(';');
        var headers = string.Concat(names.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n"));
        var canonical = $"{request.Method}\n{request.Path.Value}\n\n{headers}\n{parts["SignedHeaders"]}\n{hash}";
        var date = request.Headers["x-amz-date"].ToString();
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{string.Join('/', scope[1..])}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope[1..].Aggregate(Encoding.UTF8.GetBytes("AWS4" + SecretKey), (secret, word) => Sign(secret, word));
        return scope[0] == AccessKey && Hex(SHA256.HashData(body)) == hash && Hex(Sign(key, toSign)) == parts["Signature"];
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
