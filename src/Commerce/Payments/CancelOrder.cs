using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Payments;

/// <summary>A member gives up an order that is not paid yet.</summary>
internal sealed class CancelOrder(IDbContextFactory<BanyanDb> factory, CloseOrder closing) : Contracts.ICancelOrder
{
    public async Task<Result<Id>> Cancel(Id shopId, Id orderId, Id memberId, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var isOwn = await db.Set<Order>()
            .IgnoreQueryFilters()
            .AnyAsync(order => order.ShopId == shopId && order.Id == orderId && order.MemberId == memberId, cancellation);
        return isOwn ? await closing.Close(shopId, orderId, CloseOrder.Cancelled, cancellation) : Refusal.NotFound;
    }
}
