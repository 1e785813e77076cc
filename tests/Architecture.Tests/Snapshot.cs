namespace Banyan.Architecture.Tests;

/// <summary>A committed file that must equal what the code says; BANYAN_UPDATE_SNAPSHOTS=1 writes it anew.</summary>
internal static class Snapshot
{
    public static void Matches(string path, string text)
    {
        var file = Path.Combine(Product.Root, path);
        if (Environment.GetEnvironmentVariable("BANYAN_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        (File.Exists(file) ? File.ReadAllText(file) : "").ShouldBe(
            text,
            $"{path} is not current. Look at the difference; if it is meant, run this test with BANYAN_UPDATE_SNAPSHOTS=1."
        );
    }
}
