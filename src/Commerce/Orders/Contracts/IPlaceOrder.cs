using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>Places orders: for members by HTTP, and for other parts of the program by the same path.</summary>
public interface IPlaceOrder
{
    /// <returns>The order's id, or why it cannot be placed.</returns>
    Task<Result<Id>> Place(OrderWish wish, CancellationToken cancellation);

    /// <summary>What a member sent: checked, with the address looked up, and the cart cleared where it came from there.</summary>
    Task<Result<Id>> Place(MemberCaller caller, PlaceOrderBody body, IdempotencyHeader header, CancellationToken cancellation);
}

/// <summary>What a member orders. Prices are never taken from here: unknown properties are ignored.</summary>
/// <param name="FromCart">Takes the ordered SKUs out of the cart.</param>
public sealed record PlaceOrderBody(
    IReadOnlyList<QuoteLineInput> Lines,
    Id AddressId,
    string? Remark,
    string? ShareCode,
    bool FromCart = false
);

/// <summary>What is ordered, by whom, to where.</summary>
public sealed record OrderWish(Id ShopId, Id MemberId, IReadOnlyList<QuoteLineInput> Lines, Address Address)
{
    public string Remark { get; init; } = "";

    /// <summary>The share the member came by, if known.</summary>
    public string? ShareCode { get; init; }

    public ActKey? Key { get; init; }
}
