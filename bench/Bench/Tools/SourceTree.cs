namespace Banyan.Bench;

/// <summary>Where things lie in the repository.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static string Host => Built("src/Host", "Banyan.Host.dll");

    public static string Echo => Built("bench/Echo", "Banyan.Echo.dll");

    public static string WrkScript => Path.Combine(Root, "bench/Bench/rotate.lua");

    public static string PgBenchScript => Path.Combine(Root, "bench/Bench/claim.pgbench");

    public static string Vendure => Path.Combine(Root, "bench/Vendure");

    private static string Built(string project, string name)
    {
        var path = Path.Combine(Root, project, "bin/Release/net10.0", name);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: dotnet build bench/Bench -c Release");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The benchmarks run inside of the repository.");
    }
}
