using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Stores.Contracts;

/// <summary>
/// A kind of thing that is redeemed at the counter. Pickup orders are one; coupons and gifts join from a higher ring by registering
/// another.
/// </summary>
public interface IRedeemable
{
    /// <summary>Stable, such as <c>pickup</c>; stands in <see cref="Redemption.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>What it is called on screen, such as 自提订单.</summary>
    string Label { get; }

    /// <summary>What staff see before they hand it over.</summary>
    Task<RedeemableThing> Look(Redemption redemption, CancellationToken cancellation);

    /// <summary>
    /// Hands it over: an act that names the code's row (<see cref="RedemptionRows"/>), uses it up (<see cref="RedemptionCodes.Use"/>) and
    /// does what follows, all in one transaction.
    /// </summary>
    Task<Result<Done>> Redeem(RedemptionWish wish, CancellationToken cancellation);
}

/// <param name="By">The name of the staff member at the counter.</param>
/// <param name="Key">Of the request, so that a repeated one gets the first answer.</param>
public sealed record RedemptionWish(Redemption Redemption, string By, ActKey Key);

/// <summary>What a code is good for.</summary>
/// <param name="Title">Such as the order's number.</param>
/// <param name="Contact">Who fetches it; null: whoever shows the code.</param>
/// <param name="Obstacle">Why it cannot be handed over now; null: it can.</param>
public sealed record RedeemableThing(string Title, IReadOnlyList<RedeemableItem> Items, RedeemableContact? Contact, Refusal? Obstacle)
{
    /// <summary>What the buyer wrote.</summary>
    public string Remark { get; init; } = "";

    /// <summary>The order it belongs to.</summary>
    public Id? OrderId { get; init; }
}

public sealed record RedeemableItem(string Name, string SpecText, string ImageUrl, int Quantity);

/// <param name="Phone">Masked.</param>
public sealed record RedeemableContact(string Name, string Phone);
