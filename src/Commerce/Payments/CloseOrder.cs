using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Banyan.Commerce.Payments;

/// <summary>
/// Closes an unpaid order: asks the channel first, because money may be on its way, and only then gives back what was claimed.
/// </summary>
internal sealed class CloseOrder(
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    OpenPrepayments prepayments,
    IEnumerable<IOrderParticipant> participants,
    TimeProvider clock,
    ILogger<CloseOrder> log
) : IDeadlineSource
{
    public const string Overdue = "超时未付款";
    public const string Cancelled = "买家取消";
    private const int MaxPerSweep = 200;
    private const int MaxTries = 3;
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    /// <returns>The order's id, or <c>already_paid</c>.</returns>
    public async Task<Result<Id>> Close(Id shopId, Id orderId, string reason, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var closed = await TryClose(shopId, orderId, reason, cancellation);
            if (closed.Refusal != OpenPrepayments.BeingPaid || attempt == MaxTries)
            {
                return closed;
            }
        }
    }

    private async Task<Result<Id>> TryClose(Id shopId, Id orderId, string reason, CancellationToken cancellation)
    {
        var shut = await prepayments.Shut(shopId, orderId, cancellation);
        if (!shut.IsOk)
        {
            return shut.Refusal;
        }

        var act = new CloseOrderAct(orderId, reason, shut.Value, participants) { ShopId = shopId, At = clock.GetUtcNow() };
        return await commit.Run(act, cancellation);
    }

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var overdue = await db.Set<Order>()
            .IgnoreQueryFilters()
            .Where(order => order.PayBefore <= now)
            .OrderBy(order => order.PayBefore)
            .Take(MaxPerSweep)
            .Select(order => new { order.ShopId, order.Id })
            .ToListAsync(cancellation);
        var closed = 0;
        await Parallel.ForEachAsync(
            overdue,
            cancellation,
            async (order, token) =>
            {
                try
                {
                    if ((await Close(order.ShopId, order.Id, Overdue, token)).IsOk)
                    {
                        Interlocked.Increment(ref closed);
                    }
                }
#pragma warning disable CA1031 // The channel is away or slow: this order stays due and is tried again at the next sweep, the others go on.
                catch (Exception exception) when (!token.IsCancellationRequested)
                {
                    log.LogWarning(exception, "Order {Order} could not be closed yet", order.Id);
                }
#pragma warning restore CA1031
            }
        );
        return closed;
    }

    /// <param name="spent">Numbers under which the channel takes no money any more.</param>
    private sealed class CloseOrderAct(
        Id orderId,
        string reason,
        IReadOnlyCollection<string> spent,
        IReadOnlyList<IOrderParticipant> participants
    ) : OrderAct<Id>(orderId, participants)
    {
        protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) =>
            [new OrderClosed(order, lines, At)];

        public override Result<Id> Decide(World world)
        {
            if (OrderIn(world) is not { } order)
            {
                return Refusal.NotFound;
            }

            if (order.State == OrderState.Closed)
            {
                return order.Id;
            }

            if (order.State != OrderState.Unpaid)
            {
                return OpenPrepayments.AlreadyPaid;
            }

            var waiting = world.Many(OrderRows.PartsOf, ShopId, OrderId).Where(part => part.State == PaymentPartState.Waiting).ToList();
            if (waiting.Exists(part => part.PrepayId is not null && !spent.Contains(part.OutTradeNo)))
            {
                // Prepared since the channel was asked: somebody stands at the cashier.
                return OpenPrepayments.BeingPaid;
            }

            foreach (var part in waiting)
            {
                world.Put(part with { State = PaymentPartState.Closed });
            }

            var closed = order with { State = OrderState.Closed, ClosedAt = At, CloseReason = reason, PayBefore = null };
            world.Put(closed);
            OrderClaims.ReleaseAll(world, closed);
            return Tell(world, new OrderClosed(closed, LinesIn(world), At)) is { } refusal ? refusal : order.Id;
        }
    }
}
