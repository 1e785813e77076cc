using System.Data.Common;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Banyan.Adapters.Postgres;

/// <summary>PostgreSQL: row locks, a few lanes, and one statement per table for any number of rows.</summary>
internal sealed class PostgresDialect : ISqlDialect
{
    private const string IdleInTransactionSessionTimeout = "25P03";

    public string Name => "PostgreSQL";

    public string SizeQuery => "SELECT pg_database_size(current_database()) AS \"Value\"";

    public int Lanes => 4;

    public bool WritesArrays => true;

    public string SkipLocked => " FOR UPDATE SKIP LOCKED";

    public LockingSelect SelectByKeys(TableShape table, string keyColumn, IReadOnlyList<long> shops, IReadOnlyList<object> keys)
    {
        var areNumbers = keys.Count > 0 && keys[0] is long;
        var sql =
            $"SELECT t.* FROM {Sql.Quote(table.Name)} AS t WHERE (t.\"shop_id\", t.{Sql.Quote(keyColumn)}) IN "
            + $"(SELECT * FROM unnest(@shops, @keys::{(areNumbers ? "bigint" : "text")}[])) "
            + $"ORDER BY {Sql.QuoteAll(table.KeyColumns, "t.")} FOR UPDATE OF t";
        object values = areNumbers ? keys.Cast<long>().ToArray() : keys.Cast<string>().ToArray();
        return new LockingSelect(sql, [new NpgsqlParameter("shops", shops.ToArray()), new NpgsqlParameter("keys", values)]);
    }

    public DbParameter ArrayParameter(string name, RelationalTypeMapping mapping, IReadOnlyList<object?> values)
    {
        var stored = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        var element = stored.IsValueType ? typeof(Nullable<>).MakeGenericType(stored) : stored;
        var array = Array.CreateInstance(element, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            array.SetValue(values[i], i);
        }

        return new NpgsqlParameter(name, array);
    }

    // Without the length: a cast to varchar(n)[] would cut long values silently instead of refusing them.
    public string ArrayType(RelationalTypeMapping mapping) => mapping.StoreTypeNameBase + "[]";

    public DatabaseFailure Classify(Exception exception) =>
        Unwrap(exception) switch
        {
            PostgresException postgres => Classify(postgres.SqlState),
            NpgsqlException => DatabaseFailure.Away,
            _ => DatabaseFailure.Bug,
        };

    public async Task<string?> NameTransaction(DbTransaction transaction, SqlGateway gateway, CancellationToken cancellation)
    {
        const string sql = "SELECT pg_current_xact_id()::text";
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        gateway.Passing(sql);
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    public async Task<bool?> WasCommitted(DbConnection connection, string transaction, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_xact_status($1::xid8)";
        command.Parameters.Add(new NpgsqlParameter { Value = transaction, NpgsqlDbType = NpgsqlDbType.Text });
        return await command.ExecuteScalarAsync(cancellation) switch
        {
            "committed" => true,
            "aborted" => false,
            _ => null,
        };
    }

    private static DatabaseFailure Classify(string state) =>
        state switch
        {
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable =>
                DatabaseFailure.Retry,
            PostgresErrorCodes.UniqueViolation => DatabaseFailure.Conflict,
            PostgresErrorCodes.DiskFull => DatabaseFailure.Full,
            // Going down, starting up, a primary that has become a replica, or a session that stood still for too long.
            PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ReadOnlySqlTransaction
            or IdleInTransactionSessionTimeout
            or PostgresErrorCodes.TooManyConnections => DatabaseFailure.Away,
            _ => state.StartsWith("08", StringComparison.Ordinal) ? DatabaseFailure.Away : DatabaseFailure.Bug,
        };

    /// <summary>The server's own word where there is one, else what the driver says of the connection.</summary>
    private static Exception? Unwrap(Exception? exception)
    {
        Exception? found = null;
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is PostgresException)
            {
                return exception;
            }

            found ??= exception as NpgsqlException;
        }

        return found;
    }
}
