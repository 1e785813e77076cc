using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>Keeps what staff changed, in the transaction that changes it.</summary>
public static class OrderEdits
{
    /// <summary>Somebody else was first; nothing of theirs is lost.</summary>
    public static readonly Refusal ChangedMeanwhile = Refusal.Conflict(
        "order_changed",
        "订单刚刚有变动，请看过最新内容后再修改",
        "The order has changed meanwhile; look at it as it is now and try again"
    );

    public static void Note(World world, Order order, StaffCaller caller, (OrderEditKind Kind, string Detail, DateTimeOffset At) edit) =>
        world.Put(
            new OrderEdit
            {
                ShopId = order.ShopId,
                Id = world.NextId(),
                OrderId = order.Id,
                Kind = edit.Kind,
                StaffId = caller.StaffId,
                StaffName = caller.Name,
                Detail = edit.Detail,
                At = edit.At,
            }
        );
}
