using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Payments.Contracts;

public interface IChangePrice
{
    /// <summary>
    /// Changes what an unpaid order costs: the payment that was prepared is closed at the channel first, and another number asks for the
    /// new amount. Refused with <c>already_paid</c> when the buyer was faster.
    /// </summary>
    Task<Result<Id>> Change(StaffCaller caller, Id orderId, PriceWish wish, CancellationToken cancellation);
}

/// <summary>What the order is to cost.</summary>
/// <param name="Version">The order as the staff saw it.</param>
/// <param name="Lines">Lines that cost something else from now on; those left out stay as they are.</param>
/// <param name="FreightFen">0 or more.</param>
/// <param name="Reason">In Chinese; the buyer sees it in the explanation of the price.</param>
public sealed record PriceWish(int Version, IReadOnlyList<LinePrice> Lines, Fen FreightFen, string Reason);

/// <param name="PayableFen">Of the whole line, all pieces together: 0 up to what they cost at list price.</param>
public sealed record LinePrice(Id LineId, Fen PayableFen);
