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
/// <param name="GoodsFen">Σ of the lines at list price; gifts count nothing.</param>
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
)
{
    /// <summary>What buying a little more would give, such as 再买 ¥12.00 减 ¥20.00.</summary>
    public IReadOnlyList<QuoteHint> Hints { get; init; } = [];

    /// <summary>The member's coupons, the best first, each with why it is not usable.</summary>
    public IReadOnlyList<CouponOption> Coupons { get; init; } = [];

    /// <summary>Null: points cannot be used here.</summary>
    public PointsOption? Points { get; init; }

    /// <summary>The member's balances and what they would pay.</summary>
    public IReadOnlyList<TenderOption> Tenders { get; init; } = [];

    /// <summary>Nothing of it is sent: it can be ordered without an address.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>What is left to pay by cash: PayableFen − Σ of the balances used.</summary>
    public Fen CashFen { get; init; } = PayableFen;
}

/// <param name="PayableFen">The line's own share after all lanes but freight.</param>
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
)
{
    /// <summary>Comes along for nothing.</summary>
    public bool IsGift { get; init; }

    /// <summary>
    /// The paid amount that commission is reckoned from: the line's share of cash and of balances that count as paid
    /// (<see cref="Tender.CountsAsPaid"/>). Null in quotes made before there were balances: all of it.
    /// </summary>
    public Fen? BaseFen { get; init; }

    /// <summary>The line's share of the points that were used.</summary>
    public long Points { get; init; }
}

/// <param name="AmountFen">Negative takes off, positive charges.</param>
public sealed record QuoteLane(Lane Lane, string Label, Fen AmountFen, IReadOnlyList<QuoteStep> Steps);

public sealed record QuoteStep(Lane Lane, string Label, Fen AmountFen, string Explain)
{
    /// <summary>The rule that it comes from, such as <c>campaign:42</c>; empty for the shop's own freight.</summary>
    public string Ref { get; init; } = "";
}

public sealed record QuoteProblem(string Code, string Title, Id? SkuId);

/// <param name="MissingFen">What is missing to the next step; null where pieces are.</param>
public sealed record QuoteHint(string Ref, string Text, Fen? MissingFen, int? MissingPieces);

/// <param name="OffFen">What it takes off here; with a gift, its list price.</param>
/// <param name="Used">Chosen, by the member or as the best.</param>
/// <param name="Reason">Why it is not usable; null: it is.</param>
public sealed record CouponOption(Id CouponId, string Label, Fen OffFen, bool Used, string? Reason, DateTimeOffset ExpiresAt);

/// <param name="Available">What the member has.</param>
/// <param name="Points">What can be used here at most.</param>
/// <param name="OffFen">What these are worth.</param>
public sealed record PointsOption(long Available, long Points, Fen OffFen, bool Used);

/// <param name="Switch">The code to choose it by.</param>
/// <param name="UseFen">What it pays here; 0 when it is not chosen.</param>
public sealed record TenderOption(string Code, string Switch, string Label, Fen AvailableFen, Fen UseFen, bool CountsAsPaid);
