using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Orders;

/// <summary>Receives what was shipped long enough ago and completes what is beyond the after-sale window.</summary>
internal sealed class OrderDeadlines(
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    IShopSettings settings,
    IEnumerable<IOrderParticipant> participants
) : IDeadlineSource
{
    private const int MaxPerSweep = 200;
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var orders = db.Set<Order>().IgnoreQueryFilters().AsNoTracking();
        var toReceive = await orders
            .Where(order => order.AutoReceiveAt <= now)
            .OrderBy(order => order.AutoReceiveAt)
            .Take(MaxPerSweep)
            .Select(order => new { order.ShopId, order.Id })
            .ToListAsync(cancellation);
        var toComplete = await orders
            .Where(order => order.AfterSaleEndsAt <= now)
            .OrderBy(order => order.AfterSaleEndsAt)
            .Take(MaxPerSweep)
            .Select(order => new { order.ShopId, order.Id })
            .ToListAsync(cancellation);
        var acts = new List<Task<Result<Id>>>();
        foreach (var order in toReceive)
        {
            var shop = await settings.Of(order.ShopId, cancellation);
            var receive = new ReceiveOrderAct(order.Id, null, shop.AfterSaleDays, participants) { ShopId = order.ShopId, At = now };
            acts.Add(commit.Run(receive, cancellation));
        }

        foreach (var order in toComplete)
        {
            acts.Add(commit.Run(new CompleteOrderAct(order.Id, participants) { ShopId = order.ShopId, At = now }, cancellation));
        }

        await Task.WhenAll(acts);
        return acts.Count;
    }
}
