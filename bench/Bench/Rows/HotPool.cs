using Banyan.Adapters.Storage;
using Banyan.Engines;
using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Bench.Rows;

/// <summary>The product's engines on a fresh database, with one hot pool in it and nothing in front of it.</summary>
internal sealed class HotPool : IAsyncDisposable
{
    public const string Key = "sku:1";
    public const long Total = 1_000_000_000_000;
    public static readonly Id Shop = new(1);
    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private readonly IdSource ids = new IdSource(TimeProvider.System, 1);
    private readonly Commit commit;

    private HotPool(TestDatabase database)
    {
        this.database = database;
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton<IIdSource>(ids);
        collection.AddStorage(database.Options, ModelAssemblies.All);
        collection.AddEngines();
        services = collection.BuildServiceProvider();
        commit = services.GetRequiredService<Commit>();
    }

    public string ConnectionString => database.Options.ConnectionString;

    public static async Task<HotPool> Open(Database kind)
    {
        var pool = new HotPool(await TestDatabase.Create(kind).ConfigureAwait(false));
        _ = (await pool.commit.Run(new MakePool { ShopId = Shop, At = Now }).ConfigureAwait(false)).Value;
        return pool;
    }

    /// <summary>Claims one piece through Commit and Quota.</summary>
    public async Task Claim()
    {
        var act = new ClaimOne(Holder(ids.Next().Value)) { ShopId = Shop, At = Now };
        _ = (await commit.Run(act).ConfigureAwait(false)).Value;
    }

    public Task<double> Batched(int callers, int seconds) => Callers.PerSecond(callers, TimeSpan.FromSeconds(seconds), _ => Claim());

    public static string Holder(long number) => $"order:{number}";

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync().ConfigureAwait(false);
        await database.DisposeAsync().ConfigureAwait(false);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private sealed class MakePool : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Pool)
            {
                needs.Add(Quota.PoolByKey, ShopId, HotPool.Key);
            }
        }

        public override Result<Done> Decide(World world) => Quota.Resize(world, ShopId, HotPool.Key, Total).Map(_ => Done.Yes);
    }

    private sealed class ClaimOne(string holder) : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Pool)
            {
                needs.Add(Quota.PoolByKey, ShopId, HotPool.Key);
            }
        }

        public override Result<Id> Decide(World world)
        {
            var request = new ClaimRequest(HotPool.Key, holder, 1) { ExpiresAt = At.AddMinutes(15) };
            return Quota.Hold(world, ShopId, request, At).Map(claim => claim.Id);
        }
    }
}
