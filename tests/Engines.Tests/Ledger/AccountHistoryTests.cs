using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Testing;
using Books = Banyan.Engines.Ledger.Ledger;

namespace Banyan.Engines.Tests.Ledger;

public class AccountHistoryTests
{
    private static readonly AccountKey Cash = AccountKey.ShopCash;
    private static readonly AccountKey Sales = AccountKey.ShopSales;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Opening_and_lines_make_the_closing_however_the_period_and_the_pages_are_cut(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var start = fixture.Clock.GetUtcNow();
        // Several of them in the same millisecond: places are told apart by id there.
        for (var i = 0; i < 24; i++)
        {
            await Post(fixture, i % 3 == 2 ? (Cash, Sales) : (Sales, Cash), 101 * (i + 1), $"{i}");
            fixture.Clock.Advance(TimeSpan.FromMinutes(i % 4 == 0 ? 10 : 0));
        }

        await using var db = await fixture.Db();
        db.Shop = fixture.Shop;
        foreach (var (after, minutes) in ((int, int)[])[(0, 600), (10, 20), (5, 15), (20, 0), (-90, 60), (90, 60)])
        {
            var period = new Period(start.AddMinutes(after), start.AddMinutes(after + minutes));
            var all = await AccountHistory.Postings(db, Cash, period, null, 100, default);
            var sums = await AccountHistory.Sums(db, Cash, period, null, default);
            var before = await AccountHistory.Balances(db, [Cash], period.From, default);
            var until = await AccountHistory.Balances(db, [Cash], period.Until, default);
            sums.Opening.ShouldBe(before.GetValueOrDefault(Cash.Key));
            sums.Closing.ShouldBe(until.GetValueOrDefault(Cash.Key));
            (sums.Opening + all.Sum(posting => posting.ToAccount == Cash.Key ? posting.Amount : -posting.Amount)).ShouldBe(sums.Closing);
            (await InPages(db, period, 5)).ShouldBe([.. all.Select(posting => posting.Id)]);
        }
    }

    [Fact]
    public async Task Another_shops_postings_are_not_there()
    {
        await using var fixture = await EngineFixture.Create(Database.Sqlite);
        await Post(fixture, (Sales, Cash), 100, "1");
        var period = new Period(fixture.Clock.GetUtcNow(), fixture.Clock.GetUtcNow().AddDays(1));
        await using var db = await fixture.Db();
        db.Shop = new Id(fixture.Shop.Value + 1);
        (await AccountHistory.Postings(db, Cash, period, null, 10, default)).ShouldBeEmpty();
        (await AccountHistory.Sums(db, Cash, period, null, default)).ShouldBe(new HistorySums(0, 0, 0, 0, 0));
        (await AccountHistory.Balances(db, [Cash], null, default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1764547200000-725", true)]
    [InlineData("0-0", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("725", false)]
    [InlineData("-1-725", false)]
    [InlineData("1-2-3", false)]
    [InlineData("a-b", false)]
    [InlineData("9223372036854775807-1", false)]
    public void A_place_is_read_only_as_it_was_written(string? text, bool isPlace) =>
        HistoryPlace.Parse(text)?.ToString().ShouldBe(isPlace ? text : null);

    /// <summary>Walks through the pages; each page's sums must lead on from the page before.</summary>
    private static async Task<IReadOnlyList<Id>> InPages(BanyanDb db, Period period, int size)
    {
        var ids = new List<Id>();
        HistoryPlace? place = null;
        long? balance = null;
        while (true)
        {
            var sums = await AccountHistory.Sums(db, Cash, period, place, default);
            sums.Passed.ShouldBe(balance ?? sums.Opening);
            var page = await AccountHistory.Postings(db, Cash, period, place, size, default);
            if (page.Count == 0)
            {
                sums.Passed.ShouldBe(sums.Closing);
                return ids;
            }

            ids.AddRange(page.Select(posting => posting.Id));
            balance = sums.Passed + page.Sum(posting => posting.ToAccount == Cash.Key ? posting.Amount : -posting.Amount);
            place = HistoryPlace.Parse(HistoryPlace.Of(page[^1]).ToString());
        }
    }

    private static async Task Post(EngineFixture fixture, (AccountKey From, AccountKey To) way, long amount, string source) =>
        (
            await fixture.Commit.Run(
                new Book(new Movement(way.From, way.To, amount, "test", source, "测试"))
                {
                    ShopId = fixture.Shop,
                    At = fixture.Clock.GetUtcNow(),
                }
            )
        ).IsOk.ShouldBeTrue();

    private sealed class Book(Movement movement) : Act<Posting>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Posting> Decide(World world) => Books.Post(world, ShopId, movement, At);
    }
}
