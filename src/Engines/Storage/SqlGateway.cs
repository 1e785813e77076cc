using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Banyan.Engines.Storage;

/// <summary>
/// Every statement passes here, whether EF or a set-wise writer sends it: it is counted, and a simulation may cut the power in front of it.
/// </summary>
public sealed class SqlGateway : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly AsyncLocal<StatementCount?> counting = new();
    private long statements;

    /// <summary>Statements sent since the process started.</summary>
    public long Statements => Interlocked.Read(ref statements);

    /// <summary>Called with the text of each statement before it is sent; a simulation throws from it. Null in production.</summary>
    public Action<string>? BeforeStatement { get; set; }

    /// <summary>Called before each COMMIT is sent; as <see cref="BeforeStatement"/>.</summary>
    public Action? BeforeCommit { get; set; }

    /// <summary>Called when a COMMIT has succeeded and nobody has been told yet; as <see cref="BeforeStatement"/>.</summary>
    public Action? AfterCommit { get; set; }

    /// <summary>Counts the statements sent by the current asynchronous flow until the result is disposed.</summary>
    public StatementCount Count()
    {
        var count = new StatementCount(counting, counting.Value);
        counting.Value = count;
        return count;
    }

    public void Passing(string sql)
    {
        Interlocked.Increment(ref statements);
        counting.Value?.Add(sql);
        BeforeStatement?.Invoke(sql);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Passing(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Passing(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Passing(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Passing(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result
    )
    {
        Passing(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        Passing(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        BeforeCommit?.Invoke();
        return result;
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        BeforeCommit?.Invoke();
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => AfterCommit?.Invoke();

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        AfterCommit?.Invoke();
        return Task.CompletedTask;
    }
}

/// <summary>How many statements one asynchronous flow sent.</summary>
public sealed class StatementCount : IDisposable
{
    private readonly AsyncLocal<StatementCount?> slot;
    private readonly StatementCount? outer;
    private readonly List<string> texts = [];

    internal StatementCount(AsyncLocal<StatementCount?> slot, StatementCount? outer) => (this.slot, this.outer) = (slot, outer);

    public int Total
    {
        get
        {
            lock (texts)
            {
                return texts.Count;
            }
        }
    }

    internal void Add(string sql)
    {
        lock (texts)
        {
            texts.Add(sql);
        }

        outer?.Add(sql);
    }

    public void Dispose() => slot.Value = outer;
}
