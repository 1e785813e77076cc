using System.Linq.Expressions;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Catalog;

/// <summary>The columns of a product that lists show. The rich text, by far the largest, is left in the database.</summary>
internal sealed record ProductRow(
    Id Id,
    Id CategoryId,
    string Name,
    string Subtitle,
    IReadOnlyList<string> Pictures,
    Fen PriceFen,
    Fen? CrossedPriceFen,
    long SoldCount,
    int Sort,
    bool OnShelf,
    ProductRates? Rates,
    DateTimeOffset UpdatedAt
)
{
    public IReadOnlyList<string> Tags { get; init; } = [];

    public DateTimeOffset? OnShelfAt { get; init; }

    public DateTimeOffset? OffShelfAt { get; init; }

    public int? StockAlarm { get; init; }

    public static readonly Expression<Func<Product, ProductRow>> Of = product => new ProductRow(
        product.Id,
        product.CategoryId,
        product.Name,
        product.Subtitle,
        product.Pictures,
        product.PriceFen,
        product.CrossedPriceFen,
        product.SoldCount,
        product.Sort,
        product.OnShelf,
        product.Rates,
        product.UpdatedAt
    )
    {
        Tags = product.Tags,
        OnShelfAt = product.OnShelfAt,
        OffShelfAt = product.OffShelfAt,
        StockAlarm = product.StockAlarm,
    };

    public string CoverUrl => Pictures.Count > 0 ? Pictures[0] : "";

    public ProductFacts ToFacts() => new(Id, CategoryId, Name, CoverUrl, PriceFen, OnShelf, Rates);
}
