using System.Globalization;
using System.Text.Json.Nodes;
using Banyan.Host.Http;

namespace Banyan.Host.Demo.Seed;

/// <summary>Calls the program's own API for the seed. A refusal that the plan did not foresee ends it.</summary>
internal sealed class SeedCaller(WebApplication app)
{
    private readonly DirectCalls direct = new(app);
    private long calls;

    public Task<JsonNode> Get(string path, string? token) => Send(new DirectCall(HttpMethods.Get, path) { Token = token });

    public Task<JsonNode> Post(string path, string? token, object? body = null) =>
        Send(new DirectCall(HttpMethods.Post, path) { Token = token, Body = body ?? new { } });

    public Task<JsonNode> Put(string path, string token, object body) =>
        Send(new DirectCall(HttpMethods.Put, path) { Token = token, Body = body });

    /// <summary>A call without a login, which names the shop.</summary>
    public Task<JsonNode> PostTo(string shop, string path, object body) =>
        Send(new DirectCall(HttpMethods.Post, path) { Shop = shop, Body = body });

    private async Task<JsonNode> Send(DirectCall call)
    {
        var key = Interlocked.Increment(ref calls).ToString("seed-0", CultureInfo.InvariantCulture);
        var (status, text, _) = await direct.Send(call with { Key = key }).ConfigureAwait(false);
        if (status >= StatusCodes.Status400BadRequest)
        {
            throw new SeedException($"{call.Method} {call.Path} was answered with {status}: {text}");
        }

        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
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
