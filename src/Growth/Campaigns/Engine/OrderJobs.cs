using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>Lets the orders of a complete team be shipped, one by one.</summary>
internal sealed class ReleaseOrderHold(IOrderHolds orders) : IJobHandler
{
    public string Type => ReleaseHoldJob.Type;

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var payload = job.PayloadOf<ReleaseHoldJob>();
        var result = await orders.Release(job.ShopId, payload.OrderId, job.Id, cancellation).ConfigureAwait(false);
        return result.Refusal;
    }
}

/// <summary>Pays the orders of a failed team back, one by one.</summary>
internal sealed class RefundOrder(IOrderRefunds orders) : IJobHandler
{
    public string Type => RefundOrderJob.Type;

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var payload = job.PayloadOf<RefundOrderJob>();
        var result = await orders.RefundAll(job.ShopId, payload.OrderId, payload.Reason, job.Id, cancellation).ConfigureAwait(false);
        return result.Refusal;
    }
}
