using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Contracts;

/// <summary>
/// Gives offers: rights to buy at a price. An order line carries only the opaque reference, so that Orders know no kinds of campaign.
/// </summary>
public interface IOfferSource
{
    /// <summary>The part of the reference before the first colon, such as <c>campaign</c>.</summary>
    string Prefix { get; }

    /// <summary>Looks the offer up for this member now. Outside every lock: what is scarce is claimed at placing.</summary>
    Task<Result<Offer>> Find(OfferQuery query, CancellationToken cancellation);
}

public sealed record OfferQuery(Id ShopId, Id MemberId, string OfferRef, Id SkuId, int Quantity, DateTimeOffset At);

/// <param name="UnitPriceFen">Per piece, instead of the list price; it competes in the item lane.</param>
/// <param name="Label">Shown beside the price, such as 3人团价.</param>
/// <param name="Explain">One Chinese sentence: why this price.</param>
/// <param name="Claims">What placing an order must claim beside the SKU's stock.</param>
/// <param name="LaterLanes">Which lanes may still lower the price.</param>
public sealed record Offer(
    string OfferRef,
    Fen UnitPriceFen,
    string Label,
    string Explain,
    IReadOnlyList<OfferClaim> Claims,
    IReadOnlyList<Lane> LaterLanes
);

/// <param name="NewPoolTotal">For per-member limits: the total with which the pool is made on first use.</param>
/// <param name="Refusal">What the member is told when too little is left.</param>
public sealed record OfferClaim(string PoolKey, long Quantity, long? NewPoolTotal, Refusal? Refusal);
