using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Referral;
using Banyan.Growth.Analytics;
using Banyan.Kernel;
using Banyan.Testing;

namespace Banyan.Growth.Tests.Analytics;

public sealed class DailyFiguresTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Fact]
    public void The_last_days_end_with_today_in_the_shops_zone()
    {
        // 15:59 UTC is 23:59 in Shanghai, a minute later it is the next day there.
        var before = ShopDays.Last(3, new DateTimeOffset(2026, 6, 1, 15, 59, 59, TimeSpan.Zero));
        var after = ShopDays.Last(3, new DateTimeOffset(2026, 6, 1, 16, 0, 0, TimeSpan.Zero));

        before.ShouldBe([new DateOnly(2026, 5, 30), new DateOnly(2026, 5, 31), new DateOnly(2026, 6, 1)]);
        after.ShouldBe([new DateOnly(2026, 5, 31), new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 2)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(43_200_000)]
    [InlineData(86_399_999)]
    public void A_days_number_is_what_the_database_reckons_from_any_of_its_instants(long afterMidnight)
    {
        var at = Day.StartOfShopDay().ToUnixTimeMilliseconds() + afterMidnight;

        ((at + ShopDays.OffsetMs) / ShopDays.DayMs).ShouldBe(ShopDays.NumberOf(Day));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_happens_at_midnight_belongs_to_the_new_day(Database kind)
    {
        await using var engine = await EngineFixture.Create(kind);
        var midnight = Day.StartOfShopDay();
        await Add(engine, Person(1, midnight.AddMilliseconds(-1)), Person(2, midnight), Person(3, midnight.AddDays(1).AddMilliseconds(-1)));
        await Add(engine, Opened(4, "visitor-a", midnight), Opened(5, "visitor-a", midnight.AddHours(1)), Opened(6, "visitor-b", midnight));
        await using var db = await engine.Db();
        db.Shop = engine.Shop;

        var days = await DailyFigures.Of(db, ShopDays.Last(3, midnight.AddHours(30)), CancellationToken.None);

        days.Select(day => (day.Date, day.NewMembers)).ShouldBe([(Day.AddDays(-1), 1), (Day, 2), (Day.AddDays(1), 0)]);
        days.Select(day => (day.Touches, day.Visitors)).ShouldBe([(0, 0), (3, 2), (0, 0)]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Another_shops_day_is_not_counted(Database kind)
    {
        await using var engine = await EngineFixture.Create(kind);
        var noon = Day.StartOfShopDay().AddHours(12);
        await Add(engine, Person(1, noon), Person(2, noon) with { ShopId = new Id(2) });
        await using var db = await engine.Db();
        db.Shop = engine.Shop;

        (await DailyFigures.Of(db, ShopDays.Last(2, noon), CancellationToken.None))[^1].NewMembers.ShouldBe(1);
    }

    private static async Task Add(EngineFixture engine, params object[] rows) =>
        (
            await engine.Commit.Exclusive<Done>(
                engine.Shop,
                db =>
                {
                    db.AddRange(rows);
                    return Task.FromResult<Result<Done>>(Done.Yes);
                }
            )
        ).IsOk.ShouldBeTrue();

    private static Member Person(long id, DateTimeOffset at) =>
        new()
        {
            ShopId = new Id(1),
            Id = new Id(id),
            OpenId = $"openid-{id}",
            Nickname = "小林",
            NicknameSearch = "小林",
            CreatedAt = at,
            LastSeenAt = at,
        };

    private static Touch Opened(long id, string visitor, DateTimeOffset at) =>
        new()
        {
            ShopId = new Id(1),
            Id = new Id(id),
            ShareCode = "code",
            SharerId = new Id(9),
            TargetType = "home",
            Channel = "friend",
            VisitorId = visitor,
            At = at,
        };
}
