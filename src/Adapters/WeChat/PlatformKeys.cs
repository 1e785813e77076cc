using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Banyan.Adapters.WeChat;

/// <summary>The four headers that prove who sent a reply or a notification.</summary>
public sealed record WeChatSignature(string Timestamp, string Nonce, string Signature, string Serial)
{
    /// <summary>Takes them from a request or a reply; missing ones are empty.</summary>
    /// <param name="header">The single value of a header, or null.</param>
    public static WeChatSignature From(Func<string, string?> header) =>
        new(
            header("Wechatpay-Timestamp") ?? "",
            header("Wechatpay-Nonce") ?? "",
            header("Wechatpay-Signature") ?? "",
            header("Wechatpay-Serial") ?? ""
        );
}

/// <summary>Keys of the platform by serial: public key ids and certificate numbers side by side, chosen per message.</summary>
internal sealed class PlatformKeys
{
    private const int MaxSkewSeconds = 300;
    private readonly Dictionary<string, RsaPool> _bySerial = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _clock;

    public PlatformKeys(WeChatOptions options)
    {
        _clock = options.Clock;
        if (options.PlatformPublicKeyId.Length > 0)
        {
            _bySerial[options.PlatformPublicKeyId] = new RsaPool(() => ReadKey(options.PlatformPublicKey));
        }

        foreach (var pem in options.PlatformCertificates)
        {
            var (serial, key) = ReadCertificate(pem);
            key.Dispose();
            _bySerial[serial] = new RsaPool(() => ReadCertificate(pem).Key);
        }

        // The public key is asked for on every call, so that replies are signed by it even while WeChat switches over.
        Preferred = options.PlatformPublicKeyId.Length > 0 ? options.PlatformPublicKeyId : _bySerial.Keys.FirstOrDefault();
    }

    public string? Preferred { get; }

    public static RSA ReadKey(string pem) => PemKey.Read(pem);

    public static (string Serial, RSA Key) ReadCertificate(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        var key = certificate.GetRSAPublicKey() ?? throw new CryptographicException("The certificate has no RSA key.");
        return (certificate.SerialNumber, key);
    }

    /// <summary>Why this message is not WeChat's, or null when it is.</summary>
    /// <param name="signature">Its headers.</param>
    /// <param name="body">Its raw bytes; JSON that was read and written again has another signature.</param>
    public string? Distrust(WeChatSignature signature, ReadOnlySpan<byte> body)
    {
        if (signature is { Timestamp: "" } or { Nonce: "" } or { Signature: "" } or { Serial: "" })
        {
            return "unsigned";
        }

        if (
            !long.TryParse(signature.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(_clock.GetUtcNow().ToUnixTimeSeconds() - seconds) >= MaxSkewSeconds
        )
        {
            return "stale";
        }

        if (!_bySerial.TryGetValue(signature.Serial, out var pool))
        {
            return "unknown_serial";
        }

        byte[] message = [.. Encoding.UTF8.GetBytes($"{signature.Timestamp}\n{signature.Nonce}\n"), .. body, (byte)'\n'];
        return pool.Use(key => Verifies(key, message, signature.Signature)) ? null : "bad_signature";
    }

    // WeChat's probes (WECHATPAY/SIGNTEST/…) end here like any other bad signature.
    private static bool Verifies(RSA key, byte[] message, string signature)
    {
        var bytes = new byte[1024];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(message, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
