using System.Diagnostics;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Storage;
using Banyan.Simulation.Processes;
using Banyan.Simulation.Proofs;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Simulation;

public sealed class KillTests(ITestOutputHelper output)
{
    private const int Clients = 64;
    private const int Kills = 2;

    [Theory, ClassData(typeof(FewSeedsOnDatabases))]
    public async Task What_was_acknowledged_survives_a_kill_in_the_middle_of_the_load(int seed, Database database)
    {
        await using var stall = await Stall.Open(database);
        var random = new Random(seed);
        await stall.Program.Start();
        var clients = Enumerable.Range(1, Clients).Select(number => new Client(stall.Shop, stall.WeChat, $"buyer{number}")).ToList();
        await Task.WhenAll(clients.Select(client => client.Arrive(Stall.Slug)));
        for (var kill = 0; kill < Kills; kill++)
        {
            using var end = new CancellationTokenSource();
            var load = clients.Select(client => Task.Run(() => client.BuyOn(stall.Skus, end.Token))).ToList();
            await Until(clients, clients.Sum(client => client.Acknowledged.Count) + random.Next(50, 400));
            stall.Program.Kill();
            await end.CancelAsync();
            await Task.WhenAll(load);
            await stall.Program.Start();
            await Task.WhenAll(clients.Select(client => client.AskAgain(stall.Skus)));
        }

        // Twice: what the first round asked the channel about may be due again.
        await stall.Advance(TimeSpan.FromHours(1));
        await stall.Advance(TimeSpan.FromHours(1));
        stall.Program.Kill();

        clients.SelectMany(client => client.Wrong).ShouldBeEmpty(stall.Program.Words);
        await stall.Inside(async app =>
        {
            await using var db = await app.Services.GetRequiredService<IDbContextFactory<BanyanDb>>().CreateDbContextAsync();
            var (orders, payments) = (await Stall.Rows<Order>(db), await Stall.Rows<Payment>(db));
            output.WriteLine($"{database}: {orders.Count} orders, {payments.Count} payments, {Kills} kills");
            Answers.Compare(clients, orders, payments);
            orders.Count.ShouldBeGreaterThan(Clients);
            (await Stall.Differences(app)).ShouldBeEmpty(Seeds.Replay(seed, database, nameof(KillTests)));
        });
    }

    /// <summary>Waits until so many orders have been acknowledged, or the machine is too slow for it.</summary>
    private static async Task Until(List<Client> clients, int orders)
    {
        var watch = Stopwatch.StartNew();
        while (clients.Sum(client => client.Acknowledged.Count) < orders && watch.Elapsed < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(5);
        }
    }
}
