using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog;

/// <summary>Reads goods set-wise: products, stock and add-ons are one statement or call each.</summary>
internal sealed class CatalogReader(IDbContextFactory<BanyanDb> factory, GroupReads reads, IEnumerable<IProductAddOns> addOns)
    : ICatalogReader
{
    private static readonly GroupRead<Id, ProductFacts> ById = new(
        async (db, ids, cancellation) =>
            (await db.Set<Product>().Where(row => ids.Contains(row.Id)).Select(ProductRow.Of).ToListAsync(cancellation)).ToDictionary(
                row => row.Id,
                row => row.ToFacts()
            )
    );

    public async Task<IReadOnlyList<ProductCard>> Cards(
        CatalogViewer viewer,
        IReadOnlyCollection<Id> productIds,
        CancellationToken cancellation
    )
    {
        await using var db = await Open(viewer.ShopId, cancellation);
        var rows = await db.Set<Product>()
            .Where(row => productIds.Contains(row.Id) && row.OnShelf)
            .Select(ProductRow.Of)
            .ToListAsync(cancellation);
        var cards = (await CardsOf(db, viewer, rows, cancellation)).ToDictionary(card => card.Id);
        return [.. productIds.Where(cards.ContainsKey).Select(id => cards[id])];
    }

    public async Task<IReadOnlyList<ProductCard>> Top(
        CatalogViewer viewer,
        ProductSort sort,
        Id? categoryId,
        int count,
        CancellationToken cancellation
    )
    {
        await using var db = await Open(viewer.ShopId, cancellation);
        var rows = await db.Set<Product>()
            .Where(row => row.OnShelf && (categoryId == null || row.CategoryId == categoryId))
            .InOrder(sort)
            .Take(count)
            .Select(ProductRow.Of)
            .ToListAsync(cancellation);
        return await CardsOf(db, viewer, rows, cancellation);
    }

    public async Task<IReadOnlyList<IReadOnlyList<ProductCard>>> Tops(
        CatalogViewer viewer,
        IReadOnlyList<ProductSort> sorts,
        int count,
        CancellationToken cancellation
    )
    {
        await using var db = await Open(viewer.ShopId, cancellation);
        var lists = new List<IReadOnlyList<ProductRow>>();
        foreach (var sort in sorts)
        {
            var top = db.Set<Product>().Where(row => row.OnShelf).InOrder(sort).Take(count);
            lists.Add(await top.Select(ProductRow.Of).ToListAsync(cancellation));
        }

        var rows = lists.SelectMany(list => list).DistinctBy(row => row.Id).ToList();
        var cards = (await CardsOf(db, viewer, rows, cancellation)).ToDictionary(card => card.Id);
        return [.. lists.Select(list => list.Select(row => cards[row.Id]).ToList())];
    }

    public async Task<IReadOnlyList<CategoryView>> Categories(Id shopId, CancellationToken cancellation)
    {
        await using var db = await Open(shopId, cancellation);
        var counted = db.Set<Product>()
            .Where(row => row.OnShelf)
            .GroupBy(row => row.CategoryId)
            .Select(group => new { Id = group.Key, Count = group.Count() });
        return await db.Set<Category>()
            .Join(counted, category => category.Id, count => count.Id, (category, count) => new { category, count.Count })
            .OrderBy(row => row.category.Sort)
            .ThenBy(row => row.category.Id)
            .Select(row => new CategoryView(row.category.Id, row.category.Name, row.category.IconUrl, row.Count))
            .ToListAsync(cancellation);
    }

    public Task<IReadOnlyDictionary<Id, ProductFacts>> Products(
        Id shopId,
        IReadOnlyCollection<Id> productIds,
        CancellationToken cancellation
    ) => reads.FindAll(ById, shopId, productIds, cancellation);

    public async Task<IReadOnlyList<SkuFacts>> SkusOf(Id shopId, Id productId, CancellationToken cancellation)
    {
        await using var db = await Open(shopId, cancellation);
        return await SkuLookup.Facts(db, db.Set<Sku>().Where(sku => sku.ProductId == productId && !sku.IsRetired), cancellation);
    }

    /// <summary>Cards in the order of the rows.</summary>
    internal async Task<IReadOnlyList<ProductCard>> CardsOf(
        BanyanDb db,
        CatalogViewer viewer,
        IReadOnlyList<ProductRow> rows,
        CancellationToken cancellation
    )
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var stock = await StockOf(db, [.. rows.Select(row => row.Id)], cancellation);
        var extra = await AddOnsOf(new AddOnQuery(viewer, [.. rows.Select(row => row.ToFacts())], false), cancellation);
        return
        [
            .. rows.Select(row =>
            {
                var addOn = extra.GetValueOrDefault(row.Id) ?? ProductAddOn.Nothing;
                return new ProductCard(
                    row.Id,
                    row.Name,
                    row.Subtitle,
                    row.CoverUrl,
                    row.PriceFen,
                    row.CrossedPriceFen,
                    row.SoldCount,
                    stock.GetValueOrDefault(row.Id) <= 0,
                    addOn.CommissionFen,
                    addOn.Campaign
                )
                {
                    Labels = addOn.Labels,
                };
            }),
        ];
    }

    /// <summary>Pieces left of each product, over the SKUs on offer: one statement.</summary>
    internal static async Task<IReadOnlyDictionary<Id, long>> StockOf(
        BanyanDb db,
        IReadOnlyCollection<Id> productIds,
        CancellationToken cancellation
    ) =>
        await (
            from sku in db.Set<Sku>()
            join pool in db.Set<Pool>() on sku.StockPool equals pool.Key
            where productIds.Contains(sku.ProductId) && !sku.IsRetired
            group pool.Total - pool.Held - pool.Taken by sku.ProductId into left
            select new { left.Key, Left = left.Sum() }
        ).ToDictionaryAsync(row => row.Key, row => row.Left, cancellation);

    internal async Task<IReadOnlyDictionary<Id, ProductAddOn>> AddOnsOf(AddOnQuery query, CancellationToken cancellation)
    {
        var all = new Dictionary<Id, ProductAddOn>();
        foreach (var source in addOns)
        {
            foreach (var (id, addOn) in await source.Of(query, cancellation))
            {
                all[id] = all.TryGetValue(id, out var known) ? known.And(addOn) : addOn;
            }
        }

        return all;
    }

    private async Task<BanyanDb> Open(Id shopId, CancellationToken cancellation)
    {
        var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = shopId;
        return db;
    }
}

