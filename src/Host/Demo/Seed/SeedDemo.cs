using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Shops;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Nodes;
using Banyan.Host.Demo.Plan;
using Banyan.Kernel;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Host.Demo.Seed;

/// <summary>
/// Writes the demo's last six weeks by walking through them: every order, payment, refund and commission is made by the program itself,
/// at its
/// own minute. Only the clock and WeChat are played by the seed.
/// </summary>
internal static class SeedDemo
{
    private const int CheckedDays = 11;

    /// <param name="options">Of the program to be filled; its database is migrated and has no shop.</param>
    /// <param name="now">Where the story ends.</param>
    /// <returns>What went over WeChat in that time.</returns>
    public static async Task<SeedChannel> Run(HostOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var plan = DemoPlan.For(now);
        var start = new Calendar(now).At(DemoPlan.FirstDay - 1, 8);
        var clock = new SeedClock(start);
        var channel = new SeedChannel(clock);
        var app = Server.Build(options with { Port = 0 }, builder => Play(builder, clock, channel));
        await using (app.ConfigureAwait(false))
        {
            await Startup.Prepare(app, cancellation).ConfigureAwait(false);
            var timeline = new Timeline(clock);
            var money = new SeedMoney(channel, app.Services.GetRequiredService<IPaymentConfirmation>());
            var caller = new SeedCaller(app);

            var main = new SeedShop(caller, app.Services, DemoContent.Shops.Main);
            await main.Open("logo.svg").ConfigureAwait(false);
            await main.Stock(DemoContent.MainCatalog, "goods").ConfigureAwait(false);
            await main.OpenStores().ConfigureAwait(false);
            await SeedBenefits.Begin(main).ConfigureAwait(false);
            SeedCampaigns.Announce(main, timeline, now);
            var story = new SeedStory(main, money, timeline, clock);
            story.Tell(plan.Members);
            story.Tell(plan.Touches);
            story.Tell(plan.Orders);
            story.Tell(plan.Teams);

            var second = new SeedShop(caller, app.Services, DemoContent.Shops.Second);
            await second.Open("logo-dukou.svg").ConfigureAwait(false);
            await second.Stock(DemoContent.SecondCatalog, "dukou").ConfigureAwait(false);
            var neighbours = SecondShopPlan.For(now);
            var aside = new SeedStory(second, money, timeline, clock);
            aside.Tell(neighbours.Members);
            aside.Tell(neighbours.Orders);

            var pump = app.Services.GetRequiredService<Pump>();
            await timeline.Run(now, () => Settle(app.Services, pump, cancellation)).ConfigureAwait(false);
            await SeedCampaigns.LeaveDraft(main, now).ConfigureAwait(false);
            await SeedBenefits.Offer(main, now).ConfigureAwait(false);
            await SeedCourses.Teach(main, "goods").ConfigureAwait(false);
            await main.Group().ConfigureAwait(false);
            await main.Decorate().ConfigureAwait(false);
            await second.Decorate().ConfigureAwait(false);
            await CheckBills(main, now).ConfigureAwait(false);
            await Examine(app.Services, cancellation).ConfigureAwait(false);
        }

        return channel;
    }

    /// <summary>Nothing renews the node number of a program that is not running, and a slow machine takes minutes.</summary>
    private static async Task Settle(IServiceProvider services, Pump pump, CancellationToken cancellation)
    {
        var ids = services.GetRequiredService<NodeIds>();
        if (ids.IsDueForRenewal)
        {
            await ids.Renew(services.GetRequiredService<Commit>(), cancellation).ConfigureAwait(false);
        }

        await pump.Drain(cancellation).ConfigureAwait(false);
    }

    /// <summary>The mornings of the seed do not run by themselves: staff hold the last days' bills against the books.</summary>
    private static async Task CheckBills(SeedShop shop, DateTimeOffset now)
    {
        for (var ago = CheckedDays; ago >= 2; ago--)
        {
            var day = now.ShopDay().AddDays(-ago);
            await shop.Caller.Post($"/api/console/finance/bills/{day:yyyy-MM-dd}/check", shop.Staff(Roles.Owner)).ConfigureAwait(false);
        }
    }

    private static async Task Examine(IServiceProvider services, CancellationToken cancellation)
    {
        var examinations = services.GetRequiredService<ShopExaminations>();
        foreach (var slug in (string[])[DemoContent.Shops.Main.Slug, DemoContent.Shops.Second.Slug])
        {
            var shop = await services.GetRequiredService<IShopDirectory>().Find(slug, cancellation).ConfigureAwait(false);
            await examinations.Run(shop!.Id, ExaminationMode.Full, by: null, cancellation).ConfigureAwait(false);
        }
    }

    private static void Play(WebApplicationBuilder builder, SeedClock clock, SeedChannel channel)
    {
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IPaymentChannel>(channel);
        builder.Services.RemoveAll<ITradeBills>();
        builder.Services.AddSingleton<ITradeBills>(channel);
        builder.Services.AddSingleton<IWeChatLogin, SeedLogin>();

        // Six weeks of nights would cost more than they show; the books are examined once, at the end.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(NightlyJobs)));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
    }
}
