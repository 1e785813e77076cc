using Banyan.Engines.Commit;
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
)
{
    /// <summary>Of the product that the editor opened; it must still be the newest when an edit is saved.</summary>
    public int? Version { get; init; }

    public Id? BrandId { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What is promised for these goods, such as 七天无理由退货.</summary>
    public IReadOnlyList<string> Promises { get; init; } = [];

    /// <summary>Words that find the product and are shown nowhere, with spaces between.</summary>
    public string Keywords { get; init; } = "";

    public bool IsVirtual { get; init; }

    /// <summary>An uploaded mp4.</summary>
    public string? VideoUrl { get; init; }

    /// <summary>What one piece is called.</summary>
    public string Unit { get; init; } = "件";

    /// <summary>When it goes onto the shelf by itself.</summary>
    public DateTimeOffset? OnShelfAt { get; init; }

    /// <summary>When it leaves the shelf by itself.</summary>
    public DateTimeOffset? OffShelfAt { get; init; }

    /// <summary>Warn staff when this many pieces or fewer are left; null: never.</summary>
    public int? StockAlarm { get; init; }

    /// <summary>Pieces that one member may have of it in all orders; null: no limit.</summary>
    public int? LimitPerMember { get; init; }

    /// <summary>Of an existing template; null follows the shop's own rule.</summary>
    public Id? FreightTemplateId { get; init; }

    /// <summary>A course of the shop that whoever buys these goods may take.</summary>
    public Id? CourseId { get; init; }

    /// <summary>
    /// What the crossed-out prices are, such as 品牌官方指导价. Null: prices of our own, which the lowest price of the seven days before
    /// bounds.
    /// </summary>
    public string? CrossedBasis { get; init; }
}

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

/// <param name="Actor">Kept in the price history, such as <c>staff:42</c>.</param>
/// <param name="Key">The same intention, sent again, is not carried out again; null where nobody could send it again.</param>
public sealed record Author(string Actor, ActKey? Key);

/// <summary>Writes goods, for the console and the demo seed alike.</summary>
public interface ICatalogEditor
{
    Task<Result<Id>> SaveCategory(Id shopId, Id? categoryId, string name, string iconUrl, int sort, CancellationToken cancellation);

    /// <param name="productId">Null makes a new product.</param>
    /// <param name="author">Who saves, by which intention.</param>
    Task<Result<Id>> SaveProduct(Id shopId, Id? productId, ProductInput input, Author author, CancellationToken cancellation);

    Task<Result<Id>> Shelve(Id shopId, Id productId, bool onShelf, CancellationToken cancellation);
}
