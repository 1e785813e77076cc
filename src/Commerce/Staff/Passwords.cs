using Banyan.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Banyan.Commerce.Staff;

/// <summary>Hashes passwords with the framework's PBKDF2, and takes the same time for a login that does not exist.</summary>
internal sealed class Passwords
{
    public const int MinLength = 10;
    public const int MaxLength = 100;

    private static readonly object Nobody = new();
    private readonly PasswordHasher<object> hasher = new();
    private readonly Lazy<string> decoy;

    public Passwords() => decoy = new Lazy<string>(() => hasher.HashPassword(Nobody, "nobody has this password"));

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <param name="hash">Null where the login does not exist: false, after the same work.</param>
    public bool Fits(string? hash, string password) =>
        hasher.VerifyHashedPassword(Nobody, hash ?? decoy.Value, password) != PasswordVerificationResult.Failed && hash is not null;

    public static Sentence TooWeak { get; } =
        new(
            $"密码为 {MinLength} 到 {MaxLength} 个字符，不能与账号相同",
            $"A password has {MinLength} to {MaxLength} characters and differs from the login"
        );

    public static bool IsGood(string? password, string login) =>
        password is { Length: >= MinLength and <= MaxLength }
        && password.Distinct().Count() >= 4
        && !string.Equals(password, login, StringComparison.OrdinalIgnoreCase);
}
