using System.Net;
using Banyan.WeChatSandbox.Control;
using Banyan.WeChatSandbox.Keys;
using Banyan.WeChatSandbox.Mini;
using Banyan.WeChatSandbox.Notify;
using Banyan.WeChatSandbox.Pages;
using Banyan.WeChatSandbox.Pay;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox;

/// <summary>The whole program, so that tests can start it on a port of their own.</summary>
public static class SandboxApp
{
    /// <summary>Builds the sandbox from command-line arguments (see README); the caller runs or starts it.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        var options = SandboxOptions.Read(builder.Configuration);
        RefuseForeignAddresses(builder.Configuration["urls"]);
        Directory.CreateDirectory(options.DataDirectory);
        AddServices(builder.Services, options);
        var app = builder.Build();
        app.UseMiddleware<CallRecorder>();
        MapEndpoints(app);
        app.Lifetime.ApplicationStarted.Register(() => WeChatSection.Write(app));
        return app;
    }

    private static void AddServices(IServiceCollection services, SandboxOptions options)
    {
        var journal = new Journal(Path.Combine(options.DataDirectory, "state.jsonl"));
        services.AddSingleton(options);
        // By a factory, so that the container closes the file at the end.
        services.AddSingleton(_ => journal);
        services.AddSingleton(SandboxKeys.LoadOrCreate(Path.Combine(options.DataDirectory, "keys.json")));
        services.AddSingleton(new SandboxClock(journal));
        services.AddSingleton(new SettingsStore(new SandboxSettings { AdoptUnknownPayments = options.AdoptUnknownPayments }));
        services.AddSingleton<Chaos>();
        services.AddSingleton<CallLog>();
        services.AddSingleton<PlatformSigner>();
        services.AddSingleton<RequestGate>();
        services.AddSingleton<PayExchange>();
        services.AddSingleton<PayBook>();
        services.AddSingleton<RefundBook>();
        services.AddSingleton<RefundDesk>();
        services.AddSingleton<BillChanges>();
        services.AddSingleton<BillSheet>();
        services.AddSingleton<Cashier>();
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<MiniExchange>();
        services.AddSingleton<LoginCodes>();
        services.AddSingleton<PhoneCodes>();
        services.AddSingleton<AccessTokens>();
        services.AddHostedService(s => s.GetRequiredService<NotificationSender>());
        services.AddHostedService(s => s.GetRequiredService<RefundDesk>());
        services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapTransactions();
        app.MapRefunds();
        app.MapBills();
        app.MapCertificates();
        app.MapLogin();
        app.MapStableToken();
        app.MapPhoneNumber();
        app.MapUnlimitedCode();
        app.MapCashierPage();
        app.MapIndexPage();
        app.MapPaymentControls();
        app.MapRefundControls();
        app.MapBillControls();
        app.MapNotifyControls();
        app.MapChaosControls();
        app.MapClockControls();
        app.MapCodeControls();
        app.MapSettingsControls();
        app.MapCallControls();
        app.MapGet("/healthz", () => Results.Text("ok"));
    }

    // The control interface has no login, so nothing but this machine may reach it.
    private static void RefuseForeignAddresses(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var host = Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host.Trim('[', ']') : "";
            var local = host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
            if (!local)
            {
                throw new InvalidOperationException($"The sandbox listens on loopback addresses only, not on {url}.");
            }
        }
    }
}
