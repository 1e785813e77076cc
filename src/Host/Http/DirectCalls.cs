using System.Text;
using System.Text.Json;
using Banyan.Engines.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Banyan.Host.Http;

/// <summary>A request to the program's own API.</summary>
/// <param name="Path">With its query, if any.</param>
public sealed record DirectCall(string Method, string Path)
{
    public string? Token { get; init; }

    /// <summary>Which shop, where no token says it.</summary>
    public string? Shop { get; init; }

    /// <summary>Becomes the JSON of the request; null sends none.</summary>
    public object? Body { get; init; }

    /// <summary>The Idempotency-Key.</summary>
    public string? Key { get; init; }
}

/// <param name="RetryAfter">The header of that name; null where there is none.</param>
public sealed record DirectAnswer(int Status, string Text, string? RetryAfter);

/// <summary>
/// Calls the program without a network: each call runs through the whole pipeline, sessions, checks and refusals included. For the demo
/// seed and for simulations.
/// </summary>
public sealed class DirectCalls(WebApplication app)
{
    private readonly RequestDelegate pipeline = ((IApplicationBuilder)app).Build();
    private readonly IHttpContextFactory contexts = app.Services.GetRequiredService<IHttpContextFactory>();

    public async Task<DirectAnswer> Send(DirectCall call)
    {
        var answer = new MemoryStream();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestOf(call));
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(call.Body is not null));
        var context = contexts.Create(features);
        try
        {
            await pipeline(context).ConfigureAwait(false);
            await context.Response.Body.FlushAsync().ConfigureAwait(false);
            var retryAfter = context.Response.Headers.RetryAfter.ToString();
            return new DirectAnswer(
                context.Response.StatusCode,
                Encoding.UTF8.GetString(answer.ToArray()),
                retryAfter.Length == 0 ? null : retryAfter
            );
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
    }

    private static HttpRequestFeature RequestOf(DirectCall call)
    {
        var bytes = call.Body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(call.Body, JsonSerializerOptions.Web);
        var (route, query) = call.Path.Split('?', 2) is [var before, var after] ? (before, "?" + after) : (call.Path, "");
        var request = new HttpRequestFeature
        {
            Method = call.Method,
            Path = route,
            QueryString = query,
            Scheme = "http",
            Protocol = "HTTP/1.1",
            Body = new MemoryStream(bytes),
        };
        request.Headers.Host = "localhost";
        request.Headers.ContentLength = bytes.Length;
        if (call.Body is not null)
        {
            request.Headers.ContentType = "application/json";
        }

        if (call.Token is not null)
        {
            request.Headers.Authorization = $"Bearer {call.Token}";
        }

        if (call.Shop is not null)
        {
            request.Headers["X-Shop"] = call.Shop;
        }

        if (call.Key is not null)
        {
            request.Headers[IdempotencyHeader.HeaderName] = call.Key;
        }

        return request;
    }

    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
