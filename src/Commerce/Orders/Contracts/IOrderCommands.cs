using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>What other modules may ask of an order. Each is done by a job of its own, so that an act elsewhere never locks an order.</summary>
public interface IOrderCommands
{
    /// <summary>Lets a paid order be shipped. Nothing held it: nothing happens.</summary>
    /// <param name="jobId">The job this carries out, marked done in the same transaction.</param>
    Task<Result<Done>> ReleaseHold(Id shopId, Id orderId, Id jobId, CancellationToken cancellation);

    /// <summary>Gives back everything of a paid order that is not refunded yet; closes it if it is still unpaid. Repeating it does nothing.</summary>
    /// <param name="reason">In Chinese, shown to the member.</param>
    Task<Result<Done>> RefundAll(Id shopId, Id orderId, string reason, Id jobId, CancellationToken cancellation);
}
