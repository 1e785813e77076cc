using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Ledger;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Journeys.Support;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Books;

/// <summary>A doctor that never finds anything proves nothing: each check is shown one wrong row and must name it.</summary>
public sealed class PlantedRowTests
{
    private static readonly object Full = new { mode = "full" };

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_check_names_the_row_that_was_made_wrong(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        front.ExpectsErrors = true;
        var goods = await front.Owner.Sell(12900, 50);
        var seller = await front.Member("seller");
        await front.Owner.Appoint(seller);
        var share = (await seller.Post("/shares", new { target = new { type = "home", id = (string?)null } })).Ok().String("code");
        var buyer = await front.Member("buyer", share);
        var bought = await buyer.Buy(goods.SkuId);
        var waiting = await buyer.Place(goods.SkuId);
        var campaign = await front.Owner.GroupBuy(goods, 9900, front.Now);
        var begun = (await buyer.Post($"/campaigns/{campaign}/begin", new { skuId = goods.SkuId })).Ok();
        var led = await buyer.Buy(goods.SkuId, 1, begun.String("offerRef"));
        (await front.Differences()).ShouldBeEmpty();

        await Finds(
            front,
            "orders-equal-payments",
            bought.String("no"),
            db => Orders(db, bought.Id).ExecuteUpdateAsync(set => set.SetProperty(order => order.PaidFen, new Fen(99999)))
        );
        await Finds(
            front,
            "orders-add-up",
            waiting.String("no"),
            db => Orders(db, waiting.Id).ExecuteUpdateAsync(set => set.SetProperty(order => order.FreightFen, new Fen(1)))
        );
        await Finds(
            front,
            "claims-follow-orders",
            waiting.String("no"),
            db => Orders(db, waiting.Id).ExecuteUpdateAsync(set => set.SetProperty(order => order.PayBefore, (DateTimeOffset?)null))
        );
        await Finds(
            front,
            "claims-follow-orders",
            $"order:{bought.Id}",
            db => Claims(db, bought.Id).ExecuteUpdateAsync(set => set.SetProperty(claim => claim.State, ClaimState.Held))
        );
        await Finds(
            front,
            "pools-equal-claims",
            $"sku:{goods.SkuId}",
            db => Claims(db, waiting.Id).ExecuteUpdateAsync(set => set.SetProperty(claim => claim.Quantity, 7))
        );
        await Finds(
            front,
            "orders-know-after-sales",
            bought.String("no"),
            db => Orders(db, bought.Id).ExecuteUpdateAsync(set => set.SetProperty(order => order.OpenAfterSales, 2))
        );
        await Finds(front, "cash-equals-payments", $"shop {front.ShopId}", db => Add(db, Stolen(front)));
        await Finds(
            front,
            "commissions-follow-lines",
            "commission",
            db => db.Set<Commission>().ExecuteUpdateAsync(set => set.SetProperty(row => row.AmountFen, new Fen(1)))
        );
        await Finds(
            front,
            "accounts-equal-postings",
            $"member:{seller.MemberId}",
            db =>
                db.Set<Account>()
                    .Where(account => account.Balance > 0)
                    .ExecuteUpdateAsync(set => set.SetProperty(account => account.Balance, 1))
        );
        await Finds(front, "ratings-follow-reviews", goods.ProductId, db => Add(db, Unwritten(front, goods)));
        await Finds(
            front,
            "teams-hold-together",
            led.String("no"),
            db => db.Set<Run>().ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, RunStatus.Failed))
        );
        await Finds(
            front,
            "teams-hold-together",
            "people in 0 places",
            db =>
                db.Set<Run>().ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, RunStatus.Open).SetProperty(run => run.Total, 0))
        );
    }

    [Fact]
    public async Task The_console_shows_a_shop_its_own_differences_only()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        front.ExpectsErrors = true;
        await front.Plant(db => Add(db, Stolen(front)));

        var own = (await front.Owner.Post("/doctor", Full)).Ok();
        var others = (await front.OtherOwner.Post("/doctor", Full)).Ok();

        ((bool)own["clean"]).ShouldBeFalse();
        own.Text.ShouldContain("账本现金等于收款减退款");
        own.Text.ShouldContain($"shop {front.ShopId}: cash in the ledger -1");
        ((bool)others["clean"]).ShouldBeTrue();
        others.Text.ShouldNotContain($"shop {front.ShopId}");
    }

    [Fact]
    public async Task A_job_that_was_given_up_is_shown_and_gets_another_chance()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        front.ExpectsErrors = true;
        var jobId = Get(front);
        await front.Plant(db => Add(db, DeadJob(front, jobId)));

        var dead = (await front.Owner.Get("/jobs/dead")).Ok().Items;
        ((string?)dead[0]!["id"], (string?)dead[0]!["error"]).ShouldBe((jobId.ToString(), "boom"));
        (await front.OtherOwner.Post($"/jobs/{jobId}/retry")).Refused(404, "not_found");
        ((int)(await front.Owner.Post($"/jobs/{jobId}/retry")).Ok().Status).ShouldBe(204);
        (await front.Owner.Get("/jobs/dead")).Ok().Items.ShouldBeEmpty();
        (await front.Owner.Post($"/jobs/{jobId}/retry")).Refused(409, "job_not_dead");
    }

    [Fact]
    public async Task A_dropped_job_stays_dropped()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        front.ExpectsErrors = true;
        var jobId = Get(front);
        await front.Plant(db => Add(db, DeadJob(front, jobId)));
        (await front.Differences()).ShouldContain(difference => difference.StartsWith("no-job-stuck", StringComparison.Ordinal));

        (await front.Owner.Post($"/jobs/{jobId}/drop", new { reason = "" })).Wrong("reason");
        (await front.OtherOwner.Post($"/jobs/{jobId}/drop", new { reason = "不归我" })).Refused(404, "not_found");
        ((int)(await front.Owner.Post($"/jobs/{jobId}/drop", new { reason = "已手工退款" })).Ok().Status).ShouldBe(204);
        (await front.Differences()).ShouldBeEmpty();
        await front.Get<Engines.Jobs.Pump>().Drain(CancellationToken.None);

        (await front.Owner.Get("/jobs/dead")).Ok().Items.ShouldBeEmpty();
        var job = (await front.Owner.Get("/jobs/dropped")).Ok().Items[0]!;
        ((string?)job["dropped"]!["reason"], (string?)job["dropped"]!["by"]).ShouldBe(("已手工退款", "店主"));
        ((string?)job["payload"]![0]!["name"], (string?)job["payload"]![0]!["value"]).ShouldBe(("orderId", "1"));
        (await front.Owner.Post($"/jobs/{jobId}/retry")).Refused(409, "job_not_dead");
        (await front.Owner.Post($"/jobs/{jobId}/drop", new { reason = "再来" })).Refused(409, "job_not_dead");
    }

    private static async Task Finds(Shopfront front, string check, string text, Func<BanyanDb, Task> plant)
    {
        await front.Plant(plant);
        var differences = await front.Differences();
        differences.ShouldContain(
            difference =>
                difference.StartsWith(check + ": shop ", StringComparison.Ordinal) && difference.Contains(text, StringComparison.Ordinal),
            $"{check} does not name {text}:\n{string.Join('\n', differences)}"
        );
    }

    private static IQueryable<Order> Orders(BanyanDb db, string id) => db.Set<Order>().Where(order => order.Id == Id.Parse(id, null));

    private static IQueryable<Claim> Claims(BanyanDb db, string orderId) =>
        db.Set<Claim>().Where(claim => claim.Holder == $"order:{orderId}");

    private static Task Add(BanyanDb db, object row)
    {
        db.Add(row);
        return Task.CompletedTask;
    }

    private static Id Get(Shopfront front) => front.Get<IIdSource>().Next();

    private static Posting Stolen(Shopfront front) =>
        new()
        {
            ShopId = front.ShopId,
            Id = Get(front),
            FromAccount = AccountKey.ShopCash.Key,
            ToAccount = AccountKey.ShopSales.Key,
            Amount = 1,
            SourceType = "planted",
            SourceId = "1",
            Explanation = "无凭无据",
            PostedAt = front.Now,
        };

    /// <summary>Figures of reviews that nobody wrote.</summary>
    private static ProductRating Unwritten(Shopfront front, Goods goods) =>
        new()
        {
            ShopId = front.ShopId,
            Id = Id.Parse(goods.ProductId, null),
            Count = 1,
            StarSum = 5,
            Good = 1,
        };

    private static Engines.Jobs.Job DeadJob(Shopfront front, Id id) =>
        new()
        {
            ShopId = front.ShopId,
            Id = id,
            Type = "release-order-hold",
            DedupKey = "planted",
            Payload = "{\"orderId\":\"1\"}",
            DueAt = front.Now,
            State = Engines.Jobs.JobState.Dead,
            Attempts = 12,
            LastError = "boom",
            CreatedAt = front.Now,
        };
}
