using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>The steps of an order after payment, for the endpoints of the order desk.</summary>
public interface IOrderSteps
{
    /// <summary>Sends a parcel. The same parcel a second time changes nothing.</summary>
    Task<Result<Id>> Ship(Id shopId, Id orderId, Shipment shipment, CancellationToken cancellation);

    /// <summary>The goods of a pickup order lie ready at the store.</summary>
    Task<Result<Id>> MakeReady(Id shopId, Id orderId, CancellationToken cancellation);

    /// <summary>What nobody carries was handed over: a card, a service.</summary>
    Task<Result<Id>> Deliver(Id shopId, Id orderId, CancellationToken cancellation);

    /// <param name="memberId">Who says that the goods arrived; must be the buyer.</param>
    Task<Result<Id>> Receive(Id shopId, Id orderId, Id memberId, CancellationToken cancellation);

    /// <summary>Writes a remark or puts a flag; what changed is kept with who changed it.</summary>
    Task<Result<Id>> Mark(StaffCaller caller, Id orderId, OrderMark mark, CancellationToken cancellation);

    /// <summary>Says that the buyer's invoice was issued, or corrects what was said of it.</summary>
    Task<Result<Id>> IssueInvoice(StaffCaller caller, Id orderId, IssuedInvoice invoice, CancellationToken cancellation);
}

/// <param name="RecipientNo">Which recipient, from 1.</param>
/// <param name="Company">The carrier's name.</param>
/// <param name="Pieces">What goes into this parcel; null: everything that is still to ship.</param>
public sealed record Shipment(int RecipientNo, string Company, string TrackingNo, IReadOnlyList<ParcelPieces>? Pieces = null);

/// <param name="Remark">Null leaves it as it is.</param>
/// <param name="Flag">What the flag becomes: null takes it off, unless <paramref name="KeepsFlag"/>.</param>
/// <param name="Version">The order as the staff saw it; null where it does not matter who was first.</param>
public sealed record OrderMark(string? Remark, OrderFlag? Flag, bool KeepsFlag, int? Version);
