using System.Diagnostics;
using System.Globalization;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Nodes;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Simulation.Processes;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Simulation;

public sealed class JobsTests(ITestOutputHelper output)
{
    private const int Jobs = 30_000;
    private const int Shops = 8;
    private const int PerAct = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Thirty_thousand_jobs_on_three_processes_of_which_one_is_killed_have_thirty_thousand_effects()
    {
        Assert.SkipUnless(Seeds.Databases.Contains(Database.Postgres), "Processes share a PostgreSQL only.");
        await using var database = await TestDatabase.Create(Database.Postgres);
        await using var services = Worker.Build(database.Options, node: 0);
        await Enqueue(services.GetRequiredService<Commit>());
        var random = new Random(Seeds.First);
        var workers = Enumerable.Range(1, 3).Select(node => Start(node, database.Options.ConnectionString)).ToList();
        try
        {
            var mark = random.Next(Jobs / 10, Jobs / 2);
            await Until(services, async db => await Done(db) >= mark);
            var victim = workers[random.Next(workers.Count)];
            victim.Kill();
            output.WriteLine($"process {workers.IndexOf(victim) + 1} was killed after {mark} jobs");
            await Until(services, async db => await Done(db) == Jobs);
        }
        finally
        {
            workers.ForEach(End);
        }

        await using var db = await Open(services);
        var effects = await db.Set<SystemValue>().IgnoreQueryFilters().Select(row => row.Value).ToListAsync();
        (effects.Count, effects.Distinct().Count()).ShouldBe((Jobs, Jobs));
    }

    private static async Task Enqueue(Commit commit)
    {
        var acts = Enumerable
            .Range(0, Jobs / PerAct)
            .Select(part => new EnqueueMany(part * PerAct) { ShopId = new Id(1 + part % Shops), At = TimeProvider.System.GetUtcNow() });
        (await Task.WhenAll(acts.Select(act => commit.Run(act)))).ShouldAllBe(result => result.IsOk);
    }

    private static Process Start(int node, string connection)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(JobsTests).Assembly.Location);
        }

        start.ArgumentList.Add(Worker.Verb);
        start.ArgumentList.Add(node.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(connection);
        return Process.Start(start)!;
    }

    private static void End(Process worker)
    {
        worker.StandardInput.Close();
        if (!worker.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            worker.Kill();
        }

        worker.Dispose();
    }

    private static async Task Until(IServiceProvider services, Func<BanyanDb, Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            await using var db = await Open(services);
            if (await holds(db))
            {
                return;
            }

            if (watch.Elapsed > Patience)
            {
                var left = await db.Set<Job>().IgnoreQueryFilters().CountAsync(job => job.State != JobState.Done);
                Assert.Fail($"{left} jobs are left after {Patience}.");
            }

            await Task.Delay(250);
        }
    }

    private static Task<int> Done(BanyanDb db) => db.Set<Job>().IgnoreQueryFilters().CountAsync(job => job.State == JobState.Done);

    private static Task<BanyanDb> Open(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<BanyanDb>>().CreateDbContextAsync();

    private sealed class EnqueueMany(int from) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Done> Decide(World world)
        {
            for (var number = from; number < from + PerAct; number++)
            {
                JobQueue.Enqueue(world, ShopId, Worker.JobType, $"{Worker.JobType}:{number}", number, At);
            }

            return Kernel.Done.Yes;
        }
    }
}
