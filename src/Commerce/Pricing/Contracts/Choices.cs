using Banyan.Engines.Ledger;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Contracts;

/// <summary>What the member decides at the checkout.</summary>
/// <param name="CouponIds">The coupons to use; null: the best ones; empty: none.</param>
/// <param name="UsePoints">Take off what points can.</param>
/// <param name="Tenders">Codes of the balances to pay with, such as <c>stored_value</c>.</param>
public sealed record Choices(IReadOnlyList<Id>? CouponIds, bool UsePoints, IReadOnlyList<string>? Tenders)
{
    public static readonly Choices Default = new(null, false, null);
}

/// <summary>
/// A balance that pays for orders beside cash. An order takes from the member's account into the held one; payment moves it on to the
/// shop's, closing gives it back. The shop's account is negative by what members hold: the liability.
/// </summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Place">Balances with small numbers are used first.</param>
/// <param name="Switch">The code that members choose it by; several buckets may share one.</param>
/// <param name="CountsAsPaid">Whether commission is reckoned from what it pays (1-product: principal yes, bonus and red packets no).</param>
public sealed record Tender(string Code, int Place, string Switch, string Label, bool CountsAsPaid)
{
    public required AccountKind Account { get; init; }

    public required AccountKind Held { get; init; }

    public required AccountKind Shop { get; init; }
}

/// <summary>What a balance pays of an order.</summary>
public sealed record TenderPart(string Code, string Label, Fen AmountFen, bool CountsAsPaid);
