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
    /// <summary>Pieces of the product that one member may have in all orders; null: no limit.</summary>
    public int? LimitPerMember { get; init; }

    /// <summary>What sending costs; null follows the shop's own rule.</summary>
    public Id? FreightTemplateId { get; init; }

    /// <summary>Nothing is sent.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>What its buyer may learn or read.</summary>
    public Id? CourseId { get; init; }

    /// <summary>The pool of the SKU's stock.</summary>
    public static string StockPool(Id skuId) => $"sku:{skuId}";

    /// <summary>The pool of what one member may have of a product.</summary>
    public static string MemberPool(Id productId, Id memberId) => $"product:{productId}:member:{memberId}";
}

/// <summary>Looks SKUs up for pricing and orders: one or two statements however many there are.</summary>
public interface ISkuLookup
{
    /// <summary>The SKUs that exist in the shop; unknown ids are left out.</summary>
    Task<IReadOnlyDictionary<Id, SkuFacts>> Find(Id shopId, IReadOnlyCollection<Id> skuIds, CancellationToken cancellation);
}
