using System.Collections.Concurrent;
using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Tests.Storage;

public sealed class GroupReadsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Who_asks_while_others_are_being_answered_shares_the_next_statement(Database kind)
    {
        await using var engines = await EngineFixture.Create(kind);
        var keys = Enumerable.Range(0, 100).Select(i => $"sku:{i}").ToList();
        foreach (var key in keys)
        {
            await Make(engines, key, key.Length);
        }

        var reads = engines.Get<GroupReads>();
        var (gate, groups) = (new TaskCompletionSource(), new ConcurrentQueue<int>());
        var pools = new GroupRead<string, Pool>(
            async (db, asked, cancellation) =>
            {
                groups.Enqueue(asked.Count);
                await gate.Task;
                return await Load(db, asked, cancellation);
            }
        );
        var first = reads.Find(pools, engines.Shop, "nothing", Stop);
        while (groups.IsEmpty)
        {
            await Task.Delay(1, Stop);
        }

        var others = keys.Select(key => reads.Find(pools, engines.Shop, key, Stop)).ToList();
        gate.SetResult();
        (await first).ShouldBeNull();
        (await Task.WhenAll(others)).Select(pool => pool!.Key).ShouldBe(keys);
        groups.ShouldBe([1, 100]);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_read_sees_what_was_committed_before_it_was_asked_for_and_no_other_shop(Database kind)
    {
        await using var engines = await EngineFixture.Create(kind);
        var reads = engines.Get<GroupReads>();
        var pools = new GroupRead<string, Pool>(Load);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var noise = Task.Run(
            async () =>
            {
                while (!ends.IsCancellationRequested)
                {
                    await reads.Find(pools, engines.Shop, "sku:1", Stop);
                }
            },
            Stop
        );
        for (var total = 1; total <= 50; total++)
        {
            await Make(engines, "sku:1", total);
            (await reads.Find(pools, engines.Shop, "sku:1", Stop))!.Total.ShouldBe(total);
        }

        (await reads.Find(pools, new Id(2), "sku:1", Stop)).ShouldBeNull();
        await ends.CancelAsync();
        await noise;
    }

    [Fact]
    public async Task A_read_that_fails_is_told_to_those_who_asked_and_the_next_ones_are_answered()
    {
        await using var engines = await EngineFixture.Create(Database.Sqlite);
        await Make(engines, "sku:1", 7);
        var reads = engines.Get<GroupReads>();
        var fails = true;
        var pools = new GroupRead<string, Pool>(
            (db, asked, cancellation) => fails ? throw new InvalidOperationException("away") : Load(db, asked, cancellation)
        );
        await Should.ThrowAsync<InvalidOperationException>(() => reads.Find(pools, engines.Shop, "sku:1", Stop));
        fails = false;
        (await reads.FindAll(pools, engines.Shop, ["sku:1", "sku:2", "sku:1"], Stop)).Keys.ShouldBe(["sku:1"]);
    }

    private static async Task<IReadOnlyDictionary<string, Pool>> Load(
        BanyanDb db,
        IReadOnlyList<string> keys,
        CancellationToken cancellation
    ) => await db.Set<Pool>().AsNoTracking().Where(pool => keys.Contains(pool.Key)).ToDictionaryAsync(pool => pool.Key, cancellation);

    private static async Task Make(EngineFixture engines, string key, long total) =>
        (
            await engines.Commit.Run(new Resize(key, total) { ShopId = engines.Shop, At = engines.Clock.GetUtcNow() }, Stop)
        ).IsOk.ShouldBeTrue();

    private sealed class Resize(string key, long total) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Pool)
            {
                needs.Add(Banyan.Engines.Quota.Quota.PoolByKey, ShopId, key);
            }
        }

        public override Result<Done> Decide(World world) => Banyan.Engines.Quota.Quota.Resize(world, ShopId, key, total).Map(_ => Done.Yes);
    }
}
