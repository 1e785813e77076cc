using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>Lets held orders go. Done by a job for each order, so that an act elsewhere never locks an order.</summary>
public interface IOrderHolds
{
    /// <summary>Lets a paid order be shipped. Nothing held it: nothing happens.</summary>
    /// <param name="jobId">The job this carries out, marked done in the same transaction.</param>
    Task<Result<Done>> Release(Id shopId, Id orderId, Id jobId, CancellationToken cancellation);
}

/// <summary>Gives whole orders back. Done by a job for each order; implemented by after-sales.</summary>
public interface IOrderRefunds
{
    /// <summary>
    /// Gives back everything of a paid order that is not refunded yet; closes it if it is still unpaid. Repeating it does nothing.
    /// </summary>
    /// <param name="reason">In Chinese, shown to the member.</param>
    /// <param name="jobId">The job this carries out, marked done in the same transaction.</param>
    Task<Result<Done>> RefundAll(Id shopId, Id orderId, string reason, Id jobId, CancellationToken cancellation);
}
