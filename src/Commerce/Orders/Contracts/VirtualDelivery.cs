using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>How an order of which nothing is sent comes to be delivered, whoever says so: staff, or what it opens by itself.</summary>
public static class VirtualDelivery
{
    /// <summary>A buyer who says nothing has received it after so long.</summary>
    public const int AutoReceiveDays = 2;

    /// <summary>Puts the order, its lines and its recipient as delivered.</summary>
    public static void Put(World world, Order order, DateTimeOffset at)
    {
        foreach (var line in world.Many(OrderRows.LinesOf, order.ShopId, order.Id))
        {
            world.Put(line with { ShippedQuantity = line.Quantity - line.RefundedQuantity });
        }

        foreach (var recipient in world.Many(OrderRows.RecipientsOf, order.ShopId, order.Id))
        {
            world.Put(recipient with { State = RecipientState.Shipped });
        }

        world.Put(order with { State = OrderState.Shipped, ShippedAt = at, DeliverAt = null, AutoReceiveAt = at.AddDays(AutoReceiveDays) });
    }

    /// <summary>Why the order cannot be delivered now; null: it can.</summary>
    public static Refusal? ObstacleTo(Order order) => order.Delivery != Delivery.Virtual ? NotVirtual : ShippingObstacles.Of(order);

    private static readonly Refusal NotVirtual = Refusal.Conflict(
        "not_virtual",
        "这笔订单有实物要发货",
        "Something of this order has to be sent"
    );
}
