using System.Globalization;
using Banyan.Testing;

namespace Banyan.Bench.Rows;

/// <summary>
/// Claims of one hot pool without HTTP: what batching gains over the best naive code, and how far it is from the database's own.
/// </summary>
internal static class ClaimOnPostgres
{
    private const string Name = "claim-postgres";
    private const int Few = 64;
    private const int Many = 256;

    public static async Task<IReadOnlyList<Figure>> Measure(Settings settings)
    {
        await using var pool = await HotPool.Open(Database.Postgres).ConfigureAwait(false);
        return await Measure(settings, pool, new PgBench(pool.ConnectionString)).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<Figure>> Measure(Settings settings, HotPool pool, PgBench pgBench)
    {
        var (seconds, shortly) = (settings.Seconds, Math.Max(1, settings.WarmSeconds / 3));
        await pool.Batched(Many, settings.WarmSeconds).ConfigureAwait(false);
        var way = await Rounds
            .Best(
                [new NaiveWay(true, 64), new NaiveWay(true, 16), new NaiveWay(true, 4), new NaiveWay(false, 64), new NaiveWay(false, 4)],
                async way =>
                {
                    await using var tried = new NaiveOnPostgres(pool.ConnectionString, way);
                    return await tried.PerSecond(Few, shortly).ConfigureAwait(false);
                }
            )
            .ConfigureAwait(false);
        var clients = await Rounds.Best([1, 2, 4], count => pgBench.PerSecond(count, shortly)).ConfigureAwait(false);
        await using var naive = new NaiveOnPostgres(pool.ConnectionString, way);
        await naive.PerSecond(Few, 1).ConfigureAwait(false);
        var rounds = await Rounds
            .Interleave(
                settings.Rounds,
                new Side("batched, N=64", () => pool.Batched(Few, seconds)),
                new Side(way.ToString(), () => naive.PerSecond(Few, seconds)),
                new Side("batched, N=256", () => pool.Batched(Many, seconds)),
                new Side(
                    $"pgbench b=512, {clients.ToString(CultureInfo.InvariantCulture)} clients",
                    () => pgBench.PerSecond(clients, seconds)
                )
            )
            .ConfigureAwait(false);
        return
        [
            Figure.Ratio(Name, "batched / best naive, N=64", rounds[0], rounds[1], Bar.AtLeast(15), "claims/s"),
            Figure.Ratio(Name, "batched, N=256 / pgbench in batches of 512", rounds[2], rounds[3], Bar.AtLeast(0.8), "claims/s"),
        ];
    }
}
