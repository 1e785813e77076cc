using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Banyan.WeChatSandbox.Keys;

/// <summary>
/// Both sides' keys, made at the first start. The platform has two independent key pairs, as WeChat has: the newer public key
/// (PUB_KEY_ID_…) and the older certificate; during a switch messages arrive signed by either.
/// </summary>
internal sealed record SandboxKeys
{
    public required string AppId { get; init; }
    public required string AppSecret { get; init; }
    public required string MerchantId { get; init; }
    public required string MerchantSerial { get; init; }
    public required string MerchantPrivateKey { get; init; }
    public required string ApiV3Key { get; init; }
    public required string PublicKeyId { get; init; }
    public required string PublicKeyPrivateKey { get; init; }
    public required string Certificate { get; init; }
    public required string CertificateSerial { get; init; }
    public required string CertificatePrivateKey { get; init; }

    public static SandboxKeys LoadOrCreate(string path)
    {
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize<SandboxKeys>(File.ReadAllText(path), Json.Own)
                ?? throw new InvalidOperationException("The sandbox's keys.json is empty; delete it to make new keys.");
        }

        var keys = Create();
        PrivateFile.Write(path, JsonSerializer.Serialize(keys, Json.Own));
        return keys;
    }

    // The word SANDBOX in the key id lets a Host refuse these keys outside demo mode even when the flag is lost.
    private static SandboxKeys Create()
    {
        using var merchant = RSA.Create(2048);
        using var publicKey = RSA.Create(2048);
        using var certified = RSA.Create(2048);
        using var certificate = SelfSigned("CN=WeChat Sandbox Platform", certified);
        using var merchantCertificate = SelfSigned("CN=WeChat Sandbox Merchant", merchant);
        return new SandboxKeys
        {
            AppId = "wx" + Tokens.Hex(16),
            AppSecret = Tokens.Hex(32),
            MerchantId = "1900" + Tokens.Digits(6),
            MerchantSerial = merchantCertificate.SerialNumber,
            MerchantPrivateKey = merchant.ExportPkcs8PrivateKeyPem(),
            ApiV3Key = Tokens.Letters(32),
            PublicKeyId = "PUB_KEY_ID_SANDBOX" + Tokens.Digits(20),
            PublicKeyPrivateKey = publicKey.ExportPkcs8PrivateKeyPem(),
            Certificate = certificate.ExportCertificatePem(),
            CertificateSerial = certificate.SerialNumber,
            CertificatePrivateKey = certified.ExportPkcs8PrivateKeyPem(),
        };
    }

    // Valid for so long that moving the demo clock never ends it.
    private static X509Certificate2 SelfSigned(string name, RSA key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var serial = RandomNumberGenerator.GetBytes(20);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        var signer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return request.Create(request.SubjectName, signer, from, from.AddYears(60), serial);
    }
}
