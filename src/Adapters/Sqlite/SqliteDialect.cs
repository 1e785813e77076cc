using System.Data.Common;
using System.Text.Json;
using Banyan.Engines.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;

namespace Banyan.Adapters.Sqlite;

/// <summary>SQLite: one writer, so one lane; rows are written by one prepared statement in a loop.</summary>
internal sealed class SqliteDialect : ISqlDialect
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public int Lanes => 1;

    public bool WritesArrays => false;

    public string SkipLocked => "";

    public LockingSelect SelectByKeys(TableShape table, string keyColumn, IReadOnlyList<long> shops, IReadOnlyList<object> keys)
    {
        var sql =
            $"SELECT t.* FROM {Sql.Quote(table.Name)} AS t WHERE (t.\"shop_id\", t.{Sql.Quote(keyColumn)}) IN "
            + "(SELECT s.value, k.value FROM json_each(@shops) AS s JOIN json_each(@keys) AS k ON k.key = s.key) "
            + $"ORDER BY {Sql.QuoteAll(table.KeyColumns, "t.")}";
        return new LockingSelect(
            sql,
            [new SqliteParameter("@shops", JsonSerializer.Serialize(shops)), new SqliteParameter("@keys", JsonSerializer.Serialize(keys))]
        );
    }

    public DbParameter ArrayParameter(string name, RelationalTypeMapping mapping, IReadOnlyList<object?> values) =>
        throw new NotSupportedException("SQLite has no arrays.");

    public string ArrayType(RelationalTypeMapping mapping) => throw new NotSupportedException("SQLite has no arrays.");

    public bool IsTransient(Exception exception) =>
        Unwrap(exception)
            is SqliteException { SqliteErrorCode: Busy or Locked }
                or SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };

    private static Exception? Unwrap(Exception? exception) =>
        exception is null or SqliteException ? exception : Unwrap(exception.InnerException);
}
