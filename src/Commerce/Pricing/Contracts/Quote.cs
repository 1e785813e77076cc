using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Contracts;

/// <summary>
/// The lanes of a price, in the order in which they apply. Inside a lane offers compete and the best for the member wins; across lanes
/// they add up.
/// </summary>
public enum Lane
{
    Item,
    Bundle,
    Order,
    Coupon,
    Points,
    Freight,
}

/// <summary>A price calculation, explained line by line. Pure: it claims and writes nothing.</summary>
/// <param name="Lanes">All six, in order; an empty lane has the amount 0.</param>
/// <param name="GoodsFen">Σ of the lines at list price.</param>
/// <param name="DiscountFen">What is taken off, as a positive amount.</param>
/// <param name="PayableFen">GoodsFen − DiscountFen + FreightFen, never below 0.</param>
/// <param name="Problems">Why this could not be ordered as it stands, for the member to see.</param>
public sealed record Quote(
    IReadOnlyList<QuoteLine> Lines,
    IReadOnlyList<QuoteLane> Lanes,
    Fen GoodsFen,
    Fen DiscountFen,
    Fen FreightFen,
    Fen PayableFen,
    IReadOnlyList<QuoteProblem> Problems
);

/// <param name="PayableFen">The line's own share after all lanes but freight: the paid amount that commission and refunds are reckoned
/// from.</param>
public sealed record QuoteLine(
    Id SkuId,
    Id ProductId,
    string Name,
    string SpecText,
    string ImageUrl,
    int Quantity,
    Fen ListPriceFen,
    Fen UnitPriceFen,
    Fen GoodsFen,
    Fen DiscountFen,
    Fen PayableFen,
    string? OfferRef,
    IReadOnlyList<QuoteStep> Steps
);

/// <param name="AmountFen">Negative takes off, positive charges.</param>
public sealed record QuoteLane(Lane Lane, string Label, Fen AmountFen, IReadOnlyList<QuoteStep> Steps);

public sealed record QuoteStep(Lane Lane, string Label, Fen AmountFen, string Explain);

public sealed record QuoteProblem(string Code, string Title, Id? SkuId);
