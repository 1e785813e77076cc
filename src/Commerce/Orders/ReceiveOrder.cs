using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>The goods arrived: the member says so, or the time for it is over. The after-sale window begins.</summary>
/// <param name="byMember">The member who says so; null when the deadline does.</param>
internal sealed class ReceiveOrderAct(Id orderId, Id? byMember, int afterSaleDays, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<Id>(orderId, participants)
{
    private static readonly Refusal NotShipped = Refusal.Conflict("not_shipped", "订单还没有发货", "This order is not on its way");

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

        foreach (var recipient in world.Many(OrderRows.RecipientsOf, ShopId, OrderId))
        {
            world.Put(recipient with { State = RecipientState.Received, ReceivedAt = At });
        }

        var received = order with
        {
            State = OrderState.Received,
            ReceivedAt = At,
            AutoReceiveAt = null,
            AfterSaleEndsAt = At.AddDays(afterSaleDays),
        };
        world.Put(received);
        return Tell(world, new OrderReceived(received, LinesIn(world), At)) is { } refusal ? refusal : order.Id;
    }
}
