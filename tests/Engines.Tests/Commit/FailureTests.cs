using Banyan.Adapters.Storage;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Banyan.Engines.Tests.Commit;

/// <summary>The database goes away, or has no space left, at the worst moment.</summary>
public class FailureTests
{
    [Fact]
    public async Task What_the_server_had_committed_when_the_wire_broke_is_answered_as_done()
    {
        using var proxy = Proxy();
        await using var fixture = await Create(proxy);
        (await Count(fixture, "warm")).IsOk.ShouldBeTrue();
        proxy.LoseAnswers = 1;
        (await Count(fixture, "a")).Value.ShouldBe(2);
        (await Count(fixture, "b")).Value.ShouldBe(3);
        proxy.LoseAnswers.ShouldBe(0);
    }

    [Fact]
    public async Task What_the_server_never_heard_of_is_done_once_by_the_second_try()
    {
        using var proxy = Proxy();
        await using var fixture = await Create(proxy);
        (await Count(fixture, "warm")).IsOk.ShouldBeTrue();
        proxy.LoseCommits = 1;
        (await Count(fixture, "a")).Value.ShouldBe(2);
        (await Count(fixture, "b")).Value.ShouldBe(3);
        proxy.LoseCommits.ShouldBe(0);
    }

    [Fact]
    public async Task Everybody_gets_a_clean_answer_while_the_database_is_away_and_then_it_goes_on()
    {
        using var proxy = Proxy();
        await using var fixture = await Create(proxy);
        (await Count(fixture, "warm")).IsOk.ShouldBeTrue();
        proxy.IsDown = true;
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Count(fixture, $"down{i}")));
        answers.ShouldAllBe(answer => !answer.IsOk && answer.Refusal.Code == "database_away" && answer.Refusal.Status == 503);
        proxy.IsDown = false;
        (await Count(fixture, "up")).Value.ShouldBe(2);
        (await Count(fixture, "down7")).Value.ShouldBe(3);
    }

    [Fact]
    public async Task A_full_disk_makes_the_shop_read_only_until_there_is_space()
    {
        await using var fixture = await EngineFixture.Create(Database.Sqlite);
        (await Count(fixture, "warm")).IsOk.ShouldBeTrue();
        await Pragma(fixture, "PRAGMA max_page_count = 1");
        var written = 0;
        Result<long> answer;
        while ((answer = await Count(fixture, $"fill{written}", new string('x', 4000))).IsOk)
        {
            (++written).ShouldBeLessThan(2000);
        }

        answer.Refusal.Code.ShouldBe("storage_full");
        (await fixture.Commit.Exclusive<Done>(fixture.Shop, Edit)).Refusal!.Code.ShouldBe("storage_full");
        (await fixture.Differences()).ShouldBeEmpty();
        await using (var db = await fixture.Db())
        {
            (await db.Set<ShopDocument>().IgnoreQueryFilters().CountAsync()).ShouldBe(written + 2);
        }

        await Pragma(fixture, "PRAGMA max_page_count = 1000000");
        (await Count(fixture, "again", new string('x', 4000))).IsOk.ShouldBeTrue();
    }

    private static async Task<Result<Done>> Edit(BanyanDb db)
    {
        for (var i = 0; i < 100; i++)
        {
            db.Add(Document(new Id(1), $"edit{i}", new string('y', 4000)));
        }

        await Task.CompletedTask;
        return Done.Yes;
    }

    private static CuttingProxy Proxy() => new(new NpgsqlConnectionStringBuilder(PostgresCluster.ConnectionString).Port);

    private static Task<EngineFixture> Create(CuttingProxy proxy) =>
        EngineFixture.Create(Database.Postgres, route: storage => StorageOptions.Postgres(proxy.Route(storage.ConnectionString)));

    private static async Task Pragma(EngineFixture fixture, string sql)
    {
        await using var db = await fixture.Db();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static Task<Result<long>> Count(EngineFixture fixture, string name, string json = "1") =>
        fixture.Commit.Run(
            new AddDocument(name, json)
            {
                ShopId = fixture.Shop,
                At = fixture.Clock.GetUtcNow(),
                Key = new ActKey("test", name, "h"),
            }
        );

    private static ShopDocument Document(Id shop, string name, string json) =>
        new()
        {
            ShopId = shop,
            Name = name,
            Json = json,
            UpdatedAt = default,
        };

    /// <summary>Writes a document and counts in another one, so that doing it twice would show.</summary>
    private sealed class AddDocument(string name, string json) : Act<long>
    {
        private const string Counter = "counter";
        private static readonly RowSet<ShopDocument, string> ByName = new(Stage.Run, row => row.Name);

        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Run)
            {
                needs.Add(ByName, ShopId, Counter);
            }
        }

        public override Result<long> Decide(World world)
        {
            var counter = world.One(ByName, ShopId, Counter);
            var count = counter is null ? 1 : long.Parse(counter.Json, System.Globalization.CultureInfo.InvariantCulture) + 1;
            world.Put(
                (counter ?? Document(ShopId, Counter, "")) with
                {
                    Json = count.ToString(System.Globalization.CultureInfo.InvariantCulture),
                }
            );
            world.Put(Document(ShopId, name, json));
            return count;
        }
    }
}
