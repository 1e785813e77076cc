using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>What an order waited for has come about: it may be shipped.</summary>
internal sealed class ReleaseHoldAct(Id orderId, IReadOnlyList<IOrderParticipant> participants) : OrderAct<Done>(orderId, participants)
{
    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

    public override Result<Done> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        if (order.Hold is not null)
        {
            world.Put(order with { Hold = null });
        }

        return Done.Yes;
    }
}

internal sealed class OrderHolds(Commit commit, IEnumerable<IOrderParticipant> participants, TimeProvider clock) : IOrderHolds
{
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public Task<Result<Done>> Release(Id shopId, Id orderId, Id jobId, CancellationToken cancellation) =>
        commit.Run(
            new ReleaseHoldAct(orderId, participants)
            {
                ShopId = shopId,
                At = clock.GetUtcNow(),
                JobId = jobId,
            },
            cancellation
        );
}
