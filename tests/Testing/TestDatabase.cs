using System.Collections.Concurrent;
using Banyan.Adapters.Storage;
using Banyan.Engines.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Banyan.Testing;

/// <summary>The databases that every rule must hold on.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory on both: <c>[Theory, ClassData(typeof(BothDatabases))]</c>.</summary>
public sealed class BothDatabases : TheoryData<Database>
{
    public BothDatabases()
    {
        Add(Database.Sqlite);
        Add(Database.Postgres);
    }
}

/// <summary>A fresh migrated database, copied from a template that was migrated once in this process. Gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<Database, Lazy<Task<string>>> Templates = [];
    private static int count;
    private readonly string name;

    private TestDatabase(StorageOptions options, string name) => (Options, this.name) = (options, name);

    public StorageOptions Options { get; }

    public static async Task<TestDatabase> Create(Database database)
    {
        var template = await Templates.GetOrAdd(database, kind => new Lazy<Task<string>>(() => MakeTemplate(kind))).Value;
        var name = $"banyan_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        if (database == Database.Sqlite)
        {
            var path = Path.Combine(Path.GetTempPath(), name + ".db");
            File.Copy(template, path, overwrite: true);
            return new TestDatabase(StorageOptions.Sqlite(path), path);
        }

        await Execute($"CREATE DATABASE {name} TEMPLATE {template}");
        return new TestDatabase(StorageOptions.Postgres(ConnectionTo(name)), name);
    }

    public async ValueTask DisposeAsync()
    {
        if (Options.IsPostgres)
        {
            await using var connection = new NpgsqlConnection(Options.ConnectionString);
            NpgsqlConnection.ClearPool(connection);
            await Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            return;
        }

        SqliteConnection.ClearAllPools();
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(name + suffix);
        }
    }

    private static async Task<string> MakeTemplate(Database database)
    {
        var name = $"banyan_template_{Environment.ProcessId}";
        var path = Path.Combine(Path.GetTempPath(), name + ".db");
        StorageOptions options;
        if (database == Database.Sqlite)
        {
            File.Delete(path);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
            options = StorageOptions.Sqlite(path);
        }
        else
        {
            await Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            await Execute($"CREATE DATABASE {name}");
            options = StorageOptions.Postgres(ConnectionTo(name));
        }

        var builder = new DbContextOptionsBuilder<BanyanDb>();
        StorageServices.Configure(builder, options, ModelAssemblies.All, gateway: null);
        await using (var db = new BanyanDb(builder.Options))
        {
            await db.Database.MigrateAsync();
        }

        if (database == Database.Sqlite)
        {
            await using var connection = new SqliteConnection($"Data Source={path}");
            await connection.OpenAsync();
            await using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync();
            SqliteConnection.ClearAllPools();
            return path;
        }

        NpgsqlConnection.ClearAllPools();
        return name;
    }

    private static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(PostgresCluster.ConnectionString) { Database = database, MaxPoolSize = 40 }.ConnectionString;

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresCluster.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
