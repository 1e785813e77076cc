using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.Adapters.WeChat;

/// <summary>SHA256-RSA2048 with the merchant's key.</summary>
internal sealed class MerchantSigner(WeChatOptions options)
{
    private const string NonceAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private readonly RsaPool _key = new(() => ReadKey(options));

    public static RSA ReadKey(WeChatOptions options) => PemKey.Read(options.MerchantPrivateKey);

    public static string Nonce() => RandomNumberGenerator.GetString(NonceAlphabet, 32);

    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public string Sign(string message) => Sign(Encoding.UTF8.GetBytes(message));

    /// <summary>The Authorization parameter of one request.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="target">Path and query exactly as they go over the wire.</param>
    /// <param name="body">Empty for GET.</param>
    public string Authorization(string method, string target, byte[] body)
    {
        var (timestamp, nonce) = (Seconds(options.Clock.GetUtcNow()), Nonce());
        var signature = Sign([.. Encoding.UTF8.GetBytes($"{method}\n{target}\n{timestamp}\n{nonce}\n"), .. body, (byte)'\n']);
        return $"mchid=\"{options.MerchantId}\",nonce_str=\"{nonce}\",timestamp=\"{timestamp}\","
            + $"serial_no=\"{options.MerchantSerial}\",signature=\"{signature}\"";
    }

    private string Sign(byte[] message) =>
        Convert.ToBase64String(_key.Use(key => key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
}

internal static class PemKey
{
    public static RSA Read(string pem)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
