using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Engines.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Banyan.Host.Demo.Seed;

/// <summary>
/// Calls the program's own API without a network: each call runs through the whole pipeline, checks and refusals included. A refusal
/// that the plan did not foresee ends the seed.
/// </summary>
internal sealed class SeedCaller(WebApplication app)
{
    private readonly RequestDelegate pipeline = ((IApplicationBuilder)app).Build();
    private readonly IHttpContextFactory contexts = app.Services.GetRequiredService<IHttpContextFactory>();
    private long calls;

    public Task<JsonNode> Get(string path, string? token) => Send(HttpMethods.Get, path, token, body: null);

    public Task<JsonNode> Post(string path, string? token, object? body = null) => Send(HttpMethods.Post, path, token, body ?? new { });

    public Task<JsonNode> Put(string path, string token, object body) => Send(HttpMethods.Put, path, token, body);

    /// <summary>A call without a login, which names the shop.</summary>
    public Task<JsonNode> PostTo(string shop, string path, object body) => Send(HttpMethods.Post, path, token: null, body, shop);

    private async Task<JsonNode> Send(string method, string path, string? token, object? body, string? shop = null)
    {
        var answer = new MemoryStream();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestOf(method, path, token, body, shop));
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(body is not null));
        var context = contexts.Create(features);
        try
        {
            await pipeline(context).ConfigureAwait(false);
            await context.Response.Body.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            // A server ends the request's scope when the response is complete; here nobody else would.
            if (features.Get<IServiceProvidersFeature>() is IAsyncDisposable scope)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }

            contexts.Dispose(context);
        }

        var text = System.Text.Encoding.UTF8.GetString(answer.ToArray());
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            throw new SeedException($"{method} {path} was answered with {context.Response.StatusCode}: {text}");
        }

        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    private HttpRequestFeature RequestOf(string method, string path, string? token, object? body, string? shop)
    {
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web);
        var (route, query) = path.Split('?', 2) is [var before, var after] ? (before, "?" + after) : (path, "");
        var request = new HttpRequestFeature
        {
            Method = method,
            Path = route,
            QueryString = query,
            Scheme = "http",
            Protocol = "HTTP/1.1",
            Body = new MemoryStream(bytes),
        };
        request.Headers.Host = "localhost";
        request.Headers.ContentLength = bytes.Length;
        if (body is not null)
        {
            request.Headers.ContentType = "application/json";
        }

        if (token is not null)
        {
            request.Headers.Authorization = $"Bearer {token}";
        }

        if (shop is not null)
        {
            request.Headers["X-Shop"] = shop;
        }

        request.Headers[IdempotencyHeader.HeaderName] = Interlocked.Increment(ref calls).ToString("seed-0", CultureInfo.InvariantCulture);
        return request;
    }

    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}

/// <summary>The plan and the program disagree.</summary>
public sealed class SeedException : Exception
{
    public SeedException() { }

    public SeedException(string message)
        : base(message) { }

    public SeedException(string message, Exception innerException)
        : base(message, innerException) { }
}

internal static class JsonReading
{
    public static string Text(this JsonNode node, string name) =>
        node[name]?.GetValue<string>() ?? throw new SeedException($"The answer has no {name}: {node.ToJsonString()}");

    public static long Number(this JsonNode node, string name) =>
        node[name]?.GetValue<long>() ?? throw new SeedException($"The answer has no {name}: {node.ToJsonString()}");

    public static JsonArray List(this JsonNode node, string name) =>
        node[name] as JsonArray ?? throw new SeedException($"The answer has no list {name}: {node.ToJsonString()}");
}
