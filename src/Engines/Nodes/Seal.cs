using System.Security.Cryptography;
using System.Text;

namespace Banyan.Engines.Nodes;

/// <summary>
/// Encrypts secrets before they are stored: AES-256-GCM under a key derived per purpose from the installation's master key.
/// The master key lives outside of the database, so that a copy of the database alone tells no secret.
/// </summary>
public sealed class Seal(byte[] masterKey)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] masterKey =
        masterKey.Length >= 32 ? masterKey : throw new ArgumentException("At least 32 bytes.", nameof(masterKey));

    public string Close(string purpose, byte[] secret)
    {
        var box = new byte[NonceSize + secret.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(KeyFor(purpose), TagSize);
        aes.Encrypt(
            box.AsSpan(0, NonceSize),
            secret,
            box.AsSpan(NonceSize, secret.Length),
            box.AsSpan(NonceSize + secret.Length),
            Encoding.UTF8.GetBytes(purpose)
        );
        return Convert.ToBase64String(box);
    }

    /// <exception cref="CryptographicException">It was sealed under another master key, for another purpose, or was changed.</exception>
    public byte[] Open(string purpose, string box)
    {
        var bytes = Convert.FromBase64String(box);
        if (bytes.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("Not a sealed value.");
        }

        var secret = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(KeyFor(purpose), TagSize);
        aes.Decrypt(
            bytes.AsSpan(0, NonceSize),
            bytes.AsSpan(NonceSize, secret.Length),
            bytes.AsSpan(NonceSize + secret.Length),
            secret,
            Encoding.UTF8.GetBytes(purpose)
        );
        return secret;
    }

    private byte[] KeyFor(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, 32, null, Encoding.UTF8.GetBytes(purpose));
}
