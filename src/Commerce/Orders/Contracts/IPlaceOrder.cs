using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>Places orders for other parts of the program than the HTTP endpoint, by the same path.</summary>
public interface IPlaceOrder
{
    /// <returns>The order's id, or why it cannot be placed.</returns>
    Task<Result<Id>> Place(OrderWish wish, CancellationToken cancellation);
}

/// <summary>What is ordered, by whom, to where.</summary>
public sealed record OrderWish(Id ShopId, Id MemberId, IReadOnlyList<QuoteLineInput> Lines, Address Address)
{
    public string Remark { get; init; } = "";

    /// <summary>The share the member came by, if known.</summary>
    public string? ShareCode { get; init; }

    public ActKey? Key { get; init; }
}
