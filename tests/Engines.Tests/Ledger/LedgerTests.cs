using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;
using Books = Banyan.Engines.Ledger.Ledger;

namespace Banyan.Engines.Tests.Ledger;

public class LedgerTests
{
    private static readonly AccountKey Pending = AccountKey.CommissionPending(new Id(7));
    private static readonly AccountKey Balance = AccountKey.Commission(new Id(7));
    private static readonly AccountKey Points = ChartOfAccounts.Points.Of(new Id(7));

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_posting_is_reversed_once_and_never_rewritten(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var posting = (await Post(fixture, new Movement(AccountKey.ShopCommission, Balance, 500, "test", "1", "测试"))).Value!;
        (await Reverse(fixture, posting)).IsOk.ShouldBeTrue();
        await Reverse(fixture, posting).ShouldThrowAsync<System.Data.Common.DbException>();
        await using var db = await fixture.Db();
        (await db.Set<Account>().IgnoreQueryFilters().SingleAsync(account => account.Key == Balance.Key)).Balance.ShouldBe(0);
        (await db.Set<Posting>().IgnoreQueryFilters().CountAsync()).ShouldBe(2);
        (await fixture.Differences()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Floors_hold_as_the_chart_says()
    {
        await using var fixture = await EngineFixture.Create(Database.Sqlite);
        var take = new Movement(Pending, AccountKey.ShopCommission, 1, "test", "1", "测试");
        (await Post(fixture, take)).Refusal!.Code.ShouldBe("insufficient_balance");
        (await Post(fixture, take with { From = Balance })).IsOk.ShouldBeTrue("matured commission may go into debt");
        var points = new Movement(Points, ChartOfAccounts.CampaignPoints.OfShop(), 9, "test", "2", "测试");
        (await Post(fixture, points)).IsOk.ShouldBeTrue("points may be negative after a refund");
        (await fixture.Differences()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(Books.MaxAmount + 1)]
    public async Task Amounts_are_more_than_zero_and_small_enough_to_be_summed(long amount)
    {
        await using var fixture = await EngineFixture.Create(Database.Sqlite);
        await Post(fixture, new Movement(AccountKey.ShopCommission, Pending, amount, "test", "1", "测试"))
            .ShouldThrowAsync<ArgumentOutOfRangeException>();
        await using var db = await fixture.Db();
        (await db.Set<Posting>().IgnoreQueryFilters().AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task What_mixes_units_is_not_written_and_its_neighbours_are()
    {
        await using var fixture = await EngineFixture.Create(Database.Sqlite);
        var mixed = Post(fixture, new Movement(AccountKey.ShopCommission, Points, 1, "test", "3", "测试"));
        var good = Post(fixture, new Movement(AccountKey.ShopCommission, Balance, 1, "test", "4", "测试"));
        await mixed.ShouldThrowAsync<InvalidOperationException>();
        (await good).IsOk.ShouldBeTrue();
        (await fixture.Differences()).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task What_was_sealed_cannot_be_changed_unseen(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        for (var i = 0; i < 600; i++)
        {
            _ = Post(fixture, new Movement(AccountKey.ShopCommission, Balance, i + 1, "test", $"{i}", "测试"));
        }

        await Post(fixture, new Movement(AccountKey.ShopCommission, Balance, 1, "test", "last", "测试"));
        (await Links(fixture)).ShouldBe(0, "what is fresh is not sealed yet");
        fixture.Clock.Advance(TimeSpan.FromMinutes(6));
        await Seal(fixture);
        (await Links(fixture)).ShouldBe(2);
        (await fixture.Differences()).ShouldBeEmpty();

        // Money moved between two postings leaves every sum as it was: only the chain shows it.
        await Change(
            fixture,
            "UPDATE \"posting\" SET \"amount\" = CASE \"source_id\" WHEN '550' THEN 552 ELSE 551 END WHERE \"source_id\" IN ('550', '551')"
        );
        (await fixture.Differences()).ShouldHaveSingleItem().ShouldStartWith("seals-hold: shop 1 link 2: a posting between");
        await Change(
            fixture,
            "UPDATE \"posting\" SET \"amount\" = CASE \"source_id\" WHEN '550' THEN 551 ELSE 552 END WHERE \"source_id\" IN ('550', '551')"
        );
        (await fixture.Differences()).ShouldBeEmpty();
        await Change(fixture, "DELETE FROM \"posting\" WHERE \"source_id\" = '3'");
        (await fixture.Differences()).ShouldContain("seals-hold: shop 1 link 1: 500 postings were sealed, 499 are there");
    }

    private static async Task Seal(EngineFixture fixture)
    {
        var sealing = fixture.Get<IEnumerable<IDeadlineSource>>().OfType<SealPostings>().Single();
        while (await sealing.Sweep(fixture.Clock.GetUtcNow(), CancellationToken.None) > 0) { }
    }

    private static async Task<int> Links(EngineFixture fixture)
    {
        await using var db = await fixture.Db();
        return await db.Set<PostingSeal>().IgnoreQueryFilters().CountAsync();
    }

    private static async Task Change(EngineFixture fixture, string sql)
    {
        await using var db = await fixture.Db();
        (await db.Database.ExecuteSqlRawAsync(sql)).ShouldBeGreaterThan(0);
    }

    private static Task<Result<Posting>> Post(EngineFixture fixture, Movement movement) =>
        fixture.Commit.Run(new Book(movement, reversed: null) { ShopId = fixture.Shop, At = fixture.Clock.GetUtcNow() });

    private static Task<Result<Posting>> Reverse(EngineFixture fixture, Posting posting) =>
        fixture.Commit.Run(
            new Book(new Movement(Balance, AccountKey.ShopCommission, 1, "", "", ""), posting)
            {
                ShopId = fixture.Shop,
                At = fixture.Clock.GetUtcNow(),
            }
        );

    private sealed class Book(Movement movement, Posting? reversed) : Act<Posting>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Account)
            {
                Books.Need(needs, ShopId, movement.From);
                Books.Need(needs, ShopId, movement.To);
            }
        }

        public override Result<Posting> Decide(World world) =>
            reversed is null ? Books.Post(world, ShopId, movement, At) : Books.Reverse(world, reversed, "记错了", At);
    }
}
