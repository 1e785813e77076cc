using Banyan.Simulation.Faults;
using Banyan.Simulation.Proofs;
using Banyan.Simulation.Town;
using Banyan.Testing;

namespace Banyan.Simulation;

public sealed class BooksTests(ITestOutputHelper output)
{
    private const int Rounds = 20;
    private const int MaxShown = 20;

    [Theory, ClassData(typeof(SeedsOnDatabases))]
    public async Task The_books_balance_whatever_happens(int seed, Database database)
    {
        var clock = new TownClock();
        var channel = new BadChannel(seed, clock);
        await using var premises = await Premises.Open(database, clock, channel);
        var town = new Community(premises, channel, clock, seed);
        var founding = new Founding(premises, town);
        await founding.Open("orchard");
        await founding.Open("harbour");
        var life = new Life(premises, town, channel, clock);

        await life.Live(Rounds);
        List<string> wrong = [.. town.Violations];
        if (wrong.Count == 0)
        {
            await life.Settle();
            wrong.AddRange(town.Violations);
            wrong.AddRange(await premises.Differences());
            wrong.AddRange(await premises.Look(new Books(town, channel).Examine));
        }

        output.WriteLine(
            $"seed {seed}, {database}: {town.Shops.Sum(shop => shop.People.Count)} people, {life.Answers} answers, {town.History.Count} orders, "
                + $"{channel.Bills.Count(bill => bill.Notice is not null)} payments, {channel.Returns.Count} refunds, "
                + $"{life.Cuts} power cuts, {life.Disturbances} disturbances, {premises.Lives} lives"
        );
        if (wrong.Count > 0)
        {
            var errors = string.Join("\n\n", premises.LastErrors.TakeLast(3));
            Assert.Fail(
                $"{string.Join("\n", wrong.Take(MaxShown))}\n\n{Seeds.Replay(seed, database, nameof(BooksTests))}\n\nLast errors:\n{errors}"
            );
        }
    }
}
