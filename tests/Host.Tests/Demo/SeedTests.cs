using Banyan.Engines.Doctor;
using Banyan.Host.Demo.Seed;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Demo;

public sealed class SeedTests
{
    [Fact]
    public async Task The_seed_tells_the_whole_story_and_the_books_balance()
    {
        var directory = Directory.CreateTempSubdirectory("banyan-seed-");
        try
        {
            var options = new HostOptions
            {
                Demo = true,
                DataDirectory = directory.FullName,
                Port = 0,
            };
            var watch = System.Diagnostics.Stopwatch.StartNew();
            await SeedDemo.Run(options, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
            TestContext.Current.TestOutputHelper!.WriteLine($"{watch.ElapsedMilliseconds} ms");
            await using var app = Server.Build(options);
            await Startup.Prepare(app, TestContext.Current.CancellationToken);
            foreach (var check in await app.Services.GetRequiredService<Doctor>().Examine(TestContext.Current.CancellationToken))
            {
                check.Findings.Differences.ShouldBeEmpty(check.Name);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
