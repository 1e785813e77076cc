using Banyan.Simulation.Processes;
using Banyan.Simulation.Proofs;
using Banyan.Testing;

namespace Banyan.Simulation;

/// <summary>The runbook of docs/operations.md: the primary is lost, its replica takes over, and no process is restarted.</summary>
public sealed class PromotionTests(ITestOutputHelper output)
{
    private const int Members = 24;
    private const int Some = 40;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_promoted_replica_has_every_acknowledged_order_and_the_nodes_go_on()
    {
        Assert.SkipUnless(Seeds.Databases.Contains(Database.Postgres), "SQLite has no replica.");
        using var primary = PostgresServer.Make();
        primary.Execute("CREATE DATABASE banyan");
        using var replica = primary.MakeReplica();
        await using var stall = await Stall.Open(PostgresServer.Either("banyan", primary, replica), nodes: 2);
        await Task.WhenAll(stall.Nodes.Select(node => node.Start()));
        using var buyers = new Buyers(stall, Members);
        await buyers.Arrive();
        buyers.Begin();
        await buyers.More(Some, Soon);

        primary.Stop("immediate");
        await Task.Delay(TimeSpan.FromSeconds(2));
        replica.Promote();

        await buyers.More(Some, Soon);
        await buyers.Finish();
        output.WriteLine($"{buyers}");
        buyers.Later.ShouldBeGreaterThan(0, "who asks in the gap is told to come back");
        output.WriteLine(await Settled.Prove(stall, buyers));
    }
}
