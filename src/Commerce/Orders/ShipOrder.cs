using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>Sends a recipient's goods on their way. Nothing that waits for a team or is being refunded leaves the house.</summary>
internal sealed class ShipOrderAct(Id orderId, Shipment body, int autoReceiveDays, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<Id>(orderId, participants)
{
    private static readonly Refusal NotToShip = Refusal.Conflict("not_to_ship", "订单现在不能发货", "This order cannot be shipped now");

    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        var recipients = world.Many(OrderRows.RecipientsOf, ShopId, OrderId);
        if (recipients.FirstOrDefault(one => one.No == body.RecipientNo) is not { } recipient)
        {
            return Refusal.NotFound;
        }

        if (order.Hold is { } hold)
        {
            return Refusal.Conflict("order_on_hold", $"{hold}，暂不能发货", "This order waits for something and cannot be shipped yet");
        }

        if (order.State != OrderState.ToShip || recipient.State != RecipientState.ToShip)
        {
            return NotToShip;
        }

        if (order.RefundingFen > Fen.Zero)
        {
            return Refusal.Conflict(
                "refund_under_way",
                "有退款正在处理，退款完成后再发货",
                "A refund is under way; ship after it is finished"
            );
        }

        world.Put(
            recipient with
            {
                State = RecipientState.Shipped,
                Company = body.Company.Trim(),
                TrackingNo = body.TrackingNo.Trim(),
                ShippedAt = At,
            }
        );
        if (recipients.All(one => one.No == body.RecipientNo || one.State != RecipientState.ToShip))
        {
            world.Put(order with { State = OrderState.Shipped, ShippedAt = At, AutoReceiveAt = At.AddDays(autoReceiveDays) });
        }

        return order.Id;
    }
}
