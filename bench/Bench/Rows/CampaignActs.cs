using Banyan.Bench.Shop;
using Banyan.Testing;

namespace Banyan.Bench.Rows;

/// <summary>
/// Joining open teams of a group buy, spread over 1,000 of them. The kind answers the act itself with an offer and writes nothing; the seat
/// is claimed by the order that follows. Both are measured, and the bar is asked of both.
/// </summary>
internal static class CampaignActs
{
    private const string Name = "campaign";
    private const int Connections = 256;
    private const int Runs = 1_000;
    private const int Members = 2_000;

    /// <summary>Joins of one measurement at most: nobody may join a team twice, and a team has only so many seats.</summary>
    private const int Batch = 15_000;

    /// <summary>The part whose members only ask: whoever has ordered a seat is refused another.</summary>
    private const int Asking = 6;

    public static async Task<IReadOnlyList<Figure>> Measure(Settings settings) =>
        [
            .. await Measure(settings, Database.Postgres).ConfigureAwait(false),
            .. await Measure(settings, Database.Sqlite).ConfigureAwait(false),
        ];

    private static async Task<IReadOnlyList<Figure>> Measure(Settings settings, Database kind)
    {
        await using var premises = await Premises.Open(kind).ConfigureAwait(false);
        Teams teams;
        IReadOnlyList<Shopper> members;
        await using (var opening = await Opening.Begin(premises).ConfigureAwait(false))
        {
            teams = await Teams.Open(opening, await opening.Register(Runs, "leader").ConfigureAwait(false)).ConfigureAwait(false);
            members = await opening.Register(Members, "member").ConfigureAwait(false);
        }

        await using var host = await premises.Serve().ConfigureAwait(false);
        await using var echo = await Server.Echo().ConfigureAwait(false);
        var acts = Wrk.File(
            premises.Folder,
            "acts",
            Pairs(teams, members, Asking).Select(pair => ActOf(teams.Runs[pair.Run], pair.Member))
        );
        var at = 0;
        var joins = Joins();
        await Wrk.WarmUp(echo, acts, Connections, settings.WarmSeconds).ConfigureAwait(false);
        await Wrk.WarmUp(host, acts, Connections, settings.WarmSeconds).ConfigureAwait(false);
        await Wrk.WarmUp(host, joins, Connections, Math.Min(settings.WarmSeconds, 4)).ConfigureAwait(false);
        var rounds = await Rounds
            .Interleave(
                settings.Rounds,
                new Side("acts", () => Wrk.PerSecond(host, acts, Connections, settings.Seconds)),
                new Side("echo of acts", () => Wrk.PerSecond(echo, acts, Connections, settings.Seconds)),
                new Side("joining orders", () => Wrk.PerSecond(host, joins = Joins(), Connections, Math.Min(settings.Seconds, 4))),
                new Side("echo of orders", () => Wrk.PerSecond(echo, joins, Connections, settings.Seconds))
            )
            .ConfigureAwait(false);
        var database = kind == Database.Postgres ? "PostgreSQL" : "SQLite";
        return
        [
            Figure.Ratio(
                Name,
                $"act join (answers with the offer) on {database} / echo, c=256",
                rounds[0],
                rounds[1],
                Bar.AtLeast(0.2),
                "/s"
            ),
            Figure.Ratio(Name, $"order that joins a team on {database} / echo, c=256", rounds[2], rounds[3], Bar.AtLeast(0.2), "/s"),
        ];

        string Joins()
        {
            if (at == Asking)
            {
                throw new InvalidOperationException($"At most {Asking - 1} rounds: teams have no more seats.");
            }

            var part = Pairs(teams, members, at++).Select(pair => OrderRequests.Of(pair.Member, teams.SkuId, teams.Offers[pair.Run]));
            return Wrk.File(premises.Folder, "joins", part);
        }
    }

    private static Sent ActOf(Banyan.Kernel.Id runId, Shopper member) =>
        new("POST", $"/api/shop/runs/{runId}/acts/join", member.Token, "{}");

    /// <summary>Runs in turn; no pair of run and member comes twice, neither in this part nor in another one.</summary>
    private static IEnumerable<(int Run, Shopper Member)> Pairs(Teams teams, IReadOnlyList<Shopper> members, int part) =>
        Enumerable
            .Range(part * Batch, Batch)
            .Select(number => (Run: number % teams.Runs.Count, Turn: number / teams.Runs.Count))
            .Select(pair => (pair.Run, members[(pair.Run + (pair.Turn * 17)) % members.Count]));
}
