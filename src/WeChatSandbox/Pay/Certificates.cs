using System.Security.Cryptography.X509Certificates;
using Banyan.WeChatSandbox.Keys;

namespace Banyan.WeChatSandbox.Pay;

/// <summary>The platform certificates, encrypted with the APIv3 key.</summary>
internal static class Certificates
{
    public static void MapCertificates(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<SandboxKeys>();
        var signer = app.Services.GetRequiredService<PlatformSigner>();
        app.MapPay("GET", "/v3/certificates", _ => PayReply.Ok(new { data = new[] { Entry(keys, signer) } }));
        app.MapPay("GET", "/v3/{**rest}", _ => Unknown());
        app.MapPay("POST", "/v3/{**rest}", _ => Unknown());
    }

    private static PayReply Unknown() => PayReply.Error(404, "RESOURCE_NOT_EXISTS", "沙箱没有这个接口");

    private static object Entry(SandboxKeys keys, PlatformSigner signer)
    {
        using var certificate = X509Certificate2.CreateFromPem(keys.Certificate);
        var nonce = Tokens.Letters(12);
        return new
        {
            serial_no = keys.CertificateSerial,
            effective_time = SandboxClock.Wire(new DateTimeOffset(certificate.NotBefore).ToUnixTimeMilliseconds()),
            expire_time = SandboxClock.Wire(new DateTimeOffset(certificate.NotAfter).ToUnixTimeMilliseconds()),
            encrypt_certificate = new
            {
                algorithm = "AEAD_AES_256_GCM",
                nonce,
                associated_data = "certificate",
                ciphertext = signer.Encrypt(keys.Certificate, nonce, "certificate"),
            },
        };
    }
}
