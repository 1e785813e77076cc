using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>
/// Takes part in the life of orders from a higher ring: campaign seats, coupons, commission, points. Its effects join the order's own
/// transaction.
/// </summary>
public interface IOrderParticipant
{
    /// <summary>
    /// Before placing, outside every lock: reads what it will freeze on the order. What it returns comes back in <see
    /// cref="OrderPlaced.Prepared"/>.
    /// </summary>
    Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation);

    /// <summary>
    /// Names rows for what is about to happen. From <see cref="Stage.Member"/> on, the order and its lines are in the world (a new order
    /// is not:
    /// use the event's own).
    /// </summary>
    void Need(Stage stage, OrderEvent happening, World world, Needs needs);

    /// <summary>
    /// What follows from the event; the order's rows in the world already show it. Only <see cref="OrderPlaced"/> and <see
    /// cref="OrderRevived"/> may be refused.
    /// May put the order with another <see cref="Order.Hold"/> or <see cref="Order.SourceRef"/>.
    /// </summary>
    Refusal? On(OrderEvent happened, World world);
}

/// <summary>An order about to be placed.</summary>
/// <param name="Attribution">Whose customer the member is now; it is frozen on the order.</param>
public sealed record OrderDraft(Id ShopId, Id OrderId, Id MemberId, Quote Quote, Attribution Attribution, DateTimeOffset At)
{
    /// <summary>Where the goods will be fetched; null when they are sent.</summary>
    public Pickup? Pickup { get; init; }
}

/// <summary>Something that happened to one order. A closed set: a missing case is a compile error.</summary>
public abstract record OrderEvent
{
    private protected OrderEvent(Order order, IReadOnlyList<OrderLine> lines, DateTimeOffset at) => (Order, Lines, At) = (order, lines, at);

    /// <summary>As it is after the event.</summary>
    public Order Order { get; init; }

    /// <summary>As they are after the event.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init; }

    public DateTimeOffset At { get; init; }

    public Id ShopId => Order.ShopId;
}

/// <param name="Prepared">What this participant returned from Prepare.</param>
public sealed record OrderPlaced(Order Order, IReadOnlyList<OrderLine> Lines, DateTimeOffset At, object? Prepared)
    : OrderEvent(Order, Lines, At);

/// <summary>Staff changed the price of an unpaid order: whatever was frozen of its amounts follows the lines as they are now.</summary>
public sealed record OrderRepriced(Order Order, IReadOnlyList<OrderLine> Lines, DateTimeOffset At) : OrderEvent(Order, Lines, At);

public sealed record OrderPaid(Order Order, IReadOnlyList<OrderLine> Lines, DateTimeOffset At) : OrderEvent(Order, Lines, At);

/// <summary>Closed without payment: everything reserved is given back.</summary>
public sealed record OrderClosed(Order Order, IReadOnlyList<OrderLine> Lines, DateTimeOffset At) : OrderEvent(Order, Lines, At);

/// <summary>
/// A late payment of a closed order: everything must be reserved again, or the participant refuses and the money goes back. OrderPaid
/// follows.
/// </summary>
public sealed record OrderRevived(Order Order, IReadOnlyList<OrderLine> Lines, DateTimeOffset At) : OrderEvent(Order, Lines, At);

public sealed record OrderReceived(Order Order, IReadOnlyList<OrderLine> Lines, DateTimeOffset At) : OrderEvent(Order, Lines, At);

/// <summary>The after-sale window is over.</summary>
public sealed record OrderCompleted(Order Order, IReadOnlyList<OrderLine> Lines, DateTimeOffset At) : OrderEvent(Order, Lines, At);

/// <summary>
/// A refund was accepted, succeeded, or was closed by the channel. The lines carry the new Refunded… and Refunding… sums; what follows
/// must be a
/// function of those sums alone, so that the path does not matter.
/// </summary>
public sealed record OrderRefundChanged(Order Order, IReadOnlyList<OrderLine> Lines, DateTimeOffset At, Id RefundId, RefundChange Change)
    : OrderEvent(Order, Lines, At)
{
    /// <summary>The pieces that this refund takes back.</summary>
    public IReadOnlyList<ReturnedPieces> Returned { get; init; } = [];

    /// <summary>What this refund gives back to balances.</summary>
    public IReadOnlyList<TenderPart> Tenders { get; init; } = [];
}

public sealed record ReturnedPieces(Id ProductId, int Quantity);

public enum RefundChange
{
    Accepted,
    Succeeded,
    Closed,
}
