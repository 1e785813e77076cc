using Banyan.Bench.Shop;
using Banyan.Testing;

namespace Banyan.Bench.Rows;

/// <summary>From the start of the process to the first answer of /healthz, on a SQLite database that needs no migration.</summary>
internal static class ColdStart
{
    private const int MinStarts = 5;

    public static async Task<IReadOnlyList<Figure>> Measure(Settings settings)
    {
        await using var premises = await Premises.Open(Database.Sqlite).ConfigureAwait(false);
        await using (await Opening.Begin(premises).ConfigureAwait(false))
        {
            // Migrated, with a shop in it.
        }

        // The first start of each reads its files from disk; that is not what is compared.
        await StartTime(premises.Serve).ConfigureAwait(false);
        await StartTime(() => Server.Echo()).ConfigureAwait(false);
        var rounds = await Rounds
            .Interleave(
                settings.Quick ? 1 : Math.Max(MinStarts, settings.Rounds),
                new Side("Host", () => StartTime(premises.Serve)),
                new Side("bare Kestrel", () => StartTime(() => Server.Echo()))
            )
            .ConfigureAwait(false);
        var what = "start to first answer, SQLite / a bare Kestrel's";
        return [Figure.Ratio("cold-start", what, rounds[0], rounds[1], Bar.NotAbove(6), "ms")];
    }

    private static async Task<double> StartTime(Func<Task<Server>> start)
    {
        await using var server = await start().ConfigureAwait(false);
        return server.StartTime.TotalMilliseconds;
    }
}
