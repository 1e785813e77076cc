using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Banyan.Adapters.Sqlite;

/// <summary>
/// Sets each connection up for money: a commit is on disk before it is answered, readers never wait for the writer. EF opens a connection
/// for every query, but the pool hands out the same few native ones, which keep their settings: those are set up once.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA wal_autocheckpoint=4000; "
        + "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;";

    private readonly ConditionalWeakTable<sqlite3, object> ready = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (((SqliteConnection)connection).Handle is not { } handle || ready.TryGetValue(handle, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        ready.TryAdd(handle, Pragmas);
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // SQLite has no asynchronous work: Microsoft.Data.Sqlite's async methods are the synchronous ones.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
