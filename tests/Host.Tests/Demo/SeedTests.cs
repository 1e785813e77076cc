using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Finance;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Host.Demo;
using Banyan.Host.Demo.Plan;
using Banyan.Host.Demo.Seed;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Demo;

/// <summary>One walk through the six weeks; what it leaves behind is read from its database.</summary>
public sealed class SeededDemo : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("banyan-seed-");
    private Microsoft.AspNetCore.Builder.WebApplication? app;

    public static DateTimeOffset Now { get; } = new(2026, 3, 12, 7, 30, 0, TimeSpan.Zero);

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        var options = new HostOptions
        {
            Demo = true,
            DataDirectory = directory.FullName,
            Port = 0,
        };
        await SeedDemo.Run(options, Now, TestContext.Current.CancellationToken);
        app = Server.Build(options);
        await Startup.Prepare(app, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        directory.Delete(recursive: true);
    }

    /// <summary>All rows of both shops.</summary>
    public async Task<List<TRow>> All<TRow>()
        where TRow : class
    {
        await using var db = await Services
            .GetRequiredService<IDbContextFactory<BanyanDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Set<TRow>().IgnoreQueryFilters().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class SeedTests(SeededDemo demo) : IClassFixture<SeededDemo>
{
    private static readonly DemoPlan Plan = DemoPlan.For(SeededDemo.Now);
    private static readonly SecondShopPlan Second = SecondShopPlan.For(SeededDemo.Now);

    [Fact]
    public async Task The_books_of_the_demo_balance()
    {
        var checks = await demo.Services.GetRequiredService<Doctor>().Examine(TestContext.Current.CancellationToken);
        checks.ShouldNotBeEmpty();
        checks.SelectMany(check => check.Findings.Differences.Select(difference => $"{check.Name}: {difference}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_bills_of_the_last_days_are_checked_and_agree()
    {
        var checks = await demo.All<TradeBillCheck>();
        checks.Count.ShouldBe(10);
        checks.Sum(check => check.Payments).ShouldBeGreaterThan(20);
        checks.Where(check => check.Differences > 0).Select(check => check.Day).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_planned_is_what_happened()
    {
        var orders = await demo.All<Order>();
        orders.Count.ShouldBe(Plan.Orders.Count + Plan.Teams.Sum(team => team.Seats.Count) + Second.Orders.Count);
        (await demo.All<Member>()).Count.ShouldBe(Plan.Members.Count + Second.Members.Count);
        (await demo.All<Payment>()).Count.ShouldBe(
            Plan.Orders.Concat(Second.Orders).Count(order => order.PaidAt is not null) + Plan.Teams.Sum(team => team.Seats.Count)
        );
        var askedFor = (await demo.All<Refund>()).Count(refund => refund.Reason != "未成团，自动退款");
        askedFor.ShouldBeGreaterThanOrEqualTo(Plan.Orders.Concat(Second.Orders).Count(order => order.Refund is not null));
    }

    [Fact]
    public async Task Nothing_happened_after_now_and_the_month_is_full()
    {
        var orders = await demo.All<Order>();
        orders.ShouldAllBe(order => order.CreatedAt <= SeededDemo.Now);
        orders.Select(order => order.CreatedAt.ShopDay()).Distinct().Count().ShouldBeGreaterThanOrEqualTo(30);
        foreach (var state in Enum.GetValues<OrderState>().Except([OrderState.Unpaid]))
        {
            orders.ShouldContain(order => order.State == state, state.ToString());
        }
    }

    [Fact]
    public async Task Teams_succeeded_failed_and_wait()
    {
        var runs = await demo.All<Run>();
        foreach (var status in Enum.GetValues<RunStatus>())
        {
            runs.ShouldContain(run => run.Status == status, status.ToString());
        }

        runs.ShouldAllBe(run => run.Taken <= run.Total);
        var waiting = runs.Where(run => run.Status == RunStatus.Open).ToList();
        waiting.ShouldAllBe(run => run.Left > 0 && run.DeadlineAt > SeededDemo.Now);
        waiting.Select(run => run.CampaignId).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Sharers_and_their_uplines_have_earned()
    {
        var commissions = await demo.All<Commission>();
        commissions.Select(commission => commission.Role).Distinct().Count().ShouldBe(2);
        commissions.Count.ShouldBeGreaterThan(150);
        var members = (await demo.All<Member>()).ToDictionary(member => member.Nickname, member => member.Id);
        commissions.ShouldContain(commission => commission.PayeeId == members["林晓棠"]);
        commissions.ShouldContain(commission => commission.PayeeId == members["周明远"]);
    }

    [Fact]
    public async Task The_second_shop_shares_nothing_with_the_first()
    {
        var members = (await demo.All<Member>()).ToDictionary(member => member.Id, member => member.ShopId);
        var orders = await demo.All<Order>();
        orders.Select(order => order.ShopId).Distinct().Count().ShouldBe(2);
        orders.ShouldAllBe(order => members[order.MemberId] == order.ShopId);
    }

    [Fact]
    public async Task Newcomers_among_the_personas_have_never_been_here()
    {
        var openIds = (await demo.All<Member>()).Select(member => member.OpenId).ToHashSet();
        foreach (var persona in DemoContent.People.Personas)
        {
            openIds.Contains(SeedLogin.OpenIdOf(SeedLogin.PersonaPrefix + persona.Name)).ShouldBe(persona.Role != "newcomer", persona.Name);
        }
    }
}
