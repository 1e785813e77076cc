using System.Text.Json.Serialization;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Quota;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>Places orders: for members by HTTP, and for other parts of the program by the same path.</summary>
public interface IPlaceOrder
{
    /// <returns>The order, or why it cannot be placed.</returns>
    Task<Result<PlacedOrder>> Place(OrderWish wish, CancellationToken cancellation);

    /// <summary>What a member sent: checked, with the address looked up, and the cart cleared where it came from there.</summary>
    Task<Result<PlacedOrder>> Place(MemberCaller caller, PlaceOrderBody body, IdempotencyHeader header, CancellationToken cancellation);
}

/// <summary>An order that was placed, now or when the same request came before.</summary>
public sealed record PlacedOrder(Id Id)
{
    /// <summary>
    /// The rows as they were written, so that nobody needs to read them again; null where the request came before: what was written then
    /// may have changed since.
    /// </summary>
    [JsonIgnore]
    public PlacedRows? Rows { get; init; }
}

/// <summary>What was written when an order was placed.</summary>
public sealed record PlacedRows(
    Order Order,
    IReadOnlyList<OrderLine> Lines,
    PaymentPart Part,
    Recipient Recipient,
    IReadOnlyList<Claim> Claims
);

/// <summary>What a member orders. Prices are never taken from here: unknown properties are ignored.</summary>
/// <param name="AddressId">Where it goes; not needed with <paramref name="Pickup"/>, nor where nothing is sent.</param>
/// <param name="FromCart">Takes the ordered SKUs out of the cart.</param>
/// <param name="Invoice">What an invoice is wanted for; null: none.</param>
/// <param name="Pickup">Which store the goods are fetched at, instead of being sent.</param>
public sealed record PlaceOrderBody(
    IReadOnlyList<QuoteLineInput> Lines,
    Id? AddressId,
    string? Remark,
    string? ShareCode,
    bool FromCart = false,
    PickupWish? Pickup = null,
    InvoiceWish? Invoice = null
)
{
    /// <summary>Coupons, points and balances; null: the best coupon, no points, no balances.</summary>
    public Choices? Choices { get; init; }

    /// <summary>What the member saw to be paid in all: an order that would cost otherwise is refused. Null: whatever it costs.</summary>
    public Fen? SeenPayableFen { get; init; }
}

/// <summary>What is ordered, by whom, to where.</summary>
/// <param name="Address">Null when the goods are fetched, or nothing is sent.</param>
public sealed record OrderWish(Id ShopId, Id MemberId, IReadOnlyList<QuoteLineInput> Lines, Address? Address)
{
    /// <summary>Where they are fetched; null when they are sent.</summary>
    public Pickup? Pickup { get; init; }

    /// <summary>Nothing of it is sent. Found out while the order is made.</summary>
    public bool IsVirtual { get; init; }

    public Delivery Delivery =>
        IsVirtual ? Delivery.Virtual
        : Pickup is null ? Delivery.Express
        : Delivery.Pickup;

    /// <summary>Who gets it, or fetches it.</summary>
    public string ReceiverName => Pickup?.Name ?? Address?.Name ?? "";

    public string ReceiverPhone => Pickup?.Phone ?? Address?.Phone ?? "";

    public string Remark { get; init; } = "";

    /// <summary>The share the member came by, if known.</summary>
    public string? ShareCode { get; init; }

    /// <summary>What an invoice is wanted for; null: none.</summary>
    public OrderInvoice? Invoice { get; init; }

    public ActKey? Key { get; init; }

    public Choices Choices { get; init; } = Choices.Default;

    /// <summary>Refuses an order that costs otherwise; null: whatever it costs.</summary>
    public Fen? SeenPayableFen { get; init; }
}
