using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Banyan.Bench.Rows;

/// <summary>
/// The ceiling: PostgreSQL's own load generator sends the statements that Commit sends, in batches of 512. The arrays are made by the
/// server, so nothing but the statements' work is left.
/// </summary>
internal sealed partial class PgBench(string connectionString)
{
    public const int Batch = 512;

    /// <summary>Claims per second.</summary>
    public async Task<double> PerSecond(int clients, int seconds)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var count = clients.ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            .. (string[])
                [
                    "-n",
                    "-M",
                    "prepared",
                    "-c",
                    count,
                    "-j",
                    "1",
                    "-T",
                    seconds.ToString(CultureInfo.InvariantCulture),
                    "-f",
                    SourceTree.PgBenchScript,
                ],
            .. (string[])
                ["-h", server.Host!, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", server.Username!, server.Database!],
        ];
        var said = await Commands.Run(TimeSpan.FromSeconds(seconds + 30), "pgbench", arguments).ConfigureAwait(false);
        var match = Tps().Match(said);
        return match.Success
            ? double.Parse(match.Groups["tps"].Value, CultureInfo.InvariantCulture) * Batch
            : throw new InvalidOperationException($"pgbench said: {said}");
    }

    [GeneratedRegex(@"tps = (?<tps>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tps();
}
