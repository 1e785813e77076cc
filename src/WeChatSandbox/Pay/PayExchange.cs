using Banyan.WeChatSandbox.Control;
using Banyan.WeChatSandbox.Keys;
using Microsoft.AspNetCore.Http.Features;

namespace Banyan.WeChatSandbox.Pay;

/// <summary>The way of every /v3 call: read raw bytes, verify, handle, sign, and whatever disturbance was ordered.</summary>
internal sealed class PayExchange(RequestGate gate, PlatformSigner signer, SandboxKeys keys, SettingsStore settings, Chaos chaos)
{
    private const int MaxBodyBytes = 64 * 1024;

    public async Task RunAsync(HttpContext http, Func<PayCall, PayReply> handle)
    {
        var step = chaos.TakeReply(http.Request.Path);
        if (step is { DelayMs: > 0 })
        {
            await Task.Delay(step.DelayMs, http.RequestAborted);
        }

        var reply = step?.Kind switch
        {
            ReplyChaos.Error500 => PayReply.Error(500, "SYSTEM_ERROR", "系统异常，请稍后再试"),
            ReplyChaos.Error429 => PayReply.Error(429, "FREQUENCY_LIMITED", "频率超限，请降低请求频率"),
            _ => await AnswerAsync(http, handle),
        };
        if (step?.Kind == ReplyChaos.Cut)
        {
            CallRecorder.CutAfterRecording(http);
            return;
        }

        await WriteAsync(http, reply, step?.Kind);
    }

    private async Task<PayReply> AnswerAsync(HttpContext http, Func<PayCall, PayReply> handle)
    {
        var body = await Bodies.ReadAsync(http.Request, MaxBodyBytes);
        if (body is null)
        {
            return PayReply.Error(413, "PARAM_ERROR", "请求体过大");
        }

        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (gate.Refuse(http.Request, target, body) is { } refusal)
        {
            return refusal;
        }

        var wanted = http.Request.Headers["Wechatpay-Serial"].ToString();
        return wanted.Length > 0 && !signer.Knows(wanted)
            ? PayReply.Error(400, "PARAM_ERROR", "平台证书序列号Wechatpay-Serial错误")
            : handle(new PayCall(http, body));
    }

    private async Task WriteAsync(HttpContext http, PayReply reply, string? kind)
    {
        var wanted = http.Request.Headers["Wechatpay-Serial"].ToString();
        var serial = signer.Knows(wanted) ? wanted : signer.SerialByShare(settings.Current.CertificatePercent);
        var (headers, body) = Disturbance.Apply(kind, signer, keys, serial, reply.Body);
        var response = http.Response;
        response.StatusCode = reply.Status;
        response.Headers["Request-ID"] = Tokens.Hex(32);
        foreach (var (name, value) in reply.IsFile ? [] : headers?.All() ?? [])
        {
            response.Headers[name] = value;
        }

        if (body.Length > 0)
        {
            response.ContentType = reply.IsFile ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, http.RequestAborted);
        }
    }
}

internal static class PayRoutes
{
    public static void MapPay(this IEndpointRouteBuilder app, string method, string pattern, Func<PayCall, PayReply> handle)
    {
        var exchange = app.ServiceProvider.GetRequiredService<PayExchange>();
        app.MapMethods(pattern, [method], (RequestDelegate)(http => exchange.RunAsync(http, handle)));
    }
}

internal static class Bodies
{
    /// <summary>The raw body, or null when it is longer than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > limit)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }
}
