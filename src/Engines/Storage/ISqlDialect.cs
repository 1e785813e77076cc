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
    DbParameter ArrayParameter(string name, RelationalTypeMapping mapping, bool isNullable, IReadOnlyList<object?> values);

    /// <summary>The column type's name inside an unnest() (only where <see cref="WritesArrays"/>).</summary>
    string ArrayType(RelationalTypeMapping mapping);

    /// <summary>What an error means for the batch that met it.</summary>
    DatabaseFailure Classify(Exception exception);

    /// <summary>
    /// A statement that names the open transaction, so that its outcome can be asked for when the connection breaks at COMMIT. Null where
    /// a commit is never in doubt (the database is in the process).
    /// </summary>
    string? TransactionName { get; }

    /// <summary>What became of the named transaction.</summary>
    TransactionOutcome OutcomeOf(DbConnection connection, string transaction);
}

/// <summary>What a database knows of a transaction whose connection broke.</summary>
public enum TransactionOutcome
{
    Committed,

    /// <summary>Nothing of it was written, and nothing will be.</summary>
    RolledBack,

    /// <summary>The database is still at it: ask again.</summary>
    Open,

    /// <summary>The database does not know, and will not know later.</summary>
    Lost,
}

/// <summary>What a database error means for the batch that met it.</summary>
public enum DatabaseFailure
{
    /// <summary>Something is wrong with an act: the batch is halved until the culprit stands alone.</summary>
    Bug,

    /// <summary>Serialization failure, deadlock, busy: the same batch may succeed if it is tried again.</summary>
    Retry,

    /// <summary>A unique key is taken. Another node may have been first, and then a second look decides otherwise.</summary>
    Conflict,

    /// <summary>No connection, or the server is going down or starting up. Nothing was written, unless it happened at COMMIT.</summary>
    Away,

    /// <summary>No space is left: reading goes on, writing does not.</summary>
    Full,
}

/// <summary>A table as the set-wise reader and writer see it.</summary>
public sealed record TableShape(string Name, IReadOnlyList<string> KeyColumns);

/// <summary>A statement and its parameters.</summary>
public sealed record LockingSelect(string Sql, IReadOnlyList<DbParameter> Parameters);