internal static class ProductOrder
{
    public static readonly IReadOnlyDictionary<string, ProductSort> Names = new Dictionary<string, ProductSort>(StringComparer.Ordinal)
    {
        ["recommended"] = ProductSort.Recommended,
        ["newest"] = ProductSort.Newest,
        ["sales"] = ProductSort.Sales,
        ["price_asc"] = ProductSort.PriceAsc,
        ["price_desc"] = ProductSort.PriceDesc,
    };

    public static IQueryable<Product> InOrder(this IQueryable<Product> rows, ProductSort sort) =>
        sort switch
        {
            ProductSort.Recommended => rows.OrderBy(row => row.Sort).ThenByDescending(row => row.Id),
            ProductSort.Newest => rows.OrderByDescending(row => row.Id),
            ProductSort.Sales => rows.OrderByDescending(row => row.SoldCount).ThenByDescending(row => row.Id),
            ProductSort.PriceAsc => rows.OrderBy(row => row.PriceFen).ThenByDescending(row => row.Id),
            ProductSort.PriceDesc => rows.OrderByDescending(row => row.PriceFen).ThenByDescending(row => row.Id),
        };

    /// <summary>The rows behind the one that the key names; keys are the value sorted by and the id.</summary>
    public static IQueryable<Product> After(this IQueryable<Product> rows, ProductSort sort, string? key)
    {
        var parts = key?.Split('_') ?? [];
        if (parts.Length != 2 || !long.TryParse(parts[0], out var value) || !Id.TryParse(parts[1], null, out var id))
        {
            return rows;
        }

        var price = new Fen(value);
        return sort switch
        {
            ProductSort.Recommended => rows.Where(row => row.Sort > value || (row.Sort == value && row.Id < id)),
            ProductSort.Newest => rows.Where(row => row.Id < id),
            ProductSort.Sales => rows.Where(row => row.SoldCount < value || (row.SoldCount == value && row.Id < id)),
            ProductSort.PriceAsc => rows.Where(row => row.PriceFen > price || (row.PriceFen == price && row.Id < id)),
            ProductSort.PriceDesc => rows.Where(row => row.PriceFen < price || (row.PriceFen == price && row.Id < id)),
        };
    }

    public static string KeyOf(this ProductRow row, ProductSort sort)
    {
        var value = sort switch
        {
            ProductSort.Recommended => row.Sort,
            ProductSort.Newest => 0,
            ProductSort.Sales => row.SoldCount,
            ProductSort.PriceAsc or ProductSort.PriceDesc => row.PriceFen.Value,
        };
        return $"{value}_{row.Id}";
    }
}
