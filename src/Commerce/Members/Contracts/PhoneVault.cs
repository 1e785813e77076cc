using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Banyan.Commerce.Members.Secrets;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Members.Contracts;

/// <summary>
/// Keeps phone numbers: encrypted for reading back, hashed with the shop's own secret for finding and for uniqueness, masked for showing.
/// A plain hash would be no protection, since all numbers can be tried in seconds.
/// </summary>
public sealed class PhoneVault(IDataProtectionProvider protection, IDbContextFactory<BanyanDb> factory, Commit commit, TimeProvider clock)
{
    private const int SecretBytes = 32;
    private const int MaxOpened = 10_000;
    private readonly IDataProtector phones = protection.CreateProtector("Banyan.Members.Phone.v1");
    private readonly IDataProtector secrets = protection.CreateProtector("Banyan.Members.PhoneIndex.v1");

    /// <summary>One attempt per shop: a crowd that comes before the first secret is made must not make a secret each.</summary>
    private readonly ConcurrentDictionary<Id, Lazy<Task<byte[]>>> indexSecrets = [];

    /// <summary>Opened lately: deriving a key for every number costs more than the rest of reading an address.</summary>
    private readonly ConcurrentDictionary<string, string> opened = new(StringComparer.Ordinal);

    public string Seal(string phone) => phones.Protect(phone);

    public string Open(string phoneSealed)
    {
        if (opened.TryGetValue(phoneSealed, out var known))
        {
            return known;
        }

        var phone = phones.Unprotect(phoneSealed);
        if (opened.Count >= MaxOpened)
        {
            opened.Clear();
        }

        opened[phoneSealed] = phone;
        return phone;
    }

    /// <summary>The masked number of a sealed one, such as 138****1234; null stays null.</summary>
    public string? MaskSealed(string? phoneSealed) => phoneSealed is null ? null : PhoneNumber.Mask(Open(phoneSealed));

    /// <summary>The keyed hash under which the number is found in this shop; another shop's hash of it is another.</summary>
    public async Task<string> IndexOf(Id shopId, string phone, CancellationToken cancellation)
    {
        var secret = indexSecrets.GetOrAdd(shopId, id => new Lazy<Task<byte[]>>(() => SecretOf(id)));
        byte[] key;
        try
        {
            key = await secret.Value.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch when (secret.Value.IsFaulted)
        {
            // The next who comes tries again.
            indexSecrets.TryRemove(new(shopId, secret));
            throw;
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(phone)));
    }

    private async Task<byte[]> SecretOf(Id shopId)
    {
        await using var db = await factory.OpenFor(shopId, CancellationToken.None).ConfigureAwait(false);
        var stored = await db.Set<ShopSecret>()
            .AsNoTracking()
            .FirstOrDefaultAsync(secret => secret.Name == ShopSecrets.PhoneIndex)
            .ConfigureAwait(false);
        if (stored is null)
        {
            var made = await commit
                .Run(
                    new KeepSecret
                    {
                        ShopId = shopId,
                        At = clock.GetUtcNow(),
                        Name = ShopSecrets.PhoneIndex,
                        Sealed = secrets.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))),
                    }
                )
                .ConfigureAwait(false);
            stored = made.Value;
        }

        return Convert.FromBase64String(secrets.Unprotect(stored.Sealed));
    }
}

/// <summary>Mainland phone numbers: eleven digits, the first 1, the second 3–9.</summary>
public static class PhoneNumber
{
    private const int Length = 11;

    public static bool IsValid(string? phone) =>
        phone is { Length: Length } && phone.All(char.IsAsciiDigit) && phone[0] == '1' && phone[1] is >= '3' and <= '9';

    /// <summary>The first three and the last four digits; a number of another length shows nothing.</summary>
    public static string Mask(string phone) => phone.Length == Length ? $"{phone[..3]}****{phone[^4..]}" : "****";
}
