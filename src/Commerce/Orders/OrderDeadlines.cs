using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Banyan.Commerce.Orders;

/// <summary>Receives what was shipped long enough ago and completes what is beyond the after-sale window.</summary>
internal sealed class OrderDeadlines(
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    IShopSettings settings,
    IEnumerable<IOrderParticipant> participants,
    ILogger<OrderDeadlines> log
) : IDeadlineSource
{
    private const int MaxPerSweep = 200;
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var orders = db.Set<Order>().IgnoreQueryFilters().AsNoTracking();
        var toReceive = await Due(
            orders.Where(order => order.AutoReceiveAt <= now && order.OpenAfterSales == 0).OrderBy(order => order.AutoReceiveAt),
            cancellation
        );
        var toComplete = await Due(
            orders.Where(order => order.AfterSaleEndsAt <= now && order.OpenAfterSales == 0).OrderBy(order => order.AfterSaleEndsAt),
            cancellation
        );
        var received = DueItems.HandleEach(
            toReceive,
            order => Receive(order, now, cancellation),
            order => $"The receipt of order {order.Id}",
            log,
            cancellation
        );
        var completed = DueItems.HandleEach(
            toComplete,
            order => Complete(order, now, cancellation),
            order => $"The completion of order {order.Id}",
            log,
            cancellation
        );
        return await received + await completed;
    }

    private static Task<List<DueOrder>> Due(IQueryable<Order> due, CancellationToken cancellation) =>
        due.Take(MaxPerSweep).Select(order => new DueOrder(order.ShopId, order.Id)).ToListAsync(cancellation);

    private async Task<Refusal?> Receive(DueOrder order, DateTimeOffset now, CancellationToken cancellation)
    {
        var shop = await settings.Of(order.ShopId, cancellation);
        var receive = new ReceiveOrderAct(order.Id, null, shop.AfterSaleDays, participants) { ShopId = order.ShopId, At = now };
        return (await commit.Run(receive, cancellation)).Refusal;
    }

    private async Task<Refusal?> Complete(DueOrder order, DateTimeOffset now, CancellationToken cancellation)
    {
        var complete = new CompleteOrderAct(order.Id, participants) { ShopId = order.ShopId, At = now };
        return (await commit.Run(complete, cancellation)).Refusal;
    }

    private sealed record DueOrder(Id ShopId, Id Id);
}
