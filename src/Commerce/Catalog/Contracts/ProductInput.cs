using Banyan.Kernel;

namespace Banyan.Commerce.Catalog.Contracts;

/// <summary>A product as staff write it.</summary>
public record ProductInput(
    string Name,
    string Subtitle,
    Id CategoryId,
    IReadOnlyList<string> Pictures,
    string DetailHtml,
    IReadOnlyList<ProductSpec> Specs,
    IReadOnlyList<SkuInput> Skus,
    int? LimitPerOrder,
    int Sort,
    bool OnShelf,
    ProductRates? Rates
);

/// <param name="Id">Of the SKU that stays; null for a new one.</param>
/// <param name="Stock">Pieces for sale.</param>
/// <param name="StockWas">What the editor showed when it was opened: only the difference is applied, so that pieces sold meanwhile stay
/// sold.</param>
public sealed record SkuInput(
    Id? Id,
    IReadOnlyList<string> SpecValues,
    Fen PriceFen,
    Fen? CrossedPriceFen,
    Fen? CostFen,
    long Stock,
    long? StockWas,
    int WeightGrams,
    string Barcode,
    string? ImageUrl
);

/// <summary>Writes goods, for the console and the demo seed alike.</summary>
public interface ICatalogEditor
{
    Task<Result<Id>> SaveCategory(Id shopId, Id? categoryId, string name, string iconUrl, int sort, CancellationToken cancellation);

    /// <param name="productId">Null makes a new product.</param>
    /// <param name="actor">Kept in the price history, such as <c>staff:42</c>.</param>
    Task<Result<Id>> SaveProduct(Id shopId, Id? productId, ProductInput input, string actor, CancellationToken cancellation);

    Task<Result<Id>> Shelve(Id shopId, Id productId, bool onShelf, CancellationToken cancellation);
}
