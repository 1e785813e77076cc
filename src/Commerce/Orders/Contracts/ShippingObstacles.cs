using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>What keeps an order's goods on the shelf.</summary>
public static class ShippingObstacles
{
    public static readonly Refusal NotToShip = Refusal.Conflict("not_to_ship", "订单现在不能发货", "This order cannot be shipped now");

    /// <summary>Why they may not leave it now; null: they may.</summary>
    public static Refusal? Of(Order order) =>
        order.Hold is { } hold
            ? Refusal.Conflict("order_on_hold", $"{hold}，暂不能发货", "This order waits for something and cannot be shipped yet")
        : order.State != OrderState.ToShip ? NotToShip
        : order.RefundingFen > Fen.Zero
            ? Refusal.Conflict("refund_under_way", "有退款正在处理，退款完成后再发货", "A refund is under way; ship after it is finished")
        : null;
}
