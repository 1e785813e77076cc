using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.OrderDesk;

/// <summary>What orders are called on screen.</summary>
internal static class OrderTexts
{
    public static string Of(Order order) =>
        order.State switch
        {
            OrderState.Unpaid => "待付款",
            OrderState.ToShip => order.Hold
                ?? (
                    order.ParcelCount > 0 ? "部分发货"
                    : order.Delivery == Delivery.Pickup ? "备货中"
                    : order.Delivery == Delivery.Virtual ? "待交付"
                    : "待发货"
                ),
            OrderState.Shipped => order.Delivery switch
            {
                Delivery.Pickup => "待自提",
                Delivery.Virtual => "已交付",
                Delivery.Express => "待收货",
            },
            OrderState.Received => "已收货",
            OrderState.Completed => "已完成",
            OrderState.Closed => order.RefundedFen > Fen.Zero ? "已退款" : "已关闭",
        };
}
