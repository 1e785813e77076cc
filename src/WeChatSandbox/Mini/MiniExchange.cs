using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.WeChatSandbox.Control;
using Banyan.WeChatSandbox.Pay;

namespace Banyan.WeChatSandbox.Mini;

internal sealed record MiniReply(byte[] Body, string ContentType)
{
    /// <summary>WeChat declares its JSON as plain text; clients must not trust the content type.</summary>
    public static MiniReply Ok(object value) => new(Json.Bytes(value), "text/plain; charset=utf-8");

    public static MiniReply Error(int code, string message) =>
        Ok(new { errcode = code, errmsg = $"{message} rid: {Tokens.Hex(8)}-{Tokens.Hex(8)}-{Tokens.Hex(8)}" });
}

/// <summary>One call to a mini-program API.</summary>
internal sealed record MiniCall(HttpContext Http, byte[] Body)
{
    public string Query(string name) => Http.Request.Query[name].ToString();

    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetString(Body)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The way of every mini-program API call: body, ordered disturbances, answer with HTTP 200 whatever the errcode.</summary>
internal sealed class MiniExchange(Chaos chaos)
{
    private const int MaxBodyBytes = 64 * 1024;

    public async Task RunAsync(HttpContext http, Func<MiniCall, MiniReply> handle)
    {
        var step = chaos.TakeReply(http.Request.Path);
        if (step is { DelayMs: > 0 })
        {
            await Task.Delay(step.DelayMs, http.RequestAborted);
        }

        if (step?.Kind == ReplyChaos.Error500)
        {
            http.Response.StatusCode = 500;
            return;
        }

        var body = await Bodies.ReadAsync(http.Request, MaxBodyBytes);
        var reply = step?.Kind switch
        {
            ReplyChaos.Busy => MiniReply.Error(-1, "system error"),
            ReplyChaos.Error429 => MiniReply.Error(45009, "reach max api daily quota limit"),
            _ => body is null ? MiniReply.Error(44002, "post body too large") : handle(new MiniCall(http, body)),
        };
        if (step?.Kind == ReplyChaos.Cut)
        {
            CallRecorder.CutAfterRecording(http);
            return;
        }

        http.Response.ContentType = reply.ContentType;
        http.Response.ContentLength = reply.Body.Length;
        await http.Response.Body.WriteAsync(reply.Body, http.RequestAborted);
    }
}

internal static class MiniRoutes
{
    public static void MapMini(this IEndpointRouteBuilder app, string method, string pattern, Func<MiniCall, MiniReply> handle)
    {
        var exchange = app.ServiceProvider.GetRequiredService<MiniExchange>();
        app.MapMethods(pattern, [method], (RequestDelegate)(http => exchange.RunAsync(http, handle)));
    }
}
