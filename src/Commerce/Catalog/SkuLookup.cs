using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog;

/// <summary>One statement, however many SKUs: the SKU, its product and its stock.</summary>
internal sealed class SkuLookup(GroupReads reads) : ISkuLookup
{
    private static readonly GroupRead<Id, SkuFacts> BySku = new(
        async (db, ids, cancellation) =>
            (await Facts(db, db.Set<Sku>().Where(sku => ids.Contains(sku.Id)), cancellation)).ToDictionary(sku => sku.SkuId)
    );

    public Task<IReadOnlyDictionary<Id, SkuFacts>> Find(Id shopId, IReadOnlyCollection<Id> skuIds, CancellationToken cancellation) =>
        reads.FindAll(BySku, shopId, skuIds, cancellation);

    internal static async Task<IReadOnlyList<SkuFacts>> Facts(BanyanDb db, IQueryable<Sku> skus, CancellationToken cancellation)
    {
        var rows = await (
            from sku in skus
            join product in db.Set<Product>() on sku.ProductId equals product.Id
            join pool in db.Set<Pool>() on sku.StockPool equals pool.Key into pools
            from pool in pools.DefaultIfEmpty()
            orderby sku.Position, sku.Id
            select new
            {
                sku,
                product.CategoryId,
                product.Name,
                product.Pictures,
                product.OnShelf,
                product.LimitPerOrder,
                product.LimitPerMember,
                product.FreightTemplateId,
                product.IsVirtual,
                product.CourseId,
                pool,
            }
        )
            .AsNoTracking()
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new SkuFacts(
                row.sku.Id,
                row.sku.ProductId,
                row.CategoryId,
                row.Name,
                row.sku.SpecText,
                row.sku.ImageUrl ?? (row.Pictures.Count > 0 ? row.Pictures[0] : ""),
                row.sku.PriceFen,
                row.sku.CrossedPriceFen,
                row.OnShelf && !row.sku.IsRetired,
                row.pool?.Left ?? 0,
                row.LimitPerOrder,
                row.sku.WeightGrams
            )
            {
                LimitPerMember = row.LimitPerMember,
                FreightTemplateId = row.FreightTemplateId,
                IsVirtual = row.IsVirtual,
                CourseId = row.CourseId,
            }),
        ];
    }
}
