using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Banyan.Adapters.Postgres;

/// <summary>PostgreSQL: row locks, a few lanes, and one statement per table for any number of rows.</summary>
internal sealed class PostgresDialect : ISqlDialect
{
    private const string IdleInTransactionSessionTimeout = "25P03";

    private const string InLife = "@";

    /// <summary>
    /// A server that crashed, or a replica that took over, gives the numbers of transactions it has lost to others. A number means the
    /// same only within one timeline and between two checkpoints: recovery always ends with a new one.
    /// </summary>
    private const string Life = "(SELECT pg_walfile_name(pg_current_wal_lsn())::varchar(8) || checkpoint_lsn FROM pg_control_checkpoint())";

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

    public DbParameter ArrayParameter(string name, RelationalTypeMapping mapping, bool isNullable, IReadOnlyList<object?> values)
    {
        var stored = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        var element = stored.IsValueType && isNullable ? typeof(Nullable<>).MakeGenericType(stored) : stored;
        return Arrays.GetOrAdd(element, MakeArrays)(name, values);
    }

    private static readonly ConcurrentDictionary<Type, Func<string, IReadOnlyList<object?>, DbParameter>> Arrays = new();

    private static Func<string, IReadOnlyList<object?>, DbParameter> MakeArrays(Type element) =>
        typeof(PostgresDialect)
            .GetMethod(nameof(ArrayOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(element)
            .CreateDelegate<Func<string, IReadOnlyList<object?>, DbParameter>>();

    private static NpgsqlParameter<T[]> ArrayOf<T>(string name, IReadOnlyList<object?> values)
    {
        var array = new T[values.Count];
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = (T)values[i]!;
        }

        return new NpgsqlParameter<T[]>(name, array);
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

    public string TransactionName => $"SELECT pg_current_xact_id()::text || '{InLife}' || {Life}";

    public TransactionOutcome OutcomeOf(DbConnection connection, string transaction)
    {
        var parts = transaction.Split(InLife);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_xact_status($1::xid8), {Life} = $2";
        command.Parameters.Add(new NpgsqlParameter { Value = parts[0], NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = parts[1], NpgsqlDbType = NpgsqlDbType.Text });
        try
        {
            using var reader = command.ExecuteReader();
            reader.Read();
            var status = reader.IsDBNull(0) ? null : reader.GetString(0);
            return (status, reader.GetBoolean(1)) switch
            {
                ("committed", true) => TransactionOutcome.Committed,
                ("in progress", true) => TransactionOutcome.Open,
                // Had ours been committed, its number would be: it was lost, whoever has the number now.
                ("aborted" or "in progress", _) => TransactionOutcome.RolledBack,
                _ => TransactionOutcome.Lost,
            };
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            // The number is still to be given: this server has never seen the transaction.
            return TransactionOutcome.RolledBack;
        }
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
