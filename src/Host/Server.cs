using System.Net;
using Banyan.Adapters.Files;
using Banyan.Adapters.Storage;
using Banyan.Adapters.WeChat;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Banyan.Engines.Nodes;
using Banyan.Engines.Telemetry;
using Banyan.Host.Auth;
using Banyan.Host.Clock;
using Banyan.Host.Demo;
using Banyan.Host.Http;
using Banyan.Host.OpenApi;
using Banyan.Host.Telemetry;
using Banyan.Host.Web;
using Banyan.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;

namespace Banyan.Host;

/// <summary>The whole program, so that tests can build it with options of their own.</summary>
public static class Server
{
    private const long MaxBodyBytes = 4 * 1024 * 1024;

    /// <summary>Puts the program together; nothing is opened or written yet.</summary>
    public static WebApplication Build(HostOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "Banyan.Host", ContentRootPath = AppContext.BaseDirectory }
        );
        Configure(builder, options);
        AddServices(builder.Services, options, builder.Configuration);
        adjust?.Invoke(builder);
        var app = builder.Build();
        RefuseSandboxKeys(app.Configuration, options);
        UseMiddleware(app);
        MapEndpoints(app, options);

        // Listens from now on, not from the first time somebody asks.
        app.Services.GetRequiredService<RecentActivity>();
        return app;
    }

    private static void Configure(WebApplicationBuilder builder, HostOptions options)
    {
        var configuration = builder.Configuration;
        configuration.AddJsonFile(Path.Combine(options.DataDirectory, "banyan.json"), optional: true, reloadOnChange: false);
        if (options.Demo)
        {
            configuration.AddJsonFile(
                Path.Combine(options.DataDirectory, "sandbox", "wechat-sandbox.json"),
                optional: true,
                reloadOnChange: false
            );
        }

        configuration.AddEnvironmentVariables("BANYAN_");
        builder.Logging.ClearProviders();
        if (options.Demo)
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        }
        else
        {
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        }

        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // What fails there is thrown, and told once by whoever asked.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateScopes, provider.ValidateOnBuild) = (true, true));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Listen(IPAddress.Parse(options.Listen), options.Port);
        });
    }

    private static void AddServices(IServiceCollection services, HostOptions options, ConfigurationManager configuration)
    {
        services.AddSingleton(options);
        services.AddSingleton(new Installation(options.DataDirectory, options.EffectivePublicUrl, options.Demo));
        services.AddSingleton<IDemoStage, DemoStage>();

        services.AddSingleton<DemoClock>();
        services.AddSingleton<TimeProvider>(s => s.GetRequiredService<DemoClock>());
        services.AddHttpClient<SandboxClock>(ToSandbox(options));
        services.AddHttpClient<SandboxPast>(ToSandbox(options));

        var storage = options.Postgres is { } connection ? StorageOptions.Postgres(connection) : StorageOptions.Sqlite(options.SqliteFile);
        services.AddSingleton(storage);
        services.AddStorage(storage, ModelAssemblies.All);
        services.AddScoped(ShopOfRequest.OpenDb);
        services.AddSingleton<NodeIds>();
        services.AddSingleton<IIdSource>(s => s.GetRequiredService<NodeIds>());
        services.AddHostedService<NodeLeaseKeeper>();
        services.AddSingleton<SystemValues>();
        services.AddSingleton(_ => new Seal(MasterKey.LoadOrMake(options.DataDirectory)));
        services.AddSingleton<IDataProtectionProvider>(s => new SealedProtection(s.GetRequiredService<Seal>()));

        services.AddFiles(BucketOf(configuration), Path.Combine(options.DataDirectory, "files"));
        services.AddWeChat(configuration);
        services.AddEngines();
        services.AddHostedService(s => s.GetRequiredService<Pump>());
        services.AddTelemetry(configuration);

        AddWeb(services, configuration);
        foreach (var module in Modules.All)
        {
            module.AddServices(services);
        }
    }

    private static S3Options BucketOf(ConfigurationManager configuration)
    {
        var bucket = configuration.GetSection(S3Options.Section).Get<S3Options>() ?? new S3Options();
        return bucket.Problem is { } problem ? throw new StartupException(problem) : bucket;
    }

    private static void AddWeb(IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<SessionStandings>();
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<ISessions>(s => s.GetRequiredService<SessionTokens>());
        // The core alone: the rest would bring cookie protection and keys that we do not use.
        services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = SessionHandler.Scheme;
            authentication.AddScheme<SessionHandler>(SessionHandler.Scheme, displayName: null);
        });
        services.AddWebEncoders();
        services.AddTransient<SessionHandler>();
        services.ConfigureHttpJsonOptions(json => JsonRules.Apply(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in configuration.GetSection("Proxies").Get<string[]>() ?? [])
            {
                forwarded.KnownProxies.Add(
                    IPAddress.TryParse(proxy, out var address) ? address : throw new StartupException($"Proxies: {proxy} is no IP address.")
                );
            }
        });
        services.AddRateLimits(configuration.GetSection("Limits").Get<RateLimitOptions>() ?? new RateLimitOptions());
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddApiDocuments();
        services.AddSingleton<WebRoots>();
    }

    private static Action<HttpClient> ToSandbox(HostOptions options) =>
        http =>
        {
            http.BaseAddress = SandboxClock.AddressOf(options);
            http.Timeout = TimeSpan.FromSeconds(5);
        };

    private static void UseMiddleware(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseMiddleware<Failures>();
        app.UseResponseCompression();
        app.UseWebRoots();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<ShopOfRequest>();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<SharedAnswers>();
    }

    private static void MapEndpoints(WebApplication app, HostOptions options)
    {
        var shop = app.MapGroup("/api/shop");
        var console = app.MapGroup("/api/console");
        foreach (var module in Modules.All)
        {
            module.MapShop(shop);
            module.MapConsole(console);
            module.MapRoot(app);
        }

        app.MapHealth(options);
        app.MapMetrics();
        app.MapApiDocuments();
        app.MapPages();

        // Said here and not left to the start, so that the documents can be written without one.
#pragma warning disable ASP0014
        app.UseEndpoints(_ => { });
#pragma warning restore ASP0014
    }

    private static void RefuseSandboxKeys(IConfiguration configuration, HostOptions options)
    {
        if (!options.Demo && configuration.GetValue("WeChat:Sandbox", false))
        {
            throw new InvalidOperationException("WeChat sandbox keys work in demo mode only.");
        }
    }
}
