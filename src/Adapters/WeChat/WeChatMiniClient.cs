using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.Adapters.WeChat;

/// <summary>The mini-program's server APIs. Safe for many threads; every failure is a <see cref="WeChatException"/>.</summary>
public sealed class WeChatMiniClient : IDisposable
{
    private readonly WeChatOptions _options;
    private readonly HttpClient _http;
    private readonly string _base;
    private readonly AccessTokenCache _tokens;

    public WeChatMiniClient(WeChatOptions options, HttpClient http)
    {
        (_options, _http, _base) = (options, http, options.ApiBase.TrimEnd('/'));
        _tokens = new AccessTokenCache(FetchTokenAsync, options.Clock);
    }

    /// <summary>Exchanges a login code, which works once and for five minutes.</summary>
    /// <exception cref="WeChatException">40029 bad code, 40163 used code, 40226 blocked user, 45011 too often.</exception>
    public async Task<WeChatLogin> Code2SessionAsync(string code, CancellationToken ct = default)
    {
        var query =
            $"appid={Uri.EscapeDataString(_options.AppId)}&secret={Uri.EscapeDataString(_options.AppSecret)}"
            + $"&js_code={Uri.EscapeDataString(code)}&grant_type=authorization_code";
        var reply = Json(await GoAsync(HttpMethod.Get, "/sns/jscode2session?" + query, null, spends: true, ct));
        return Text(reply, "openid") is { Length: > 0 } openId
            ? new WeChatLogin(openId, Text(reply, "unionid"), Text(reply, "session_key") ?? "")
            : throw Unreadable("The answer has no openid.");
    }

    /// <summary>Exchanges the code of a phone button (not a login code), which works once and for five minutes.</summary>
    public async Task<WeChatPhone> GetPhoneNumberAsync(string code, CancellationToken ct = default)
    {
        var reply = Json(await WithTokenAsync("/wxa/business/getuserphonenumber", new { code }, spends: true, ct));
        var info = reply["phone_info"] as JsonObject;
        if (Text(info?["watermark"] as JsonObject, "appid") != _options.AppId)
        {
            throw Unreadable("The phone number belongs to another app.");
        }

        return Text(info, "purePhoneNumber") is { Length: > 0 } number
            ? new WeChatPhone(number, Text(info, "countryCode") ?? "86")
            : throw Unreadable("The answer has no phone number.");
    }

    /// <summary>The picture of a mini-program code (PNG or JPEG).</summary>
    /// <exception cref="WeChatException">41030 unknown page, 40169 bad scene, 45009 too many.</exception>
    public async Task<byte[]> GetUnlimitedCodeAsync(UnlimitedCodeRequest request, CancellationToken ct = default)
    {
        var body = new
        {
            scene = request.Scene,
            page = request.Page,
            check_path = request.CheckPath,
            env_version = request.Version,
            width = request.WidthPixels,
        };
        var picture = await WithTokenAsync("/wxa/getwxacodeunlimit", body, spends: false, ct);
        return picture is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, ..]
            ? picture
            : throw Unreadable("The answer is not a picture.");
    }

    public void Dispose() => _tokens.Dispose();

    private async Task<byte[]> WithTokenAsync(string path, object body, bool spends, CancellationToken ct)
    {
        var token = await _tokens.GetAsync(ct);
        try
        {
            return await PostAsync(token);
        }
        catch (WeChatException e) when (e.Code is "40001" or "42001" or "40014")
        {
            return await PostAsync(await _tokens.ReplaceAsync(token, ct));
        }

        Task<byte[]> PostAsync(string with) =>
            GoAsync(HttpMethod.Post, $"{path}?access_token={Uri.EscapeDataString(with)}", body, spends, ct);
    }

    private async Task<AccessToken> FetchTokenAsync(bool force, CancellationToken ct)
    {
        var body = new
        {
            grant_type = "client_credential",
            appid = _options.AppId,
            secret = _options.AppSecret,
            force_refresh = force,
        };
        var reply = Json(await GoAsync(HttpMethod.Post, "/cgi-bin/stable_token", body, spends: false, ct));
        return Text(reply, "access_token") is { Length: > 0 } token && int.TryParse(Text(reply, "expires_in"), out var seconds)
            ? new AccessToken(token, seconds)
            : throw Unreadable("The answer has no access token.");
    }

    /// <param name="spends">The call uses up a one-time code: after a lost answer a repeat could only fail, so it is repeated only when
    /// WeChat was busy or was never reached.</param>
    private Task<byte[]> GoAsync(HttpMethod method, string target, object? body, bool spends, CancellationToken ct) =>
        WeChatHttp.RepeatAsync(
            _options.Attempts,
            () => OnceAsync(method, target, body, ct),
            e => e.Code == "-1" || e.NeverSent || (!spends && (e.HttpStatus is 0 or >= 500)),
            ct
        );

    private async Task<byte[]> OnceAsync(HttpMethod method, string target, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, _base + target);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), PayTransport.Wire));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        var reply = await WeChatHttp.SendAsync(_http, request, _options.TimeoutSeconds, ct);
        if (reply.Status is < 200 or > 299)
        {
            var retryable = reply.Status is 429 or >= 500;
            throw new WeChatException($"HTTP_{reply.Status}", "WeChat did not answer the call.", reply.Status, retryable);
        }

        // Errors come with status 200, also where a picture was asked for. The declared content type is not reliable.
        if (reply.Body is [(byte)'{', ..] && ErrorOf(reply) is { } error)
        {
            throw error;
        }

        return reply.Body;
    }

    private static WeChatException? ErrorOf(WeChatReply reply)
    {
        var body = Json(reply.Body);
        var code = Text(body, "errcode");
        return code is null or "0"
            ? null
            : new WeChatException(code, Text(body, "errmsg") ?? "", reply.Status, retryable: code is "-1" or "45009" or "45011");
    }

    private static JsonObject Json(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw Unreadable("The answer is not a JSON object.");
        }
        catch (JsonException)
        {
            throw Unreadable("The answer is not JSON.");
        }
    }

    // Numbers too: WeChat writes countryCode sometimes as a number and sometimes as text.
    private static string? Text(JsonObject? body, string name) =>
        body?[name] is JsonValue value
            ? value.TryGetValue<string>(out var text)
                ? text
                : value.TryGetValue<long>(out var number)
                    ? number.ToString(CultureInfo.InvariantCulture)
                    : null
            : null;

    private static WeChatException Unreadable(string why) => new(WeChatException.ReplyUnreadable, why, 200, retryable: false);
}
