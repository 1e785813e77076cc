using Banyan.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Banyan.Simulation.Faults;

/// <summary>Takes the database away from a running program for moments.</summary>
internal sealed class Disturbance(TestDatabase database, string sqliteFile)
{
    /// <summary>PostgreSQL: ends every session of the program. SQLite: holds the file's write lock for a while.</summary>
    public Task Strike(int milliseconds) => database.Options.IsPostgres ? EndSessions() : HoldLock(milliseconds);

    private async Task EndSessions()
    {
        var name = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString).Database;
        await using var connection = new NpgsqlConnection(PostgresCluster.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()",
            connection
        );
        command.Parameters.AddWithValue(name!);
        await command.ExecuteScalarAsync();
    }

    private async Task HoldLock(int milliseconds)
    {
        await using var connection = new SqliteConnection($"Data Source={sqliteFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=10000; BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        await Task.Delay(milliseconds);
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync();
    }
}
