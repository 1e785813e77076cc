using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Storage;

/// <summary>The open transaction of one batch, and how it reads and writes rows set-wise.</summary>
internal sealed class BatchContext(BanyanDb db, ISqlDialect dialect, RowWriters writers)
{
    public BanyanDb Db => db;

    public IReadOnlyList<TRow> Load<TRow>(RowSet set, IReadOnlyList<RowKey> keys)
        where TRow : class, IShopRow
    {
        var writer = writers.For(typeof(TRow));
        var values = keys.Select(key => key.Key is Kernel.Id id ? id.Value : key.Key).ToList();
        var shops = keys.Select(key => key.ShopId.Value).ToList();
        var select = dialect.SelectByKeys(writer.Shape, writer.ColumnOf(set.KeyProperty), shops, values);
        return [.. db.Set<TRow>().FromSqlRaw(select.Sql, [.. select.Parameters]).IgnoreQueryFilters().AsNoTracking()];
    }
}
