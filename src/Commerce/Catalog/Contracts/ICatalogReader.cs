using Banyan.Kernel;

namespace Banyan.Commerce.Catalog.Contracts;

/// <summary>Who looks at the goods.</summary>
/// <param name="MemberId">None for a visitor.</param>
public sealed record CatalogViewer(Id ShopId, Id MemberId);

/// <summary>The order of a product list.</summary>
public enum ProductSort
{
    Recommended,
    Newest,
    Sales,
    PriceAsc,
    PriceDesc,
}

/// <summary>Reads the catalog for other modules, set-wise: a constant number of statements however many goods there are.</summary>
public interface ICatalogReader
{
    /// <summary>Cards of these products if they are on the shelf, in the order asked for; others are left out.</summary>
    Task<IReadOnlyList<ProductCard>> Cards(CatalogViewer viewer, IReadOnlyCollection<Id> productIds, CancellationToken cancellation);

    /// <summary>The first cards in that order, of one category or (null) of the whole shop.</summary>
    Task<IReadOnlyList<ProductCard>> Top(CatalogViewer viewer, ProductSort sort, Id? categoryId, int count, CancellationToken cancellation);

    /// <summary><see cref="Top"/> of the whole shop in several orders: what hangs at the cards is read once for all.</summary>
    Task<IReadOnlyList<IReadOnlyList<ProductCard>>> Tops(
        CatalogViewer viewer,
        IReadOnlyList<ProductSort> sorts,
        int count,
        CancellationToken cancellation
    );

    /// <summary>The categories that have goods on the shelf, in the shop's order.</summary>
    Task<IReadOnlyList<CategoryView>> Categories(Id shopId, CancellationToken cancellation);

    /// <summary>What is known of these products, on the shelf or not; unknown ids are left out.</summary>
    Task<IReadOnlyDictionary<Id, ProductFacts>> Products(Id shopId, IReadOnlyCollection<Id> productIds, CancellationToken cancellation);

    /// <summary>The SKUs of a product that are on offer, in its order.</summary>
    Task<IReadOnlyList<SkuFacts>> SkusOf(Id shopId, Id productId, CancellationToken cancellation);
}

/// <param name="Rates">Null follows the shop.</param>
public sealed record ProductFacts(
    Id ProductId,
    Id CategoryId,
    string Name,
    string CoverUrl,
    Fen PriceFen,
    bool OnShelf,
    ProductRates? Rates
);
