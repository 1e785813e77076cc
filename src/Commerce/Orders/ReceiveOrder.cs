using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>The goods arrived: the member says so, or the time for it is over. The after-sale window begins.</summary>
/// <param name="byMember">The member who says so; null when the deadline does.</param>
internal sealed class ReceiveOrderAct(Id orderId, Id? byMember, int afterSaleDays, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<Id>(orderId, participants)
{
    private static readonly Refusal NotShipped = Refusal.Conflict("not_shipped", "订单还没有发货", "This order is not on its way");

    private static readonly Refusal AtCounter = Refusal.Conflict(
        "pickup_order",
        "自提订单请到店出示取货码",
        "This order is fetched at a store: show its code there"
    );

    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) =>
        [new OrderReceived(order, lines, At)];

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order || (byMember is { } member && order.MemberId != member))
        {
            return Refusal.NotFound;
        }

        if (order.State is OrderState.Received or OrderState.Completed)
        {
            return order.Id;
        }

        if (order.State != OrderState.Shipped || (byMember is null && !(order.AutoReceiveAt <= At)))
        {
            return NotShipped;
        }

        if (byMember is null && order.OpenAfterSales > 0)
        {
            return order.Id;
        }

        if (byMember is not null && order.Delivery == Delivery.Pickup)
        {
            return AtCounter;
        }

        var received = OrderReceipt.Put(world, order, At, afterSaleDays);
        return Tell(world, new OrderReceived(received, LinesIn(world), At)) is { } refusal ? refusal : order.Id;
    }
}
