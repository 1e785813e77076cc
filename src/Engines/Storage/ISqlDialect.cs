using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Banyan.Engines.Storage;

/// <summary>What the two databases say differently. Implemented by the adapters.</summary>
public interface ISqlDialect
{
    /// <summary>The database's own name, as people know it.</summary>
    string Name { get; }

    /// <summary>A statement whose only value is the size of the database in bytes.</summary>
    string SizeQuery { get; }

    /// <summary>How many lanes commit side by side: 1 where the database has one writer.</summary>
    int Lanes { get; }

    /// <summary>Whether rows are written by one statement per table (arrays) or by one prepared statement per row.</summary>
    bool WritesArrays { get; }

    /// <summary>
    /// Selects the rows whose (shop_id, column) is in the lists, locked where the database has row locks, in key order.
    /// The parameters are the two lists.
    /// </summary>
    LockingSelect SelectByKeys(TableShape table, string keyColumn, IReadOnlyList<long> shops, IReadOnlyList<object> keys);

    /// <summary>
    /// Appended to a SELECT inside an UPDATE that hands work out: skips rows that another node holds. Empty where there is one writer.
    /// </summary>
    string SkipLocked { get; }

    /// <summary>An array parameter holding one column of all rows (only where <see cref="WritesArrays"/>).</summary>
    DbParameter ArrayParameter(string name, RelationalTypeMapping mapping, IReadOnlyList<object?> values);

    /// <summary>The column type's name inside an unnest() (only where <see cref="WritesArrays"/>).</summary>
    string ArrayType(RelationalTypeMapping mapping);

    /// <summary>
    /// Whether the same batch may succeed if it is tried again: serialization failure, deadlock, busy, a unique key somebody else took
    /// first.
    /// </summary>
    bool IsTransient(Exception exception);
}

/// <summary>A table as the set-wise reader and writer see it.</summary>
public sealed record TableShape(string Name, IReadOnlyList<string> KeyColumns);

/// <summary>A statement and its parameters.</summary>
public sealed record LockingSelect(string Sql, IReadOnlyList<DbParameter> Parameters);
