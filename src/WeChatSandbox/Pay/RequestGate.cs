using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Banyan.WeChatSandbox.Keys;

namespace Banyan.WeChatSandbox.Pay;

/// <summary>Checks a merchant's request as WeChat Pay does, with its messages.</summary>
internal sealed partial class RequestGate : IDisposable
{
    private const string Scheme = "WECHATPAY2-SHA256-RSA2048";
    private readonly SandboxKeys _keys;
    private readonly SandboxClock _clock;
    private readonly RSA _merchant = RSA.Create();
    private readonly Lock _gate = new();

    public RequestGate(SandboxKeys keys, SandboxClock clock)
    {
        (_keys, _clock) = (keys, clock);
        _merchant.ImportFromPem(keys.MerchantPrivateKey);
    }

    /// <summary>The refusal, or null when the request is the merchant's.</summary>
    /// <param name="request">For its headers.</param>
    /// <param name="target">Path and query exactly as they came over the wire.</param>
    /// <param name="body">The raw body.</param>
    public PayReply? Refuse(HttpRequest request, string target, byte[] body)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return SignError("Http头缺少Authorization");
        }

        if (!header.StartsWith(Scheme + " ", StringComparison.Ordinal))
        {
            return SignError("Http头Authorization认证类型不正确");
        }

        var parts = Part()
            .Matches(header)
            .GroupBy(m => m.Groups["name"].Value)
            .ToDictionary(g => g.Key, g => g.Last().Groups["value"].Value);
        string[] needed = ["mchid", "nonce_str", "timestamp", "serial_no", "signature"];
        if (!needed.All(parts.ContainsKey) || !long.TryParse(parts["timestamp"], CultureInfo.InvariantCulture, out var seconds))
        {
            return SignError("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》");
        }

        if (Math.Abs((_clock.NowMs / 1000) - seconds) > 300)
        {
            return SignError("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟");
        }

        if (parts["mchid"] != _keys.MerchantId || parts["serial_no"] != _keys.MerchantSerial)
        {
            return SignError("商户证书序列号有误。请使用签名私钥匹配的证书序列号");
        }

        return Verify(request.Method, target, parts, body) ?? RefuseHeaders(request);
    }

    public void Dispose() => _merchant.Dispose();

    private PayReply? Verify(string method, string target, Dictionary<string, string> parts, byte[] body)
    {
        var head = $"{method}\n{target}\n{parts["timestamp"]}\n{parts["nonce_str"]}\n";
        byte[] message = [.. Encoding.UTF8.GetBytes(head), .. body, (byte)'\n'];
        var signature = new byte[256];
        lock (_gate)
        {
            if (
                Convert.TryFromBase64String(parts["signature"], signature, out var length)
                && _merchant.VerifyData(message, signature.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            )
            {
                return null;
            }
        }

        // WeChat shows what it signed, with the body cut short, so that a developer can compare.
        var shown = head + Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 10))) + "\n";
        var information = new
        {
            method,
            url = target,
            truncated_sign_message = shown,
            sign_message_length = message.Length,
        };
        return PayReply.Error(
            401,
            "SIGN_ERROR",
            "错误的签名，验签失败",
            new
            {
                detail = new { issue = "sign not match" },
                field = "signature",
                location = "authorization",
                sign_information = information,
            }
        );
    }

    private static PayReply? RefuseHeaders(HttpRequest request)
    {
        if (request.Headers.UserAgent.Count == 0 || request.Headers.Accept.Count == 0)
        {
            return PayReply.Error(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent");
        }

        return HttpMethods.IsPost(request.Method) && !request.HasJsonContentType()
            ? PayReply.Error(400, "PARAM_ERROR", "Http头Content-Type应为application/json")
            : null;
    }

    private static PayReply SignError(string message) => PayReply.Error(401, "SIGN_ERROR", message);

    [GeneratedRegex("""(?<name>[a-z_]+)="(?<value>[^"]*)"(,|$)""", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Part();
}
