using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>The goods of a pickup order lie ready at the counter. The buyer is waited for, but not for ever.</summary>
internal sealed class MakeOrderReadyAct(Id orderId, IReadOnlyList<IOrderParticipant> participants) : OrderAct<Id>(orderId, participants)
{
    private static readonly Refusal NotPickup = Refusal.Conflict("not_pickup", "这不是自提订单", "This order is not for pickup");

    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        var recipients = world.Many(OrderRows.RecipientsOf, ShopId, OrderId);
        if (recipients.FirstOrDefault(one => one.Pickup is not null) is not { } recipient)
        {
            return NotPickup;
        }

        if (ShippingObstacles.Of(order) is { } obstacle)
        {
            return obstacle;
        }

        world.Put(recipient with { State = RecipientState.Shipped });
        world.Put(order with { State = OrderState.Shipped, ShippedAt = At, AutoReceiveAt = At.AddDays(PickupTimes.AutoReceiveDays) });
        return order.Id;
    }
}
