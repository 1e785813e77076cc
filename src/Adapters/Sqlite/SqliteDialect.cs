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
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public string Name => "SQLite";

    public string SizeQuery => "SELECT page_count * page_size AS \"Value\" FROM pragma_page_count(), pragma_page_size()";

    public int Lanes => 1;

    public bool WritesArrays => false;

    public string SkipLocked => "";

    public LockingSelect SelectByKeys(TableShape table, string keyColumn, IReadOnlyList<long> shops, IReadOnlyList<object> keys)
    {
        // CROSS JOIN keeps this order of loops in SQLite: one index lookup per key. IN with pairs searched by the shop
        // alone and read all of it.
        var sql =
            $"SELECT t.* FROM json_each(@pairs) AS p CROSS JOIN {Sql.Quote(table.Name)} AS t "
            + $"ON t.\"shop_id\" = json_extract(p.value, '$[0]') AND t.{Sql.Quote(keyColumn)} = json_extract(p.value, '$[1]') "
            + $"ORDER BY {Sql.QuoteAll(table.KeyColumns, "t.")}";
        var pairs = shops.Zip(keys, (shop, key) => new[] { shop, key });
        return new LockingSelect(sql, [new SqliteParameter("@pairs", JsonSerializer.Serialize(pairs))]);
    }

    public DbParameter ArrayParameter(string name, RelationalTypeMapping mapping, bool isNullable, IReadOnlyList<object?> values) =>
        throw new NotSupportedException("SQLite has no arrays.");

    public string ArrayType(RelationalTypeMapping mapping) => throw new NotSupportedException("SQLite has no arrays.");

    public DatabaseFailure Classify(Exception exception) =>
        Unwrap(exception) switch
        {
            SqliteException { SqliteErrorCode: Busy or Locked } => DatabaseFailure.Retry,
            SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique } => DatabaseFailure.Conflict,
            SqliteException { SqliteErrorCode: Full or ReadOnly } => DatabaseFailure.Full,
            SqliteException { SqliteErrorCode: IoError or CannotOpen } => DatabaseFailure.Away,
            _ => DatabaseFailure.Bug,
        };

    public string? TransactionName => null;

    public TransactionOutcome OutcomeOf(DbConnection connection, string transaction) =>
        throw new NotSupportedException("A commit of SQLite is never in doubt.");

    private static Exception? Unwrap(Exception? exception) =>
        exception is null or SqliteException ? exception : Unwrap(exception.InnerException);
}
