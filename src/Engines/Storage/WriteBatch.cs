using System.Data.Common;

namespace Banyan.Engines.Storage;

/// <summary>The set-wise writes of one transaction, sent together: one way to the server and back, however many tables.</summary>
internal sealed class WriteBatch(DbTransaction transaction, SqlGateway gateway)
{
    private readonly List<(string Sql, IReadOnlyList<DbParameter> Parameters, string Table, int? Expected)> writes = [];

    public DbTransaction Transaction => transaction;

    /// <param name="expected">How many rows it must change; null where any number is right.</param>
    public void Add(string sql, IReadOnlyList<DbParameter> parameters, string table, int? expected) =>
        writes.Add((sql, parameters, table, expected));

    /// <summary>Sends what was added.</summary>
    /// <param name="question">A last statement; the value of its first row is returned. Null: nothing is asked.</param>
    public string? Send(string? question)
    {
        if (writes.Count == 0 && question is null)
        {
            return null;
        }

        using var batch = transaction.Connection!.CreateBatch();
        batch.Transaction = transaction;
        foreach (var (sql, parameters, _, _) in writes)
        {
            var command = Append(batch, sql);
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(parameter);
            }
        }

        string? answer = null;
        if (question is null)
        {
            batch.ExecuteNonQuery();
        }
        else
        {
            Append(batch, question);
            answer = Ask(batch);
        }

        for (var i = 0; i < writes.Count; i++)
        {
            Check(writes[i].Table, batch.BatchCommands[i].RecordsAffected, writes[i].Expected);
        }

        return answer;
    }

    public static void Check(string table, int written, int? expected)
    {
        if (expected is { } count && written != count)
        {
            throw new InvalidOperationException($"{table}: {written} of {count} rows were updated although all of them were locked.");
        }
    }

    private static string? Ask(DbBatch batch)
    {
        using var reader = batch.ExecuteReader();
        var answer = reader.Read() ? reader.GetString(0) : null;
        while (reader.NextResult())
        {
            // Errors of later statements come with their results.
        }

        return answer;
    }

    private DbBatchCommand Append(DbBatch batch, string sql)
    {
        gateway.Passing(sql);
        var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // The text is made from the model's table and column names alone; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        batch.BatchCommands.Add(command);
        return command;
    }
}
