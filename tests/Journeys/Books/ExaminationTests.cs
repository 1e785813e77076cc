using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Journeys.Support;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Books;

/// <summary>Examinations of one shop: what is read, what is kept, and when they happen by themselves.</summary>
public sealed class ExaminationTests
{
    private static readonly object Full = new { mode = "full" };
    private static readonly object Changes = new { mode = "incremental" };

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_wrong_row_is_found_among_the_changes_as_it_is_among_everything(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        front.ExpectsErrors = true;
        var story = await Story.Tell(front);
        var clean = await Examine(front, Full);
        ((string?)clean["mode"], (bool)clean["clean"]).ShouldBe(("full", true));
        var again = await Examine(front, Changes);
        ((string?)again["mode"], (bool)again["clean"]).ShouldBe(("incremental", true));

        foreach (var (check, spoil, mend) in story.Wrongs())
        {
            await front.Plant(spoil);
            (await Wrong(front, new CheckScope(front.ShopId, front.Now.AddHours(-1)))).ShouldContain(check, $"{check} among the changes");
            (await Wrong(front, new CheckScope(front.ShopId, null))).ShouldContain(check, $"{check} among everything");
            await front.Plant(mend);
        }

        (await Wrong(front, CheckScope.Everything)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_nobody_touched_is_left_to_the_full_examination()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        front.ExpectsErrors = true;
        var story = await Story.Tell(front);
        await front.Plant(db => story.Order(db).ExecuteUpdateAsync(set => set.SetProperty(order => order.PaidFen, new Fen(99999))));

        (await Wrong(front, new CheckScope(front.ShopId, front.Now.AddHours(1)))).ShouldBeEmpty();
        (await Wrong(front, new CheckScope(front.ShopId, null))).ShouldContain("orders-equal-payments");
    }

    [Fact]
    public async Task A_difference_makes_the_next_examination_full_until_the_books_agree()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        front.ExpectsErrors = true;
        var story = await Story.Tell(front);
        await Examine(front, Full);
        var (_, spoil, mend) = story.Wrongs()[0];
        await front.Plant(spoil);
        (await Examine(front, Changes)).String("mode").ShouldBe("incremental");
        var suspicious = await Examine(front, Changes);
        (suspicious.String("mode"), (bool)suspicious["clean"]).ShouldBe(("full", false));
        await front.Plant(mend);
        (await Examine(front, Changes)).String("mode").ShouldBe("full");
        (await Examine(front, Changes)).String("mode").ShouldBe("incremental");

        var history = (await front.Owner.Get("/doctor")).Ok()["history"].AsArray();
        history.Select(run => run!["wrong"]!.AsArray().Count > 0).ShouldBe([false, false, true, true, false]);
    }

    [Fact]
    public async Task A_shop_counts_its_own_rows_only()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        front.ExpectsErrors = true;
        await Story.Tell(front);
        await front.Get<Pump>().Drain(CancellationToken.None);
        RowsOf(await Examine(front, Full), "orders-add-up").ShouldBe(2);
        var others = (await front.OtherOwner.Post("/doctor", Full)).Ok();
        others["checks"]
            .AsArray()
            .Sum(check => (long)check!["rows"]!)
            .ShouldBe(front.Get<IEnumerable<NightlyJob>>().Count(), "its own planned jobs, one of each kind");
        ((string?)(await front.OtherOwner.Get("/doctor")).Ok()["latest"]!["by"]).ShouldBe("店主");
    }

    [Fact]
    public async Task Every_night_every_shop_is_examined_once()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        await front.Advance(TimeSpan.FromDays(1));
        await front.Advance(TimeSpan.FromDays(1));
        await front.Get<Pump>().Drain(CancellationToken.None);
        var runs = await front.Look(db =>
            db.Set<BookExamination>()
                .IgnoreQueryFilters()
                .GroupBy(row => new { row.ShopId, row.RunId })
                .Select(run => run.Key)
                .ToListAsync()
        );
        runs.CountBy(run => run.ShopId).ShouldAllBe(shop => shop.Value == 1 || shop.Value == 2);
        runs.Select(run => run.ShopId).Distinct().Count().ShouldBe(2);
        var latest = (await front.Owner.Get("/doctor")).Ok()["latest"];
        ((bool)latest["clean"]!, (string?)latest["by"]).ShouldBe((true, null));
    }

    private static async Task<Answer> Examine(Shopfront front, object mode) => (await front.Owner.Post("/doctor", mode)).Ok();

    private static long RowsOf(Answer examination, string check) =>
        (long)examination["checks"].AsArray().Single(one => (string?)one!["name"] == check)!["rows"]!;

    private static async Task<IReadOnlyList<string>> Wrong(Shopfront front, CheckScope scope) =>
        [.. (await front.Get<Doctor>().Examine(scope, CancellationToken.None)).Where(result => !result.IsOk).Select(result => result.Name)];

    /// <summary>A sale with commission, and an order that waits for payment.</summary>
    private sealed record Story(string Bought, string Waiting)
    {
        public static async Task<Story> Tell(Shopfront front)
        {
            var goods = await front.Owner.Sell(12900, 50);
            var seller = await front.Member("seller");
            await front.Owner.Appoint(seller);
            var share = (await seller.Post("/shares", new { target = new { type = "home", id = (string?)null } })).Ok().String("code");
            var buyer = await front.Member("buyer", share);
            var bought = await buyer.Buy(goods.SkuId);
            var waiting = await buyer.Place(goods.SkuId);
            await front.Get<Pump>().Drain(CancellationToken.None);
            return new Story(bought.Id, waiting.Id);
        }

        public IQueryable<Order> Order(BanyanDb db) => db.Set<Order>().Where(order => order.Id == Id.Parse(Bought, null));

        public IReadOnlyList<(string Check, Func<BanyanDb, Task> Spoil, Func<BanyanDb, Task> Mend)> Wrongs() =>
            [
                (
                    "orders-add-up",
                    db => Order(db).ExecuteUpdateAsync(set => set.SetProperty(order => order.FreightFen, order => new Fen(77))),
                    db => Order(db).ExecuteUpdateAsync(set => set.SetProperty(order => order.FreightFen, Fen.Zero))
                ),
                (
                    "orders-equal-payments",
                    db => Order(db).ExecuteUpdateAsync(set => set.SetProperty(order => order.PaidFen, new Fen(99999))),
                    db => Order(db).ExecuteUpdateAsync(set => set.SetProperty(order => order.PaidFen, order => order.PayableFen))
                ),
                (
                    "claims-follow-orders",
                    db => Claims(db).ExecuteUpdateAsync(set => set.SetProperty(claim => claim.State, ClaimState.Held)),
                    db => Claims(db).ExecuteUpdateAsync(set => set.SetProperty(claim => claim.State, ClaimState.Taken))
                ),
                (
                    "commissions-follow-lines",
                    db => Commissions(db).ExecuteUpdateAsync(set => set.SetProperty(row => row.AmountFen, new Fen(1))),
                    db => Commissions(db).ExecuteUpdateAsync(set => set.SetProperty(row => row.AmountFen, row => row.OriginalFen))
                ),
            ];

        /// <summary>Those of the order that was paid.</summary>
        private static IQueryable<Commission> Commissions(BanyanDb db) =>
            db.Set<Commission>().Where(row => row.State != CommissionState.Promised);

        private IQueryable<Claim> Claims(BanyanDb db) => db.Set<Claim>().Where(claim => claim.Holder == $"order:{Bought}");
    }
}
