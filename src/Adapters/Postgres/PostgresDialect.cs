using System.Data.Common;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Banyan.Adapters.Postgres;

/// <summary>PostgreSQL: row locks, a few lanes, and one statement per table for any number of rows.</summary>
internal sealed class PostgresDialect : ISqlDialect
{
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

    public bool IsTransient(Exception exception) =>
        Unwrap(exception)
            is PostgresException
            {
                SqlState: PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.UniqueViolation
            };

    private static Exception? Unwrap(Exception? exception) =>
        exception is null or PostgresException ? exception : Unwrap(exception.InnerException);
}
