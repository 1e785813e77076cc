using Banyan.Engines.Doctor;
using Banyan.Host.Clock;
using Banyan.Host.OpenApi;

namespace Banyan.Host;

/// <summary>The verbs of the command line.</summary>
internal static class Commands
{
    private const int Ok = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    public static async Task<int> Run(string[] args)
    {
        HostOptions options;
        try
        {
            options = HostOptions.Parse(args, demoByDefault: Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") == "Development");
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message + "\n\n" + HelpText.Text).ConfigureAwait(false);
            return Misused;
        }

        try
        {
            return options.Verb switch
            {
                "serve" => await Serve(options).ConfigureAwait(false),
                "migrate" => await Migrate(options).ConfigureAwait(false),
                "seed" => await Seed(options).ConfigureAwait(false),
                "doctor" => await Examine(options).ConfigureAwait(false),
                "openapi" => await DocumentFiles.Write(options).ConfigureAwait(false),
                "help" => Help(Ok),
                _ => Help(Misused),
            };
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return Failed;
        }
    }

    private static async Task<int> Serve(HostOptions options)
    {
        if (options.Reset)
        {
            Reset.DemoData(options);
        }

        var app = Server.Build(options);
        await using (app.ConfigureAwait(false))
        {
            await Startup.Prepare(app).ConfigureAwait(false);
            if (options.Demo)
            {
                await Startup.SeedDemo(app).ConfigureAwait(false);
                if (!await app.Services.GetRequiredService<SandboxClock>().Follow(CancellationToken.None).ConfigureAwait(false))
                {
                    app.Logger.LogWarning(
                        "没有找到微信沙盒 {Address}：可以浏览，不能登录会员和支付。请用 ./run 启动，它会同时启动沙盒。",
                        SandboxClock.AddressOf(options)
                    );
                }
            }

            await app.StartAsync().ConfigureAwait(false);
            app.Logger.LogInformation("Banyan 榕 {Address}", string.Join(" ", app.Urls));
            await app.WaitForShutdownAsync().ConfigureAwait(false);
        }

        return Ok;
    }

    private static async Task<int> Migrate(HostOptions options)
    {
        var app = Server.Build(options);
        await using (app.ConfigureAwait(false))
        {
            Directory.CreateDirectory(options.DataDirectory);
            await Startup.MigrateDatabase(app.Services, CancellationToken.None).ConfigureAwait(false);
        }

        Console.WriteLine("The database is up to date.");
        return Ok;
    }

    private static async Task<int> Seed(HostOptions options)
    {
        var app = Server.Build(options);
        await using (app.ConfigureAwait(false))
        {
            await Startup.Prepare(app).ConfigureAwait(false);
            if (options.Demo)
            {
                await Startup.SeedDemo(app).ConfigureAwait(false);
                return Ok;
            }

            var password = await Bootstrap.OpenFirstShop(app.Services, options, CancellationToken.None).ConfigureAwait(false);
            if (!password.IsOk)
            {
                await Console.Error.WriteLineAsync($"{password.Refusal.Zh} / {password.Refusal.En}").ConfigureAwait(false);
                return Failed;
            }

            Console.WriteLine($"店铺 {options.Slug} 已开好。登录账号 {options.Login}，密码（只显示这一次）：{password.Value}");
            return Ok;
        }
    }

    private static async Task<int> Examine(HostOptions options)
    {
        var app = Server.Build(options);
        await using (app.ConfigureAwait(false))
        {
            var results = await app.Services.GetRequiredService<Doctor>().Examine(CancellationToken.None).ConfigureAwait(false);
            foreach (var result in results)
            {
                Console.WriteLine($"{(result.IsOk ? "ok  " : "FAIL")} {result.Name}: {result.LabelZh} ({result.Findings.Rows})");
                foreach (var difference in result.Findings.Differences)
                {
                    Console.WriteLine($"     {difference}");
                }
            }

            return results.All(result => result.IsOk) ? Ok : Failed;
        }
    }

    private static int Help(int code)
    {
        (code == Ok ? Console.Out : Console.Error).WriteLine(HelpText.Text);
        return code;
    }
}
