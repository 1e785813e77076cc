using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>Staff say that what nobody carries was handed over. A second time changes nothing.</summary>
internal sealed class DeliverOrderAct(Id orderId, IReadOnlyList<IOrderParticipant> participants) : OrderAct<Id>(orderId, participants)
{
    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        if (order is { State: OrderState.Shipped or OrderState.Received or OrderState.Completed, ShippedAt: not null })
        {
            return order.Id;
        }

        if (VirtualDelivery.ObstacleTo(order) is { } obstacle)
        {
            return obstacle;
        }

        VirtualDelivery.Put(world, order, At);
        return order.Id;
    }
}
