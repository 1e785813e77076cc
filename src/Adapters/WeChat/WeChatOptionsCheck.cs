using System.Security.Cryptography;
using System.Text;

namespace Banyan.Adapters.WeChat;

/// <summary>Finds a wrong key at the start instead of at the first payment.</summary>
internal static class WeChatOptionsCheck
{
    public static IReadOnlyList<string> Problems(WeChatOptions options)
    {
        var hasKey = options.PlatformPublicKeyId.Length > 0;
        (bool Bad, string Problem)[] checks =
        [
            (!IsAddress(options, options.ApiBase), "ApiBase must be an https address."),
            (!IsAddress(options, options.PayBase), "PayBase must be an https address."),
            (!IsAddress(options, options.NotifyBase), "NotifyBase must be an https address."),
            (options.AppId.Length == 0, "AppId is missing."),
            (options.AppSecret.Length == 0, "AppSecret is missing."),
            (options.MerchantId.Length == 0, "MerchantId is missing."),
            (options.MerchantSerial.Length == 0, "MerchantSerial is missing."),
            (!Reads(() => MerchantSigner.ReadKey(options)), "MerchantPrivateKey is not an RSA private key in PEM."),
            (Encoding.UTF8.GetByteCount(options.ApiV3Key) != 32, "ApiV3Key must have 32 bytes."),
            (!hasKey && options.PlatformCertificates.Length == 0, "Neither PlatformPublicKey nor PlatformCertificates is given."),
            (hasKey && !Reads(() => PlatformKeys.ReadKey(options.PlatformPublicKey)), "PlatformPublicKey is not an RSA public key in PEM."),
            (
                !options.PlatformCertificates.All(c => Reads(() => PlatformKeys.ReadCertificate(c).Key)),
                "PlatformCertificates has a bad one."
            ),
            (options.TimeoutSeconds is < 1 or > 60, "TimeoutSeconds must be 1 to 60."),
            (options.Attempts is < 1 or > 5, "Attempts must be 1 to 5."),
        ];
        return [.. checks.Where(c => c.Bad).Select(c => c.Problem)];
    }

    private static bool IsAddress(WeChatOptions options, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (options.Sandbox && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static bool Reads(Func<RSA> read)
    {
        try
        {
            using var key = read();
            return true;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
