using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.WeChatSandbox;

/// <summary>Unguessable names in the shapes that WeChat gives them.</summary>
internal static class Tokens
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string Letters(int length) => RandomNumberGenerator.GetString(Alphanumeric, length);

    public static string Digits(int length) => RandomNumberGenerator.GetString("0123456789", length);

    public static string Hex(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);

    public static string Nonce() => Letters(32);

    public static string PrepayId(long nowMs) => "wx" + SandboxClock.Compact(nowMs, "yyyyMMddHHmmss") + Hex(20);

    public static string TransactionId(long nowMs) => "420000" + Digits(4) + SandboxClock.Compact(nowMs, "yyyyMMdd") + Digits(10);

    public static string RefundId(long nowMs) => "5030" + Digits(6) + SandboxClock.Compact(nowMs, "yyyyMMdd") + Digits(10);

    /// <summary>The same persona always has the same openid: "o" and 27 characters of base64url(SHA-256("persona:NAME")).</summary>
    public static string PersonaOpenId(string name)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("persona:" + name)));
        return "o" + hash.Replace('+', '-').Replace('/', '_')[..27];
    }

    public static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
