using Banyan.Commerce.Orders.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.OrderDesk;

/// <summary>What orders are called on screen.</summary>
internal static class OrderTexts
{
    public static string Of(Order order) =>
        order.State switch
        {
            OrderState.Unpaid => "待付款",
            OrderState.ToShip => order.Hold ?? "待发货",
            OrderState.Shipped => "待收货",
            OrderState.Received => "已收货",
            OrderState.Completed => "已完成",
            OrderState.Closed => order.RefundedFen > Fen.Zero ? "已退款" : "已关闭",
        };
}
