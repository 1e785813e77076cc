using Banyan.Engines.Quota;
using Banyan.Engines.Storage;

namespace Banyan.Commerce.Catalog.Contracts;

/// <summary>Goods that are running out.</summary>
public static class LowStock
{
    /// <summary>On the shelf, and with no more pieces left than their own alarm says.</summary>
    public static IQueryable<Product> Of(BanyanDb db) =>
        db.Set<Product>()
            .Where(product =>
                product.OnShelf
                && product.StockAlarm != null
                && (
                    from sku in db.Set<Sku>()
                    join pool in db.Set<Pool>() on sku.StockPool equals pool.Key
                    where sku.ProductId == product.Id && !sku.IsRetired
                    select pool.Total - pool.Held - pool.Taken
                ).Sum() <= product.StockAlarm
            );
}
