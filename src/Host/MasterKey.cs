using System.Security.Cryptography;

namespace Banyan.Host;

/// <summary>
/// The installation's master key: from the environment (several nodes share it so), else from a file in the data directory that only its
/// owner can read, made at the first start.
/// </summary>
internal static class MasterKey
{
    public const string Variable = "BANYAN_MASTER_KEY";
    private const int Size = 32;

    public static byte[] LoadOrMake(string dataDirectory)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            var key = new byte[Size];
            return Convert.TryFromBase64String(given, key, out var written) && written == Size
                ? key
                : throw new InvalidOperationException($"{Variable} must be {Size} random bytes in base64.");
        }

        var path = Path.Combine(dataDirectory, "master.key");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(dataDirectory);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(path, options);
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)));
        }

        return Convert.FromBase64String(File.ReadAllText(path).Trim());
    }
}
