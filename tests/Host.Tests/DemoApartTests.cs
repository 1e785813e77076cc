using Banyan.Host.Tests.Auth;
using Banyan.Testing;

namespace Banyan.Host.Tests;

public sealed class DemoApartTests
{
    [Fact]
    public async Task The_clock_stands_still_outside_of_a_demonstration()
    {
        await using var server = await RunningServer.Start();
        var answer = await server.Call(HttpMethod.Post, "/api/console/demo/clock", await server.LogIn(), new { advanceSeconds = 60 });
        answer.ShouldSatisfy(404, "not_found");
    }

    [Fact]
    public async Task The_clock_of_a_demonstration_moves_and_survives_a_restart()
    {
        await using var server = await RunningServer.Start(demo: true);
        var before = TimeProvider.System.GetUtcNow();
        var answer = await server.Call(HttpMethod.Post, "/api/console/demo/clock", await server.LogIn(), new { advanceSeconds = 7200 });
        var now = DateTimeOffset.Parse(answer.Body["now"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        (now - before).ShouldBeInRange(TimeSpan.FromSeconds(7200), TimeSpan.FromSeconds(7260));
    }

    [Fact]
    public async Task A_demonstration_and_a_real_shop_never_share_a_database()
    {
        await using var database = await TestDatabase.Create(Database.Sqlite);
        var folder = Directory.CreateTempSubdirectory("banyan-apart-").FullName;
        var demo = new HostOptions { Demo = true, DataDirectory = folder };
        var real = demo with { Demo = false };
        File.Copy(database.Options.ConnectionString, demo.SqliteFile);
        await using (var app = Server.Build(demo))
        {
            await Startup.Prepare(app);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Copy(demo.SqliteFile, real.SqliteFile);
        await using (var app = Server.Build(real))
        {
            (await Should.ThrowAsync<StartupException>(() => Startup.Prepare(app))).Message.ShouldContain("demonstration");
        }
    }

    [Fact]
    public void Sandbox_keys_are_refused_outside_of_a_demonstration()
    {
        var folder = Directory.CreateTempSubdirectory("banyan-keys-").FullName;
        File.WriteAllText(Path.Combine(folder, "banyan.json"), """{ "WeChat": { "Sandbox": true } }""");
        Should.Throw<InvalidOperationException>(() => Server.Build(new HostOptions { DataDirectory = folder }));
    }
}
