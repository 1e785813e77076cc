using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Banyan.Adapters.WeChat;

/// <summary>Signed requests to WeChat Pay and verified answers.</summary>
internal sealed class PayTransport(WeChatOptions options, HttpClient http)
{
    public static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // A file is longer than an answer and may take longer.
    private const int FilePatience = 8;

    private readonly MerchantSigner _signer = new(options);
    private readonly PlatformKeys _keys = new(options);
    private readonly string _base = options.PayBase.TrimEnd('/');

    /// <summary>
    /// Every call carries the merchant's own number, so WeChat takes repeats as the same call: failures of the network and of WeChat
    /// itself are repeated here, refusals and rate limits are left to the caller.
    /// </summary>
    public Task<T> CallAsync<T>(HttpMethod method, string target, object? body, CancellationToken ct)
        where T : class => WeChatHttp.RepeatAsync(options.Attempts, () => OnceAsync<T>(method, target, body, ct), IsPassing, ct);

    /// <summary>For calls that answer 204.</summary>
    public Task TellAsync(HttpMethod method, string target, object? body, CancellationToken ct) =>
        WeChatHttp.RepeatAsync(options.Attempts, () => SendAsync(method, target, body, ct), IsPassing, ct);

    /// <summary>
    /// A file from an address that WeChat named in a signed answer. The request is signed as any other, the file is not. Our signature
    /// goes to no other host than the one that we call anyway.
    /// </summary>
    public Task<byte[]> DownloadAsync(string address, CancellationToken ct)
    {
        var isOurs =
            Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && Uri.TryCreate(_base, UriKind.Absolute, out var home)
            && uri.Scheme == home.Scheme
            && uri.Authority == home.Authority;
        return isOurs
            ? WeChatHttp.RepeatAsync(options.Attempts, () => FileAsync(uri!, ct), IsPassing, ct)
            : throw new WeChatException(WeChatException.ReplyUnreadable, "The file lies on another host.", 200, retryable: false);
    }

    private static bool IsPassing(WeChatException e) => e.Code is WeChatException.Timeout or WeChatException.Network || e.HttpStatus >= 500;

    private async Task<T> OnceAsync<T>(HttpMethod method, string target, object? body, CancellationToken ct)
        where T : class
    {
        var reply = await SendAsync(method, target, body, ct);
        try
        {
            if (JsonSerializer.Deserialize<T>(reply.Body, Wire) is { } value)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // Said below: the text itself stays out of messages and logs.
        }

        throw new WeChatException(WeChatException.ReplyUnreadable, "The answer is not the expected JSON.", reply.Status, retryable: true);
    }

    private async Task<WeChatReply> SendAsync(HttpMethod method, string target, object? body, CancellationToken ct)
    {
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Wire);
        using var request = Signed(method, _base + target, bytes, hasBody: body is not null);
        var reply = await WeChatHttp.SendAsync(http, request, options.TimeoutSeconds, ct);
        var distrust = _keys.Distrust(reply.Signature, reply.Body);
        if (reply.Status is < 200 or > 299)
        {
            throw Refused(reply, verified: distrust is null);
        }

        return distrust is null
            ? reply
            : throw new WeChatException(WeChatException.ReplyNotTrusted, $"The answer is {distrust}.", reply.Status, retryable: true);
    }

    private async Task<byte[]> FileAsync(Uri address, CancellationToken ct)
    {
        using var request = Signed(HttpMethod.Get, address.AbsoluteUri, [], hasBody: false);
        var reply = await WeChatHttp.SendAsync(http, request, options.TimeoutSeconds * FilePatience, ct, WeChatHttp.MaxFileBytes);
        return reply.Status is >= 200 and <= 299 ? reply.Body : throw Refused(reply, verified: false);
    }

    private HttpRequestMessage Signed(HttpMethod method, string address, byte[] bytes, bool hasBody)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "WECHATPAY2-SHA256-RSA2048",
            _signer.Authorization(method.Method, request.RequestUri!.PathAndQuery, bytes)
        );
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Banyan", "1"));
        if (_keys.Preferred is { } serial)
        {
            request.Headers.TryAddWithoutValidation("Wechatpay-Serial", serial);
        }

        if (hasBody)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    private static WeChatException Refused(WeChatReply reply, bool verified)
    {
        ErrorBody? error = null;
        try
        {
            error = JsonSerializer.Deserialize<ErrorBody>(reply.Body, Wire);
        }
        catch (JsonException)
        {
            // A gateway's page instead of WeChat's JSON.
        }

        var code = error?.Code is { Length: > 0 } given ? given : $"HTTP_{reply.Status}";
        return new WeChatException(code, error?.Message ?? "", reply.Status, retryable: reply.Status is 429 or >= 500)
        {
            Verified = verified,
        };
    }

    private sealed record ErrorBody(string? Code, string? Message);
}
