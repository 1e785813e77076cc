using System.Text;
using Banyan.WeChatSandbox.Keys;

namespace Banyan.WeChatSandbox.Control;

/// <summary>Signs a message, or spoils it in one of the ways that a verifier must notice.</summary>
internal static class Disturbance
{
    public const string TamperBody = "tamper-body";
    public const string TamperSignature = "tamper-signature";
    public const string Unsigned = "unsigned";
    public const string Stale = "stale";
    public const string WrongSerial = "wrong-serial";
    public const string SignTest = "signtest";

    public static readonly IReadOnlyList<string> All = [TamperBody, TamperSignature, Unsigned, Stale, WrongSerial, SignTest];

    public static (SignedHeaders? Headers, byte[] Body) Apply(
        string? kind,
        PlatformSigner signer,
        SandboxKeys keys,
        string serial,
        byte[] body
    )
    {
        var signed = signer.Sign(body, serial);
        return kind switch
        {
            TamperBody => (signed, Tamper(body)),
            TamperSignature => (signed with { Signature = FlipFirst(signed.Signature) }, body),
            Unsigned => (null, body),
            Stale => (signer.Sign(body, serial, ageSeconds: 301), body),
            // The signature is right for the other key: a verifier that ignores the serial and tries one key only is found out.
            WrongSerial => (signed with { Serial = Other(keys, serial) }, body),
            SignTest => (signed with { Signature = "WECHATPAY/SIGNTEST/" + signed.Signature[19..] }, body),
            _ => (signed, body),
        };
    }

    private static string Other(SandboxKeys keys, string serial) => serial == keys.PublicKeyId ? keys.CertificateSerial : keys.PublicKeyId;

    private static string FlipFirst(string signature) => (signature[0] == 'A' ? 'B' : 'A') + signature[1..];

    // Still well-formed JSON, so that only the signature can tell.
    private static byte[] Tamper(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var digit = text.AsSpan().LastIndexOfAnyInRange('0', '8');
        return digit < 0
            ? [.. body, (byte)' ']
            : Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, digit), ((char)(text[digit] + 1)).ToString(), text.AsSpan(digit + 1)));
    }
}
