using Banyan.Commerce.Catalog.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Contracts;

/// <summary>Prices what a member wants to buy. Reads, claims nothing.</summary>
public interface IQuotes
{
    /// <returns>The priced order with what stands in its way, or a refusal when a SKU does not exist or the lines make no sense.</returns>
    Task<Result<PricedOrder>> Price(QuoteRequest request, CancellationToken cancellation);
}

public sealed record QuoteRequest(Id ShopId, Id MemberId, IReadOnlyList<QuoteLineInput> Lines, DateTimeOffset At)
{
    public Choices Choices { get; init; } = Choices.Default;

    /// <summary>What is fetched costs no freight.</summary>
    public Delivery Delivery { get; init; }

    /// <summary>Where it is sent, as it stands in the address; null while nobody knows.</summary>
    public string? Province { get; init; }
}

/// <param name="Quantity">1 … 999.</param>
/// <param name="OfferRef">The offer to buy by, such as <c>campaign:42</c>; null: none.</param>
public sealed record QuoteLineInput(Id SkuId, int Quantity, string? OfferRef);

/// <param name="Skus">Of the lines, gifts included.</param>
/// <param name="Claims">What placing must claim, in line order.</param>
/// <param name="FirstProblem">Why it cannot be placed; null: it can.</param>
public sealed record PricedOrder(
    Quote Quote,
    IReadOnlyDictionary<Id, SkuFacts> Skus,
    IReadOnlyList<LineClaim> Claims,
    Refusal? FirstProblem
);

/// <summary>A quantity that the order line at <paramref name="Line"/> (from 0) needs from a pool.</summary>
public sealed record LineClaim(int Line, string PoolKey, long Quantity, long? NewPoolTotal, Refusal? Refusal);

public static class QuoteLimits
{
    public const int MaxLines = 50;
    public const int MaxQuantity = 999;
    public const int MaxCoupons = 10;
    public const int MaxTenders = 10;
}
