using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.WeChatSandbox.Keys;

internal sealed record SignedHeaders(string Timestamp, string Nonce, string Signature, string Serial)
{
    public IEnumerable<(string Name, string Value)> All() =>
        [
            ("Wechatpay-Timestamp", Timestamp),
            ("Wechatpay-Nonce", Nonce),
            ("Wechatpay-Signature", Signature),
            ("Wechatpay-Serial", Serial),
            ("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048"),
        ];
}

/// <summary>Signs replies and notifications as the platform, and encrypts notification resources with the APIv3 key.</summary>
internal sealed class PlatformSigner : IDisposable
{
    private readonly SandboxKeys _keys;
    private readonly SandboxClock _clock;
    private readonly RSA _publicKey = RSA.Create();
    private readonly RSA _certified = RSA.Create();
    private readonly Lock _gate = new();

    public PlatformSigner(SandboxKeys keys, SandboxClock clock)
    {
        (_keys, _clock) = (keys, clock);
        _publicKey.ImportFromPem(keys.PublicKeyPrivateKey);
        _certified.ImportFromPem(keys.CertificatePrivateKey);
    }

    public bool Knows(string serial) => serial == _keys.PublicKeyId || serial == _keys.CertificateSerial;

    /// <summary>Signs with the key that has this serial.</summary>
    public SignedHeaders Sign(ReadOnlySpan<byte> body, string serial, int ageSeconds = 0)
    {
        var timestamp = ((_clock.NowMs / 1000) - ageSeconds).ToString(CultureInfo.InvariantCulture);
        var nonce = Tokens.Nonce();
        byte[] message = [.. Encoding.ASCII.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        var key = serial == _keys.CertificateSerial ? _certified : _publicKey;
        lock (_gate)
        {
            var signature = key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return new SignedHeaders(timestamp, nonce, Convert.ToBase64String(signature), serial);
        }
    }

    /// <summary>Chooses the certificate for so many percent of the messages, the public key for the others.</summary>
    public string SerialByShare(int certificatePercent) =>
        RandomNumberGenerator.GetInt32(100) < certificatePercent ? _keys.CertificateSerial : _keys.PublicKeyId;

    /// <summary>AEAD_AES_256_GCM: base64 of ciphertext and 16 bytes of tag.</summary>
    public string Encrypt(string plaintext, string nonce, string associatedData)
    {
        var text = Encoding.UTF8.GetBytes(plaintext);
        var cipher = new byte[text.Length];
        var tag = new byte[16];
        using var aes = new AesGcm(Encoding.UTF8.GetBytes(_keys.ApiV3Key), tag.Length);
        aes.Encrypt(Encoding.UTF8.GetBytes(nonce), text, cipher, tag, Encoding.UTF8.GetBytes(associatedData));
        return Convert.ToBase64String([.. cipher, .. tag]);
    }

    public void Dispose()
    {
        _publicKey.Dispose();
        _certified.Dispose();
    }
}
