using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Nodes;
using Banyan.Engines.Storage;
using Banyan.Host.Auth;
using Banyan.Host.Clock;
using Banyan.Host.Demo;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Host;

/// <summary>What must be done before the first request, in this order.</summary>
public static class Startup
{
    private const string DemoMark = "demo";
    private const string SeededMark = "demo-seeded";

    /// <summary>
    /// Opens the database: brings it up to date, takes a node number, loads clock and keys. Needed by every verb but <c>openapi</c>.
    /// </summary>
    /// <exception cref="StartupException">Something is wrong that a person must change; the message says what.</exception>
    public static async Task Prepare(WebApplication app, CancellationToken cancellation = default)
    {
        var options = app.Services.GetRequiredService<HostOptions>();
        Directory.CreateDirectory(options.DataDirectory);
        if (options.Migrate)
        {
            await MigrateDatabase(app.Services, cancellation).ConfigureAwait(false);
        }

        var values = app.Services.GetRequiredService<SystemValues>();
        var clock = app.Services.GetRequiredService<DemoClock>();
        await clock.Load(values, cancellation).ConfigureAwait(false);
        if (options.Demo)
        {
            // Another node may be the one that moves it.
            app.Services.GetRequiredService<Signals>()
                .Subscribe(
                    DemoClock.Topic,
                    topic =>
                    {
                        _ = clock.Load(values, CancellationToken.None);
                    }
                );
        }

        var commit = app.Services.GetRequiredService<Commit>();
        await app.Services.GetRequiredService<NodeIds>().Renew(commit, cancellation).ConfigureAwait(false);
        await KeepDemoApart(app.Services, values, options, cancellation).ConfigureAwait(false);
        try
        {
            await app.Services.GetRequiredService<SessionTokens>().LoadKey(cancellation).ConfigureAwait(false);
        }
        catch (System.Security.Cryptography.CryptographicException exception)
        {
            throw new StartupException(
                $"The database was sealed under another master key. Restore master.key in {options.DataDirectory}, or set {MasterKey.Variable}.",
                exception
            );
        }
    }

    public static async Task MigrateDatabase(IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = await services
            .GetRequiredService<IDbContextFactory<BanyanDb>>()
            .CreateDbContextAsync(cancellation)
            .ConfigureAwait(false);
        await db.Database.MigrateAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Fills an empty demonstration.</summary>
    public static async Task SeedDemo(WebApplication app, CancellationToken cancellation = default)
    {
        var values = app.Services.GetRequiredService<SystemValues>();
        if (await values.Find(Id.None, SeededMark, cancellation).ConfigureAwait(false) is not null)
        {
            return;
        }

        if (await app.Services.GetRequiredService<IShopDirectory>().Find(slug: null, cancellation).ConfigureAwait(false) is not null)
        {
            throw new StartupException("The demonstration's data was not written to its end. Start once with --reset.");
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        app.Logger.LogInformation("正在写入演示数据，请稍等……");
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var past = await Demo.Seed.SeedDemo.Run(app.Services.GetRequiredService<HostOptions>(), now, cancellation).ConfigureAwait(false);
        await app.Services.GetRequiredService<SandboxPast>().Tell(past, cancellation).ConfigureAwait(false);
        await values.Set(Id.None, SeededMark, "1", cancellation).ConfigureAwait(false);
        app.Logger.LogInformation("演示数据已写好，用时 {Seconds} 秒", watch.ElapsedMilliseconds / 1000);
    }

    /// <summary>A demonstration's passwords and personas are public, so it never shares a database with a real shop.</summary>
    private static async Task KeepDemoApart(
        IServiceProvider services,
        SystemValues values,
        HostOptions options,
        CancellationToken cancellation
    )
    {
        var isDemo = await values.Find(Id.None, DemoMark, cancellation).ConfigureAwait(false) is not null;
        if (isDemo == options.Demo)
        {
            return;
        }

        if (isDemo)
        {
            throw new StartupException("This database holds the demonstration, whose passwords are public. Use another one, or --demo.");
        }

        if (await services.GetRequiredService<IShopDirectory>().Find(slug: null, cancellation).ConfigureAwait(false) is not null)
        {
            throw new StartupException(
                "This database holds a real shop; the demonstration does not run on it. Use another one, or --no-demo."
            );
        }

        await values.Set(Id.None, DemoMark, "1", cancellation).ConfigureAwait(false);
    }
}

/// <summary>The program cannot start as asked; the message is for the person at the keyboard.</summary>
public sealed class StartupException : Exception
{
    public StartupException() { }

    public StartupException(string message)
        : base(message) { }

    public StartupException(string message, Exception innerException)
        : base(message, innerException) { }
}
