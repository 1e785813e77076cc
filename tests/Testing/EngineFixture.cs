using Banyan.Adapters.Storage;
using Banyan.Engines;
using Banyan.Engines.Commit;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Testing;

/// <summary>The engines on a database of their own, without a host.</summary>
public sealed class EngineFixture : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private EngineFixture(TestDatabase database, ServiceProvider services) => (this.database, this.services) = (database, services);

    public TestClock Clock => Get<TestClock>();

    public Commit Commit => Get<Commit>();

    public Id Shop { get; } = new(1);

    /// <param name="more">Services beside the engines.</param>
    /// <param name="route">Leads to the database by another way, such as a proxy.</param>
    public static async Task<EngineFixture> Create(
        Database kind,
        Action<IServiceCollection>? more = null,
        Func<StorageOptions, StorageOptions>? route = null
    )
    {
        var database = await TestDatabase.Create(kind);
        var clock = new TestClock();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IIdSource>(new IdSource(clock, 1));
        services.AddStorage(route?.Invoke(database.Options) ?? database.Options, ModelAssemblies.All);
        services.AddEngines();
        more?.Invoke(services);
        return new EngineFixture(database, services.BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<BanyanDb> Db() => Get<IDbContextFactory<BanyanDb>>().CreateDbContextAsync();

    /// <summary>What the doctor finds wrong; empty when the books are right.</summary>
    public async Task<IReadOnlyList<string>> Differences()
    {
        var results = await Get<Doctor>().Examine(CancellationToken.None);
        return [.. results.SelectMany(result => result.Findings.Differences.Select(text => $"{result.Name}: {text}"))];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>A clock that stands still until it is told.</summary>
public sealed class TestClock : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
