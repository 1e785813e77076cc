using Banyan.Engines.Commit;
using Banyan.Engines.Nodes;
using Banyan.Testing;

namespace Banyan.Host.Tests.Nodes;

public sealed class NodeIdsTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Processes_that_start_together_get_different_numbers(Database database)
    {
        await using var engines = await EngineFixture.Create(database);
        var commit = engines.Get<Commit>();
        var nodes = Enumerable.Range(0, 8).Select(_ => new NodeIds(TimeProvider.System)).ToList();

        await Task.WhenAll(nodes.Select(node => node.Renew(commit, CancellationToken.None)));

        nodes.Select(node => (node.Next().Value >> 12) & 1023).Distinct().Count().ShouldBe(nodes.Count);
    }

    [Fact]
    public async Task A_process_keeps_its_number_when_it_renews()
    {
        await using var engines = await EngineFixture.Create(Database.Sqlite);
        var node = new NodeIds(TimeProvider.System);
        await node.Renew(engines.Get<Commit>(), CancellationToken.None);
        var first = node.Next();
        await node.Renew(engines.Get<Commit>(), CancellationToken.None);
        var second = node.Next();

        ((second.Value >> 12) & 1023).ShouldBe((first.Value >> 12) & 1023);
        (second > first).ShouldBeTrue();
    }

    [Fact]
    public void Without_a_number_there_are_no_ids() =>
        Should.Throw<InvalidOperationException>(() => new NodeIds(TimeProvider.System).Next());
}
