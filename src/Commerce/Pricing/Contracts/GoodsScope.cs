using Banyan.Commerce.Catalog.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Contracts;

public enum ScopeKind
{
    All,
    Categories,
    Products,
}

/// <summary>Which goods a price rule speaks of.</summary>
/// <param name="Ids">Of the categories or products; empty for <see cref="ScopeKind.All"/>.</param>
/// <param name="ExceptProductIds">Products that are left out whatever the rest says.</param>
public sealed record GoodsScope(ScopeKind Kind, IReadOnlyList<Id> Ids, IReadOnlyList<Id> ExceptProductIds)
{
    public static readonly GoodsScope All = new(ScopeKind.All, [], []);

    public static GoodsScope Products(params IReadOnlyList<Id> ids) => new(ScopeKind.Products, ids, []);

    public static GoodsScope Categories(params IReadOnlyList<Id> ids) => new(ScopeKind.Categories, ids, []);

    public bool Covers(SkuFacts sku) => Covers(sku.ProductId, sku.CategoryId);

    public bool Covers(Id productId, Id categoryId) =>
        !ExceptProductIds.Contains(productId)
        && Kind switch
        {
            ScopeKind.All => true,
            ScopeKind.Categories => Ids.Contains(categoryId),
            ScopeKind.Products => Ids.Contains(productId),
        };
}
