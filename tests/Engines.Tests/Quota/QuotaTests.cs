using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Tests.Quota;

public class QuotaTests
{
    private const string Stock = "sku:1";

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Two_hundred_buyers_of_fifty_pieces_get_exactly_fifty(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        await fixture.Commit.Run(new Resize(Stock, 50) { ShopId = fixture.Shop, At = fixture.Clock.GetUtcNow() });
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(i => fixture.Commit.Run(new Hold(Stock, $"buyer:{i}", 1) { ShopId = fixture.Shop, At = fixture.Clock.GetUtcNow() }))
        );

        answers.Count(answer => answer.IsOk).ShouldBe(50);
        answers.Where(answer => !answer.IsOk).ShouldAllBe(answer => answer.Refusal!.Code == "sold_out");
        await using var db = await fixture.Db();
        var pool = await db.Set<Pool>().IgnoreQueryFilters().SingleAsync(pool => pool.Key == Stock);
        (pool.Held, pool.Left).ShouldBe((50, 0));
        (await db.Set<Claim>().IgnoreQueryFilters().CountAsync()).ShouldBe(50);
        (await fixture.Differences()).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_claim_is_taken_returned_in_pieces_and_released_once(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var at = fixture.Clock.GetUtcNow();
        await fixture.Commit.Run(new Resize(Stock, 10) { ShopId = fixture.Shop, At = at });
        await fixture.Commit.Run(new Hold(Stock, "order:1", 4) { ShopId = fixture.Shop, At = at });

        await Change(fixture, "order:1", Banyan.Engines.Quota.Quota.Take);
        (await PoolOf(fixture)).ShouldBe((0, 4));
        await Change(fixture, "order:1", (world, claim) => Banyan.Engines.Quota.Quota.Return(world, claim, 1));
        (await PoolOf(fixture)).ShouldBe((0, 3));
        await Change(fixture, "order:1", Banyan.Engines.Quota.Quota.Release);
        await Change(fixture, "order:1", Banyan.Engines.Quota.Quota.Release);
        (await PoolOf(fixture)).ShouldBe((0, 0));
        (await fixture.Differences()).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_pool_is_never_resized_below_what_is_held(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var at = fixture.Clock.GetUtcNow();
        await fixture.Commit.Run(new Resize(Stock, 10) { ShopId = fixture.Shop, At = at });
        await fixture.Commit.Run(new Hold(Stock, "order:1", 7) { ShopId = fixture.Shop, At = at });
        var answer = await fixture.Commit.Run(new Resize(Stock, 6) { ShopId = fixture.Shop, At = at });
        answer.Refusal!.Code.ShouldBe("pool_in_use");
        answer.Refusal.Zh.ShouldContain("7");
        (await fixture.Commit.Run(new Resize(Stock, 7) { ShopId = fixture.Shop, At = at })).IsOk.ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task The_database_itself_refuses_an_oversold_pool(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var broken = fixture.Commit.Run(new Oversell { ShopId = fixture.Shop, At = fixture.Clock.GetUtcNow() });
        await broken.ShouldThrowAsync<Exception>();
    }

    private static async Task<(long Held, long Taken)> PoolOf(EngineFixture fixture)
    {
        await using var db = await fixture.Db();
        var pool = await db.Set<Pool>().IgnoreQueryFilters().SingleAsync(pool => pool.Key == Stock);
        return (pool.Held, pool.Taken);
    }

    private static async Task Change(EngineFixture fixture, string holder, Action<World, Claim> change)
    {
        var answer = await fixture.Commit.Run(
            new ChangeClaim(Stock, holder, change) { ShopId = fixture.Shop, At = fixture.Clock.GetUtcNow() }
        );
        answer.IsOk.ShouldBeTrue();
    }

    private sealed class Resize(string pool, long total) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Pool)
            {
                needs.Add(Banyan.Engines.Quota.Quota.PoolByKey, ShopId, pool);
            }
        }

        public override Result<Done> Decide(World world) =>
            Banyan.Engines.Quota.Quota.Resize(world, ShopId, pool, total).Map(_ => Done.Yes);
    }

    private sealed class Hold(string pool, string holder, long quantity) : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Pool)
            {
                needs.Add(Banyan.Engines.Quota.Quota.PoolByKey, ShopId, pool);
            }
        }

        public override Result<Id> Decide(World world) =>
            Banyan.Engines.Quota.Quota.Hold(world, ShopId, new ClaimRequest(pool, holder, quantity), At).Map(claim => claim.Id);
    }

    private sealed class ChangeClaim(string pool, string holder, Action<World, Claim> change) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Claim)
            {
                needs.Add(Banyan.Engines.Quota.Quota.ClaimsOfHolder, ShopId, holder);
            }
            else if (stage == Stage.Pool)
            {
                needs.Add(Banyan.Engines.Quota.Quota.PoolByKey, ShopId, pool);
            }
        }

        public override Result<Done> Decide(World world)
        {
            foreach (var claim in world.Many(Banyan.Engines.Quota.Quota.ClaimsOfHolder, ShopId, holder))
            {
                change(world, claim);
            }

            return Done.Yes;
        }
    }

    private sealed class Oversell : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Done> Decide(World world)
        {
            world.Put(
                new Pool
                {
                    ShopId = ShopId,
                    Key = "broken",
                    Total = 1,
                    Taken = 2,
                }
            );
            return Done.Yes;
        }
    }
}
