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
    private readonly IReadOnlyList<Column> limitedTexts;
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
        limitedTexts = [.. columns.Where(column => column.MaxLength is not null)];
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

    /// <summary>
    /// Refuses a text that is longer than its column. SQLite would keep it, and PostgreSQL would refuse the whole batch for it.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is a bug: whoever took the text in should have limited it.</exception>
    public void CheckTexts(IShopRow row)
    {
        foreach (var column in limitedTexts)
        {
            if (column.ValueOf(row) is string text && text.Length > column.MaxLength && text.EnumerateRunes().Count() > column.MaxLength)
            {
                throw new InvalidOperationException($"{Shape.Name}.{column.Name} holds {column.MaxLength} characters, not {text.Length}.");
            }
        }
    }

    public void Insert(WriteBatch batch, IReadOnlyList<IShopRow> rows) => Write(batch, insert, rows, null);

    public void Update(WriteBatch batch, IReadOnlyList<IShopRow> rows) => Write(batch, update, rows, rows.Count);

    private void Write(WriteBatch batch, string sql, IReadOnlyList<IShopRow> rows, int? expected)
    {
        if (dialect.WritesArrays)
        {
            batch.Add(sql, [.. columns.Select((column, i) => ArrayOf(column, i, rows))], Shape.Name, expected);
        }
        else
        {
            WriteEach(batch.Transaction, sql, rows, expected);
        }
    }

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

    private DbParameter ArrayOf(Column column, int position, IReadOnlyList<IShopRow> rows)
    {
        var values = new object?[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column.ValueOf(rows[i]);
        }

        return dialect.ArrayParameter("p" + position, column.Mapping, column.Property.IsNullable, values);
    }

    private void WriteEach(DbTransaction transaction, string sql, IReadOnlyList<IShopRow> rows, int? expected)
    {
        using var command = Command(transaction, sql);
        for (var i = 0; i < columns.Count; i++)
        {
            // With its @: SQLite's driver would otherwise look for every prefix, at every row.
            command.Parameters.Add(columns[i].Mapping.CreateParameter(command, "@p" + i, null, columns[i].Property.IsNullable));
        }

        var written = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                command.Parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
            }

            gateway.Passing(sql);
            written += command.ExecuteNonQuery();
        }

        WriteBatch.Check(Shape.Name, written, expected);
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

    /// <summary>A column, and how a row's property becomes its stored value.</summary>
    private sealed class Column(IProperty property)
    {
        private readonly Func<object?, object?> toProvider = property.GetTypeMapping().Converter is { } converter
            ? value => value is null ? null : converter.ConvertToProvider(value)
            : value => value;

        public IProperty Property { get; } = property;

        public string Name { get; } = property.GetColumnName();

        /// <summary>Of a text; null where there is no limit.</summary>
        public int? MaxLength { get; } = property.ClrType == typeof(string) ? property.GetMaxLength() : null;

        public RelationalTypeMapping Mapping { get; } = (RelationalTypeMapping)property.GetTypeMapping();

        public object? ValueOf(IShopRow row) => toProvider(Property.GetGetter().GetClrValue(row));
    }
}
