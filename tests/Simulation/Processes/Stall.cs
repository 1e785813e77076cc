using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Http;
using Banyan.Engines.Nodes;
using Banyan.Engines.Storage;
using Banyan.Host;
using Banyan.Host.Http;
using Banyan.Kernel;
using Banyan.Simulation.Town;
using Banyan.Testing;
using Banyan.WeChatSandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Banyan.Simulation.Processes;

/// <summary>A shop in a process of its own with WeChat's sandbox beside it: what must be there before anybody comes, and after.</summary>
internal sealed class Stall : IAsyncDisposable
{
    public const string Slug = "stall";
    private const string Password = "banyan-stall";
    private readonly string directory = Directory.CreateTempSubdirectory("banyan-stall-").FullName;
    private readonly TestDatabase? database;
    private readonly HostOptions options;
    private WebApplication? sandbox;

    private Stall(TestDatabase? database, string? postgres, int nodes)
    {
        this.database = database;
        options = new HostOptions
        {
            Demo = true,
            Migrate = database is null,
            Port = FreePorts.Next(),
            SandboxPort = FreePorts.Next(),
            DataDirectory = directory,
            Postgres = postgres,
        };
        Nodes =
        [
            new ProgramProcess(options),
            .. Enumerable.Range(1, nodes - 1).Select(_ => new ProgramProcess(options with { Port = FreePorts.Next() })),
        ];
        WeChat = new HttpClient { BaseAddress = Address(options.EffectiveSandboxPort) };
    }

    /// <summary>Processes over one database, one key and one folder of uploads; WeChat notifies the first.</summary>
    public IReadOnlyList<ProgramProcess> Nodes { get; }

    public ProgramProcess Program => Nodes[0];

    public HttpClient Shop => Program.Http;

    public HttpClient WeChat { get; }

    public List<string> Skus { get; } = [];

    public static async Task<Stall> Open(Database kind, int nodes = 1)
    {
        var database = await TestDatabase.Create(kind);
        var stall = new Stall(database, database.Options.IsPostgres ? database.Options.ConnectionString : null, nodes);
        if (kind == Database.Sqlite)
        {
            File.Copy(database.Options.ConnectionString, stall.options.SqliteFile);
        }

        return await stall.Open();
    }

    /// <summary>On an empty database of the caller's own.</summary>
    public static Task<Stall> Open(string postgres, int nodes = 1) => new Stall(database: null, postgres, nodes).Open();

    /// <summary>Does something inside of the program while its process does not run.</summary>
    public async Task Inside(Func<WebApplication, Task> act)
    {
        // Since the last time the server may have been another one.
        NpgsqlConnection.ClearAllPools();
        var app = Server.Build(options, builder => builder.Logging.ClearProviders());
        await using (app)
        {
            await Banyan.Host.Startup.Prepare(app);
            await act(app);
        }
    }

    /// <summary>The owner's token.</summary>
    public async Task<string> LogIn()
    {
        var login = new
        {
            login = "owner",
            password = Password,
            shop = Slug,
        };
        using var session = await Shop.PostAsJsonAsync("/api/console/sessions", login);
        return (string)JsonNode.Parse(await session.Content.ReadAsStringAsync())!["token"]!;
    }

    /// <summary>Moves the running shop's time and the sandbox's, and lets everything happen that is due by then.</summary>
    public async Task Advance(TimeSpan by)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/console/demo/clock")
        {
            Content = JsonContent.Create(new { advanceSeconds = (long)by.TotalSeconds }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await LogIn());
        using var moved = await Shop.SendAsync(request);
        moved.IsSuccessStatusCode.ShouldBeTrue(await moved.Content.ReadAsStringAsync());
    }

    public static async Task<IReadOnlyList<string>> Differences(WebApplication app) =>
        [
            .. (await app.Services.GetRequiredService<Doctor>().Examine(CancellationToken.None)).SelectMany(result =>
                result.Findings.Differences.Select(text => $"doctor, {result.Name}: {text}")
            ),
        ];

    public static Task<List<TRow>> Rows<TRow>(BanyanDb db)
        where TRow : class => db.Set<TRow>().IgnoreQueryFilters().AsNoTracking().ToListAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            node.Dispose();
        }

        WeChat.Dispose();
        if (sandbox is not null)
        {
            await sandbox.StopAsync();
            await sandbox.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private async Task<Stall> Open()
    {
        await StartSandbox();
        await Inside(Furnish);
        return this;
    }

    private async Task StartSandbox()
    {
        sandbox = SandboxApp.Create([
            "--urls",
            WeChat.BaseAddress!.ToString().TrimEnd('/'),
            "--data",
            Path.Combine(directory, "sandbox"),
            "--notify-base",
            Shop.BaseAddress!.ToString().TrimEnd('/'),
            "--Logging:LogLevel:Default=Warning",
        ]);
        await sandbox.StartAsync();
    }

    private async Task Furnish(WebApplication app)
    {
        var services = app.Services;
        var opened = await services.GetRequiredService<IOpenShop>().Open(Slug, ShopSettings.New(Slug), CancellationToken.None);
        var owner = new NewStaffMember("owner", "店主", Password, [Roles.Owner]);
        var added = await services.GetRequiredService<IAddStaff>().Add(opened.Value, owner, CancellationToken.None);

        // The program would tell its own story first: this demonstration counts as told.
        await services.GetRequiredService<SystemValues>().Set(Id.None, "demo-seeded", "1", CancellationToken.None);
        var token = services
            .GetRequiredService<ISessions>()
            .Issue(new SessionSubject(SessionKind.Staff, opened.Value, added.Value, Version: 0))
            .Token;
        var calls = new DirectCalls(app);
        var category = await Ask("/api/console/categories", Category());
        for (var i = 0; i < 3; i++)
        {
            var product = await Ask("/api/console/products", Product(category.Text("id"), 900 + i), $"stall-{i}");
            Skus.Add(product["skus"]![0]!.Text("id"));
        }

        async Task<JsonNode> Ask(string path, object body, string? key = null)
        {
            var answer = await calls.Send(
                new DirectCall(HttpMethods.Post, path)
                {
                    Token = token,
                    Body = body,
                    Key = key,
                }
            );
            answer.Status.ShouldBe(200, answer.Text);
            return JsonNode.Parse(answer.Text)!;
        }
    }

    private static object Category() =>
        new
        {
            name = "水果",
            iconUrl = "",
            sort = 1,
        };

    private static object Product(string categoryId, long priceFen) =>
        new
        {
            name = "苹果",
            subtitle = "",
            categoryId,
            pictures = new[] { "/files/apple.svg" },
            detailHtml = "",
            specs = Array.Empty<object>(),
            skus = new[]
            {
                new
                {
                    specValues = Array.Empty<string>(),
                    priceFen,
                    stock = 100_000,
                    weightGrams = 500,
                    barcode = "",
                },
            },
            sort = 1,
            onShelf = true,
        };

    private static Uri Address(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
}
