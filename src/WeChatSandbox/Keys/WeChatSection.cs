using System.Security.Cryptography;
using System.Text.Json;

namespace Banyan.WeChatSandbox.Keys;

/// <summary>
/// DIR/wechat-sandbox.json: the section "WeChat" as the Host reads it. It holds the merchant's side only; the platform's private
/// keys stay in keys.json. Written after the start because only then the port is known.
/// </summary>
internal static class WeChatSection
{
    public static void Write(WebApplication app)
    {
        var keys = app.Services.GetRequiredService<SandboxKeys>();
        var options = app.Services.GetRequiredService<SandboxOptions>();
        var path = Path.Combine(options.DataDirectory, "wechat-sandbox.json");
        var text = JsonSerializer.Serialize(new { WeChat = Section(keys, options, app.Urls.First()) }, IndentedAsWritten);
        PrivateFile.Write(path, text);
    }

    private static JsonSerializerOptions IndentedAsWritten { get; } =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static object Section(SandboxKeys keys, SandboxOptions options, string address)
    {
        using var publicKey = RSA.Create();
        publicKey.ImportFromPem(keys.PublicKeyPrivateKey);
        return new
        {
            Sandbox = true,
            ApiBase = address,
            PayBase = address,
            CashierBase = address,
            NotifyBase = options.HostAddress,
            keys.AppId,
            keys.AppSecret,
            keys.MerchantId,
            keys.MerchantSerial,
            keys.MerchantPrivateKey,
            keys.ApiV3Key,
            PlatformPublicKeyId = keys.PublicKeyId,
            PlatformPublicKey = publicKey.ExportSubjectPublicKeyInfoPem(),
            PlatformCertificates = new[] { keys.Certificate },
        };
    }
}
