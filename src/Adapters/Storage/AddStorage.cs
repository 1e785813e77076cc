using Banyan.Adapters.Postgres;
using Banyan.Adapters.Sqlite;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Banyan.Adapters.Storage;

/// <summary>Which database, and where.</summary>
/// <param name="ConnectionString">Npgsql's, or the path of a SQLite file.</param>
public sealed record StorageOptions(bool IsPostgres, string ConnectionString)
{
    public static StorageOptions Sqlite(string path) => new(false, path);

    public static StorageOptions Postgres(string connectionString) => new(true, connectionString);
}

public static class StorageServices
{
    /// <summary>The database context factory, the gateway all SQL passes, and Commit. IIdSource must be registered beside it.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options, ModelSources models)
    {
        services.AddSingleton<SqlGateway>();
        services.AddSingleton<ISqlDialect>(options.IsPostgres ? new PostgresDialect() : new SqliteDialect());
        services.AddSingleton<RowWriters>();
        services.AddSingleton<Signals>();
        if (options.IsPostgres)
        {
            services.AddSingleton<ISignalWire>(provider => new PostgresWire(options, provider.GetRequiredService<ILogger<PostgresWire>>()));
            services.AddHostedService(provider => new PostgresListener(
                options,
                provider.GetRequiredService<Signals>(),
                provider.GetRequiredService<ILogger<PostgresListener>>()
            ));
        }
        else
        {
            services.AddSingleton<ISignalWire, NoWire>();
        }

        services.AddSingleton<ShopRevisions>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton(new CommitOptions());
        services.AddSingleton<Commit>();
        services.AddPooledDbContextFactory<BanyanDb>(
            (provider, builder) => Configure(builder, options, models, provider.GetRequiredService<SqlGateway>())
        );
        return services;
    }

    /// <summary>
    /// A node that stands still in the middle of a transaction (a paused machine, a debugger) must not hold its locks for ever: the server
    /// ends the session. Nobody waits for a lock longer than a caller would.
    /// </summary>
    private const string Timeouts = "-c idle_in_transaction_session_timeout=10s -c lock_timeout=15s";

    /// <summary>
    /// Of one node, unless the connection string names another number. Reads share statements and lanes write in turn, so more
    /// connections would only mean more plans to prepare and more memory on the server.
    /// </summary>
    private const int Connections = 24;

    /// <summary>Also used at design time, where there is no gateway.</summary>
    public static void Configure(DbContextOptionsBuilder builder, StorageOptions options, ModelSources models, SqlGateway? gateway)
    {
        models.AddTo(builder);
        if (options.IsPostgres)
        {
            var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };
            if (!connection.ShouldSerialize("Maximum Pool Size"))
            {
                connection.MaxPoolSize = Connections;
            }

            connection.Options = $"{Timeouts} {connection.Options}".TrimEnd();
            builder.UseNpgsql(connection.ConnectionString, npgsql => npgsql.MigrationsAssembly("Banyan.Migrations.Postgres"));
        }
        else
        {
            var connection = new SqliteConnectionStringBuilder { DataSource = options.ConnectionString, ForeignKeys = true };
            builder.UseSqlite(connection.ConnectionString, sqlite => sqlite.MigrationsAssembly("Banyan.Migrations.Sqlite"));
            builder.AddInterceptors(new SqlitePragmas());
        }

        if (gateway is not null)
        {
            builder.AddInterceptors(gateway);
        }
    }
}
