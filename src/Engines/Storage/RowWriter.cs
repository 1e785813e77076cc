using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Banyan.Engines.Storage;

/// <summary>Writes many rows of one table: PostgreSQL by one statement over arrays, SQLite by one prepared statement in a loop.</summary>
internal sealed class RowWriter
{
    private readonly IReadOnlyList<Column> columns;
    private readonly IReadOnlyList<Column> keys;
    private readonly Column? version;
    private readonly ISqlDialect dialect;
    private readonly SqlGateway gateway;
    private readonly Func<IShopRow, object> key;
    private readonly string insert;
    private readonly string update;

    public RowWriter(IEntityType entity, ISqlDialect dialect, SqlGateway gateway)
    {
        (this.dialect, this.gateway) = (dialect, gateway);
        var primary = entity.FindPrimaryKey()!.Properties;
        if (primary.Count != 2 || primary[0].Name != nameof(IShopRow.ShopId))
        {
            throw new InvalidOperationException($"{entity.ClrType.Name}: the primary key must be the shop and one more column.");
        }

        columns = [.. entity.GetProperties().Select(property => new Column(property))];
        keys = [.. primary.Select(property => columns.First(column => column.Property == property))];
        version = columns.FirstOrDefault(column => column.Property.IsConcurrencyToken);
        key = CompileKey(entity.ClrType, primary[1].PropertyInfo!);
        Shape = new TableShape(entity.GetTableName()!, [.. keys.Select(column => column.Name)]);
        var ignore = entity.FindAnnotation(StorageAnnotations.IgnoreDuplicatesName) is not null;
        insert = dialect.WritesArrays ? InsertArrays(ignore) : InsertRow(ignore);
        update = dialect.WritesArrays ? UpdateArrays() : UpdateRow();
    }

    public TableShape Shape { get; }

    public object KeyOf(IShopRow row) => key(row);

    public string ColumnOf(string property) => columns.First(column => column.Property.Name == property).Name;

    public Task Insert(DbTransaction transaction, IReadOnlyList<IShopRow> rows, CancellationToken cancellation) =>
        dialect.WritesArrays
            ? WriteArrays(transaction, insert, rows, null, cancellation)
            : WriteEach(transaction, insert, rows, null, cancellation);

    public Task Update(DbTransaction transaction, IReadOnlyList<IShopRow> rows, CancellationToken cancellation) =>
        dialect.WritesArrays
            ? WriteArrays(transaction, update, rows, rows.Count, cancellation)
            : WriteEach(transaction, update, rows, rows.Count, cancellation);

    private static Func<IShopRow, object> CompileKey(Type row, System.Reflection.PropertyInfo property)
    {
        var parameter = Expression.Parameter(typeof(IShopRow), "row");
        var value = Expression.Convert(Expression.Property(Expression.Convert(parameter, row), property), typeof(object));
        return Expression.Lambda<Func<IShopRow, object>>(value, parameter).Compile();
    }

    private string Names => Sql.QuoteAll(columns.Select(column => column.Name));

    private string InsertRow(bool ignore) =>
        $"INSERT INTO {Sql.Quote(Shape.Name)} ({Names}) VALUES ({string.Join(", ", columns.Select((_, i) => "@p" + i))}){Conflict(ignore)}";

    private string InsertArrays(bool ignore) =>
        $"INSERT INTO {Sql.Quote(Shape.Name)} ({Names}) SELECT * FROM unnest({Arrays()}){Conflict(ignore)}";

    private static string Conflict(bool ignore) => ignore ? " ON CONFLICT DO NOTHING" : "";

    private string Arrays() => string.Join(", ", columns.Select((column, i) => $"@p{i}::{dialect.ArrayType(column.Mapping)}"));

    private string UpdateRow()
    {
        var sets = columns
            .Where(column => !keys.Contains(column) && column != version)
            .Select(column => $"{Sql.Quote(column.Name)} = {Parameter(column)}");
        var conditions = keys.Select(column => $"{Sql.Quote(column.Name)} = {Parameter(column)}");
        if (version is not null)
        {
            sets = sets.Append($"{Sql.Quote(version.Name)} = {Sql.Quote(version.Name)} + 1");
            conditions = conditions.Append($"{Sql.Quote(version.Name)} = {Parameter(version)}");
        }

        return $"UPDATE {Sql.Quote(Shape.Name)} SET {string.Join(", ", sets)} WHERE {string.Join(" AND ", conditions)}";
    }

    private string UpdateArrays()
    {
        var sets = columns
            .Where(column => !keys.Contains(column) && column != version)
            .Select(column => $"{Sql.Quote(column.Name)} = v.{Sql.Quote(column.Name)}");
        var conditions = keys.Select(column => $"t.{Sql.Quote(column.Name)} = v.{Sql.Quote(column.Name)}");
        if (version is not null)
        {
            sets = sets.Append($"{Sql.Quote(version.Name)} = t.{Sql.Quote(version.Name)} + 1");
            conditions = conditions.Append($"t.{Sql.Quote(version.Name)} = v.{Sql.Quote(version.Name)}");
        }

        return $"UPDATE {Sql.Quote(Shape.Name)} AS t SET {string.Join(", ", sets)} FROM unnest({Arrays()}) AS v ({Names}) WHERE {string.Join(" AND ", conditions)}";
    }

    private string Parameter(Column column) => "@p" + columns.Select((c, i) => (c, i)).First(pair => pair.c == column).i;

    private async Task WriteArrays(
        DbTransaction transaction,
        string sql,
        IReadOnlyList<IShopRow> rows,
        int? expected,
        CancellationToken cancellation
    )
    {
        await using var command = Command(transaction, sql);
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            command.Parameters.Add(dialect.ArrayParameter("p" + i, column.Mapping, [.. rows.Select(column.ValueOf)]));
        }

        gateway.Passing(sql);
        Check(await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false), expected);
    }

    private async Task WriteEach(
        DbTransaction transaction,
        string sql,
        IReadOnlyList<IShopRow> rows,
        int? expected,
        CancellationToken cancellation
    )
    {
        await using var command = Command(transaction, sql);
        for (var i = 0; i < columns.Count; i++)
        {
            command.Parameters.Add(columns[i].Mapping.CreateParameter(command, "p" + i, null, columns[i].Property.IsNullable));
        }

        var written = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                command.Parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
            }

            gateway.Passing(sql);
            written += await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        Check(written, expected);
    }

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The text is made from the model's table and column names alone; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private void Check(int written, int? expected)
    {
        if (expected is { } count && written != count)
        {
            throw new InvalidOperationException($"{Shape.Name}: {written} of {count} rows were updated although all of them were locked.");
        }
    }

    /// <summary>A column, and how a row's property becomes its stored value.</summary>
    private sealed class Column(IProperty property)
    {
        private readonly Func<object?, object?> toProvider = property.GetTypeMapping().Converter is { } converter
            ? value => value is null ? null : converter.ConvertToProvider(value)
            : value => value;

        public IProperty Property { get; } = property;

        public string Name { get; } = property.GetColumnName();

        public RelationalTypeMapping Mapping { get; } = (RelationalTypeMapping)property.GetTypeMapping();

        public object? ValueOf(IShopRow row) => toProvider(Property.GetGetter().GetClrValue(row));
    }
}
