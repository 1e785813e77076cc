using System.Collections.Concurrent;
using System.Globalization;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Host;
using Banyan.Kernel;
using Banyan.Testing;
using Banyan.WeChatSandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Banyan.Journeys.Support;

/// <summary>
/// A whole shop on real sockets: the Host as it runs in a demonstration, WeChat's sandbox beside it, and a database of its own.
/// Closing it proves that nothing failed inside and that the doctor finds nothing.
/// </summary>
public sealed class Shopfront : IAsyncDisposable
{
    public const string Slug = "rongshu";
    public const string OtherSlug = "other";
    private readonly string directory = Directory.CreateTempSubdirectory("banyan-journey-").FullName;
    private readonly ErrorLog errors = new();
    private readonly TestDatabase database;
    private WebApplication? host;
    private WebApplication? weChat;

    private Shopfront(TestDatabase database) => this.database = database;

    /// <summary>Set where the story itself breaks something on purpose.</summary>
    public bool ExpectsErrors { get; set; }

    public HttpClient Http { get; private set; } = new();

    public Sandbox Sandbox { get; private set; } = null!;

    public Shopkeeper Owner { get; private set; } = null!;

    /// <summary>Of the second shop in the same installation.</summary>
    public Shopkeeper OtherOwner { get; private set; } = null!;

    public Id ShopId { get; private set; }

    public DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    public static async Task<Shopfront> Open(Database kind)
    {
        var front = new Shopfront(await TestDatabase.Create(kind));
        await front.Start();
        return front;
    }

    public T Get<T>()
        where T : notnull => host!.Services.GetRequiredService<T>();

    public async Task<Shopper> Member(string persona, string? shareCode = null) =>
        await new Shopper(Http, Sandbox, persona).LogIn(shareCode);

    /// <summary>A member of the other shop.</summary>
    public async Task<Shopper> Foreigner(string persona) => await new Shopper(Http, Sandbox, persona) { Shop = OtherSlug }.LogIn();

    public Caller Visitor() => new(Http, "shop");

    /// <summary>Moves the clock and does what became due. Staff sessions last half a day, so the owner logs in again.</summary>
    public async Task Advance(TimeSpan by)
    {
        await Owner.LogIn();
        (await Owner.Post("/demo/clock", new { advanceSeconds = (long)by.TotalSeconds })).Ok();
        await Owner.LogIn();
        await OtherOwner.LogIn();
    }

    /// <summary>Waits for what follows from a message of WeChat.</summary>
    public async Task Eventually(Func<Task<bool>> holds, string what)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            await Get<Pump>().Drain(CancellationToken.None);
            if (await holds())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"It never came about that {what}.");
    }

    /// <summary>Reads the database past every filter.</summary>
    public async Task<T> Look<T>(Func<BanyanDb, Task<T>> look)
    {
        await using var db = await Get<IDbContextFactory<BanyanDb>>().CreateDbContextAsync();
        db.Shop = ShopId;
        return await look(db);
    }

    /// <summary>Changes rows behind the product's back.</summary>
    public async Task Plant(Func<BanyanDb, Task> plant) =>
        (
            await Get<Commit>()
                .Exclusive<Done>(
                    ShopId,
                    async db =>
                    {
                        await plant(db);
                        return Done.Yes;
                    }
                )
        ).IsOk.ShouldBeTrue();

    public async Task<IReadOnlyList<string>> Differences() =>
        [
            .. (await Get<Doctor>().Examine(CancellationToken.None)).SelectMany(result =>
                result.Findings.Differences.Select(text => $"{result.Name}: {text}")
            ),
        ];

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!ExpectsErrors)
            {
                (await Differences()).ShouldBeEmpty();
                errors.Lines.ShouldBeEmpty();
            }
        }
        finally
        {
            await Stop();
        }
    }

    private async Task Start()
    {
        var (port, sandboxPort) = (FreePorts.Next(), FreePorts.Next());
        weChat = SandboxApp.Create([
            "--urls",
            Address(sandboxPort),
            "--data",
            Path.Combine(directory, "sandbox"),
            "--notify-base",
            Address(port),
            "--Logging:LogLevel:Default=Warning",
        ]);
        await weChat.StartAsync();
        Sandbox = new Sandbox(new HttpClient { BaseAddress = new Uri(Address(sandboxPort)) });

        var options = new HostOptions
        {
            Demo = true,
            Port = port,
            SandboxPort = sandboxPort,
            DataDirectory = directory,
            Postgres = database.Options.IsPostgres ? database.Options.ConnectionString : null,
        };
        if (!database.Options.IsPostgres)
        {
            File.Copy(database.Options.ConnectionString, options.SqliteFile);
        }

        host = Server.Build(
            options,
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Logging.AddProvider(errors);
            }
        );
        await Banyan.Host.Startup.Prepare(host);
        await host.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new Uri(Address(port)) };
        ShopId = await OpenShop(Slug, "榕树下好物");
        await OpenShop(OtherSlug, "隔壁小店");
        Owner = await new Shopkeeper(Http, Slug).LogIn();
        OtherOwner = await new Shopkeeper(Http, OtherSlug).LogIn();
    }

    private async Task<Id> OpenShop(string slug, string name)
    {
        await using var scope = host!.Services.CreateAsyncScope();
        var shop = await scope.ServiceProvider.GetRequiredService<IOpenShop>().Open(slug, ShopSettings.New(name), CancellationToken.None);
        var staff = new NewStaffMember(Shopkeeper.OwnerLogin, "店主", Shopkeeper.Password, [Roles.Owner]);
        (await scope.ServiceProvider.GetRequiredService<IAddStaff>().Add(shop.Value, staff, CancellationToken.None)).IsOk.ShouldBeTrue();
        return shop.Value;
    }

    private async Task Stop()
    {
        Http.Dispose();
        foreach (var app in (WebApplication?[])[host, weChat])
        {
            if (app is not null)
            {
                await app.StopAsync();
                await app.DisposeAsync();
            }
        }

        await database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    /// <summary>Keeps what was logged as an error: a story must not leave any.</summary>
    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                Lines.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose() { }
    }
}
