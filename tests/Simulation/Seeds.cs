using System.Globalization;
using Banyan.Testing;

namespace Banyan.Simulation;

/// <summary>
/// Which runs are made. By default a fixed few; BANYAN_SEED makes one seed, BANYAN_SEEDS so many from BANYAN_SEED or 1 on, and
/// BANYAN_DATABASE (sqlite or postgres) one database.
/// </summary>
public static class Seeds
{
    private static readonly int[] Usual = [11, 23];

    public static IReadOnlyList<Database> Databases =>
        Environment.GetEnvironmentVariable("BANYAN_DATABASE")?.ToLowerInvariant() switch
        {
            "sqlite" => [Database.Sqlite],
            "postgres" => [Database.Postgres],
            null or "" => [Database.Sqlite, Database.Postgres],
            var other => throw new InvalidOperationException($"BANYAN_DATABASE is sqlite or postgres, not {other}"),
        };

    public static IReadOnlyList<int> ToRun =>
        (Number("BANYAN_SEED"), Number("BANYAN_SEEDS")) switch
        {
            (null, null) => Usual,
            ({ } seed, null) => [seed],
            var (from, count) => [.. Enumerable.Range(from ?? 1, count.Value)],
        };

    /// <summary>Whether many seeds were asked for.</summary>
    public static bool IsSoak => Number("BANYAN_SEEDS") is not null;

    /// <summary>The seed of tests that need only one.</summary>
    public static int First => ToRun[0];

    /// <summary>How to make this run again.</summary>
    public static string Replay(int seed, Database database, string test) =>
        $"BANYAN_SEED={seed} BANYAN_DATABASE={database.ToString().ToLowerInvariant()} dotnet run --project tests/Simulation -- -class \"*{test}\"";

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

/// <summary>Every seed on every database.</summary>
public sealed class SeedsOnDatabases : TheoryData<int, Database>
{
    public SeedsOnDatabases()
    {
        foreach (var seed in Seeds.ToRun)
        {
            foreach (var database in Seeds.Databases)
            {
                Add(seed, database);
            }
        }
    }
}

/// <summary>As <see cref="SeedsOnDatabases"/>, but only one seed unless seeds were asked for: for tests that take real time.</summary>
public sealed class FewSeedsOnDatabases : TheoryData<int, Database>
{
    public FewSeedsOnDatabases()
    {
        foreach (var seed in Seeds.IsSoak ? Seeds.ToRun : [Seeds.First])
        {
            foreach (var database in Seeds.Databases)
            {
                Add(seed, database);
            }
        }
    }
}

/// <summary>The databases asked for.</summary>
public sealed class AskedDatabases : TheoryData<Database>
{
    public AskedDatabases() => AddRange(Seeds.Databases.ToArray());
}
