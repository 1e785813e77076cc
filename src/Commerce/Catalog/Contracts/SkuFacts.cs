using Banyan.Kernel;

namespace Banyan.Commerce.Catalog.Contracts;

/// <summary>What pricing and orders must know of a SKU, as it stands now.</summary>
/// <param name="IsOnSale">The product is on the shelf and the SKU is not retired.</param>
/// <param name="Left">Pieces left in stock; a hint only, placing claims them.</param>
/// <param name="LimitPerOrder">Pieces of the product in one order at most; null: no limit.</param>
public sealed record SkuFacts(
    Id SkuId,
    Id ProductId,
    Id CategoryId,
    string Name,
    string SpecText,
    string ImageUrl,
    Fen PriceFen,
    Fen? CrossedPriceFen,
    bool IsOnSale,
    long Left,
    int? LimitPerOrder,
    int WeightGrams
)
{
    /// <summary>The pool of the SKU's stock.</summary>
    public static string StockPool(Id skuId) => $"sku:{skuId}";
}

/// <summary>Looks SKUs up for pricing and orders: one or two statements however many there are.</summary>
public interface ISkuLookup
{
    /// <summary>The SKUs that exist in the shop; unknown ids are left out.</summary>
    Task<IReadOnlyDictionary<Id, SkuFacts>> Find(Id shopId, IReadOnlyCollection<Id> skuIds, CancellationToken cancellation);
}
