using System.Globalization;
using Banyan.Adapters.Storage;
using Banyan.Engines;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Nodes;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Simulation.Processes;

/// <summary>This suite as a process of its own that does nothing but jobs, until its standard input ends.</summary>
internal static class Worker
{
    public const string Verb = "worker";
    public const string JobType = "count-me";
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <param name="args">The node's number and the connection string.</param>
    public static async Task<int> Run(string[] args)
    {
        var node = int.Parse(args[0], CultureInfo.InvariantCulture);
        await using var services = Build(StorageOptions.Postgres(args[1]), node);
        using var end = new CancellationTokenSource();
        var parent = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync();
            await end.CancelAsync();
        });
        var runner = services.GetRequiredService<JobRunner>();
        Console.WriteLine("ready");
        while (!end.IsCancellationRequested)
        {
            if (await runner.RunDue(CancellationToken.None) == 0)
            {
                await Task.Delay(Rest);
            }
        }

        await parent;
        return 0;
    }

    public static ServiceProvider Build(StorageOptions storage, int node)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IIdSource>(new IdSource(TimeProvider.System, node));
        services.AddStorage(storage, ModelAssemblies.All);
        services.AddEngines();
        services.AddSingleton(new JobOptions(MaxTaken: 256, MaxParallel: 128));
        services.AddSingleton<IJobHandler, Count>();
        return services.BuildServiceProvider();
    }

    /// <summary>Writes one row for each time it really did something.</summary>
    private sealed class Count(Commit commit, TimeProvider clock) : IJobHandler
    {
        public string Type => JobType;

        public JobPolicy Policy => JobPolicy.Default with { Lease = Lease };

        public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
        {
            var effect = new Effect(job.PayloadOf<int>())
            {
                ShopId = job.ShopId,
                At = clock.GetUtcNow(),
                JobId = job.Id,
            };
            return (await commit.Run(effect, cancellation)).Refusal;
        }
    }

    private sealed class Effect(int number) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Done> Decide(World world)
        {
            world.Put(
                new SystemValue
                {
                    ShopId = ShopId,
                    Name = $"effect-{world.NextId()}",
                    Value = number.ToString(CultureInfo.InvariantCulture),
                }
            );
            return Done.Yes;
        }
    }
}
