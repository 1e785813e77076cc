using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Catalog.Contracts;

/// <summary>A shelf of the shop. Small sort numbers come first.</summary>
public sealed record Category : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string Name { get; init; }

    public string IconUrl { get; init; } = "";

    public int Sort { get; init; }
}

/// <summary>Who makes goods. Small sort numbers come first.</summary>
public sealed record Brand : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string Name { get; init; }

    public string LogoUrl { get; init; } = "";

    public int Sort { get; init; }
}

/// <summary>A named set of products across categories: those with a tag, or those chosen by hand.</summary>
public sealed record GoodsGroup : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string Name { get; init; }

    public int Sort { get; init; }

    /// <summary>All products with this tag; empty: the chosen ones.</summary>
    public string Tag { get; init; } = "";

    public required IReadOnlyList<Id> ProductIds { get; init; }
}

/// <summary>Goods. What is bought is one of its SKUs.</summary>
public sealed record Product : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id CategoryId { get; init; }

    public required string Name { get; init; }

    public string Subtitle { get; init; } = "";

    /// <summary>
    /// Name, subtitle, keywords, brand and the initials of the name, in lower case: LIKE ignores case on one of the two databases only.
    /// </summary>
    public required string SearchText { get; init; }

    /// <summary>The first is the cover.</summary>
    public required IReadOnlyList<string> Pictures { get; init; }

    /// <summary>Rich text that has passed the allow-list.</summary>
    public string DetailHtml { get; init; } = "";

    /// <summary>Such as 颜色: 红, 蓝. Empty when there is a single SKU.</summary>
    public required IReadOnlyList<ProductSpec> Specs { get; init; }

    /// <summary>Pieces of the product in one order at most; null: no limit.</summary>
    public int? LimitPerOrder { get; init; }

    /// <summary>Small numbers come first among the recommended.</summary>
    public int Sort { get; init; }

    public bool OnShelf { get; init; }

    /// <summary>Raised by every edit of staff. The row's own version also moves with each sale, which is no edit.</summary>
    public int Revision { get; init; }

    public Id? BrandId { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The tags between bars, such as <c>|新品|应季|</c>: a column that can be searched for one of them.</summary>
    public string TagText { get; init; } = "";

    /// <summary>What the shop promises for these goods, such as 七天无理由退货.</summary>
    public IReadOnlyList<string> Promises { get; init; } = [];

    /// <summary>Words that find the product and are shown nowhere.</summary>
    public string Keywords { get; init; } = "";

    /// <summary>Nothing is sent: a card, a course, a service.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Shown before the pictures.</summary>
    public string? VideoUrl { get; init; }

    /// <summary>What one piece is called, such as 箱.</summary>
    public string Unit { get; init; } = "件";

    /// <summary>When it goes onto the shelf by itself; null once it has.</summary>
    public DateTimeOffset? OnShelfAt { get; init; }

    /// <summary>When it leaves the shelf by itself.</summary>
    public DateTimeOffset? OffShelfAt { get; init; }

    /// <summary>Staff are warned when this many pieces or fewer are left; null: never.</summary>
    public int? StockAlarm { get; init; }

    /// <summary>Pieces that one member may have of it in all orders; null: no limit.</summary>
    public int? LimitPerMember { get; init; }

    /// <summary>What sending costs; null follows the shop's own rule.</summary>
    public Id? FreightTemplateId { get; init; }

    /// <summary>What its buyer may learn or read; null: nothing of that kind.</summary>
    public Id? CourseId { get; init; }

    /// <summary>
    /// What the crossed-out price is, such as 品牌官方指导价. Null: it is a price of our own, and the lowest of seven days bounds it.
    /// </summary>
    public string? CrossedBasis { get; init; }

    /// <summary>Null follows the shop's rates.</summary>
    public ProductRates? Rates { get; init; }

    /// <summary>The lowest price of its SKUs, and the crossed-out price of that SKU.</summary>
    public required Fen PriceFen { get; init; }

    public Fen? CrossedPriceFen { get; init; }

    /// <summary>Pieces paid for and not refunded.</summary>
    public long SoldCount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string CoverUrl => Pictures.Count > 0 ? Pictures[0] : "";
}

public sealed record ProductSpec(string Name, IReadOnlyList<string> Values);

/// <summary>One combination of a product's specs: what has a price and a stock. Never deleted, since orders point to it.</summary>
public sealed record Sku : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id ProductId { get; init; }

    /// <summary>One value per spec of the product, in its order.</summary>
    public required IReadOnlyList<string> SpecValues { get; init; }

    public required Fen PriceFen { get; init; }

    public Fen? CrossedPriceFen { get; init; }

    public Fen? CostFen { get; init; }

    public int WeightGrams { get; init; }

    public string Barcode { get; init; } = "";

    public string? ImageUrl { get; init; }

    /// <summary>
    /// Key of the pool that holds its stock (<see cref="SkuFacts.StockPool"/>); a column, so that stock is read by a join.
    /// </summary>
    public required string StockPool { get; init; }

    /// <summary>Place among the product's SKUs.</summary>
    public int Position { get; init; }

    /// <summary>No longer offered; kept for the orders and carts that have it.</summary>
    public bool IsRetired { get; init; }

    public string SpecText => string.Join(" / ", SpecValues);
}

/// <summary>One change of a SKU's price. Append-only: it proves that a crossed-out price was once asked.</summary>
public sealed record PriceChange : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required Id SkuId { get; init; }

    /// <summary>Null for the first price.</summary>
    public Fen? BeforeFen { get; init; }

    public required Fen PriceFen { get; init; }

    public Fen? CrossedPriceFen { get; init; }

    /// <summary>What the crossed-out price was said to be; null: a price of our own.</summary>
    public string? CrossedBasis { get; init; }

    /// <summary>Such as <c>staff:42</c>.</summary>
    public required string Actor { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Which of the two plans, and what each payee gets of this product; a null rate follows the shop.</summary>
public sealed record ProductRates(RatePlan Plan, Rate? Seller, Rate? Upline1, Rate? Upline2);

public enum RatePlan
{
    ThreeInOne,
    SalesPromotion,
}

public enum RateKind
{
    /// <summary>Of the paid amount, in parts per million: 20 % = 200 000.</summary>
    Percent,

    /// <summary>Fen per piece.</summary>
    Fixed,
}

/// <param name="Ppm">With <see cref="RateKind.Percent"/>.</param>
/// <param name="FixedFen">With <see cref="RateKind.Fixed"/>.</param>
public sealed record Rate(RateKind Kind, int? Ppm, Fen? FixedFen);

/// <summary>How the catalog's rows are found under lock. They are locked among the pools' owners, before the pools.</summary>
public static class CatalogRows
{
    public static readonly RowSet<Product, Id> ProductById = new(Stage.Run, product => product.Id);
    public static readonly RowSet<Sku, Id> SkusOfProduct = new(Stage.Run, sku => sku.ProductId);

    /// <summary>Named a stage later than the SKUs, whose ids they are found by.</summary>
    public static readonly RowSet<PriceChange, Id> PricesOfSku = new(Stage.Claim, change => change.SkuId);
    public static readonly RowSet<Brand, Id> BrandById = new(Stage.Run, brand => brand.Id);
    public static readonly RowSet<Category, Id> CategoryById = new(Stage.Run, category => category.Id);
}
