using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Banyan.Bench.Rows;

/// <summary>
/// The ceiling: PostgreSQL's own load generator sends the statements that Commit sends, in batches of 512. The arrays are made by the
/// server, so nothing but the statements' work is left.
/// </summary>
internal sealed partial class PgBench(string connectionString, string folder)
{
    public const int Batch = 512;

    // What was read is written back, as Commit does it: row lock, then INSERT … unnest, then UPDATE … FROM unnest.
    private const string Script = """
        \set base random(-9000000000000000000, -1000000000000)
        BEGIN;
        SELECT t.* FROM "pool" AS t WHERE (t."shop_id", t."key") IN (SELECT * FROM unnest(ARRAY[1]::bigint[], ARRAY['sku:1']::text[])) ORDER BY t."shop_id", t."key" FOR UPDATE OF t \gset p_
        INSERT INTO "claim" ("shop_id", "id", "created_at", "expires_at", "holder", "part", "pool_key", "quantity", "returned", "state", "version") SELECT * FROM unnest(array_fill(1::bigint, ARRAY[512]), (SELECT array_agg(:base::bigint + g) FROM generate_series(1, 512) AS g), array_fill(1780000000000::bigint, ARRAY[512]), array_fill(1780000900000::bigint, ARRAY[512]), (SELECT array_agg('order:' || (:base::bigint + g)::text) FROM generate_series(1, 512) AS g), array_fill(''::text, ARRAY[512]), array_fill('sku:1'::text, ARRAY[512]), array_fill(1::bigint, ARRAY[512]), array_fill(0::bigint, ARRAY[512]), array_fill('Held'::text, ARRAY[512]), array_fill(0, ARRAY[512]));
        UPDATE "pool" AS t SET "held" = v."held", "taken" = v."taken", "total" = v."total", "version" = t."version" + 1 FROM unnest(ARRAY[1]::bigint[], ARRAY['sku:1']::text[], ARRAY[:p_held::bigint + 512]::bigint[], ARRAY[:p_taken::bigint]::bigint[], ARRAY[:p_total::bigint]::bigint[], ARRAY[:p_version::integer]::integer[]) AS v ("shop_id", "key", "held", "taken", "total", "version") WHERE t."shop_id" = v."shop_id" AND t."key" = v."key" AND t."version" = v."version";
        COMMIT;
        """;

    /// <summary>Claims per second.</summary>
    public async Task<double> PerSecond(int clients, int seconds)
    {
        var script = Path.Combine(folder, "claim.pgbench");
        await File.WriteAllTextAsync(script, Script).ConfigureAwait(false);
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var count = clients.ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            .. (string[])
                ["-n", "-M", "prepared", "-c", count, "-j", "1", "-T", seconds.ToString(CultureInfo.InvariantCulture), "-f", script],
            .. (string[])
                ["-h", server.Host!, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", server.Username!, server.Database!],
        ];
        var said = await Commands.Run(TimeSpan.FromSeconds(seconds + 30), "pgbench", arguments).ConfigureAwait(false);
        var match = Tps().Match(said);
        return match.Success
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * Batch
            : throw new InvalidOperationException($"pgbench said: {said}");
    }

    [GeneratedRegex(@"tps = ([0-9.]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tps();
}
