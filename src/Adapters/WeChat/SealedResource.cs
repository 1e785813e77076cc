using System.Security.Cryptography;
using System.Text;

namespace Banyan.Adapters.WeChat;

/// <summary>AEAD_AES_256_GCM: the content of a notification or a platform certificate.</summary>
internal sealed record SealedResource(string Algorithm, string Ciphertext, string? AssociatedData, string Nonce, string? OriginalType)
{
    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    /// <summary>The plaintext, or null when it was not sealed with this key or was changed on the way.</summary>
    /// <param name="apiV3Key">32 bytes of ASCII.</param>
    public byte[]? Open(string apiV3Key)
    {
        var sealedBytes = new byte[(Ciphertext.Length * 3 / 4) + 3];
        var nonce = Encoding.UTF8.GetBytes(Nonce);
        if (
            Algorithm != "AEAD_AES_256_GCM"
            || nonce.Length != NonceBytes
            || !Convert.TryFromBase64String(Ciphertext, sealedBytes, out var length)
            || length < TagBytes
        )
        {
            return null;
        }

        var plain = new byte[length - TagBytes];
        try
        {
            using var aes = new AesGcm(Encoding.UTF8.GetBytes(apiV3Key), TagBytes);
            aes.Decrypt(
                nonce,
                sealedBytes.AsSpan(0, plain.Length),
                sealedBytes.AsSpan(plain.Length, TagBytes),
                plain,
                Encoding.UTF8.GetBytes(AssociatedData ?? "")
            );
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
