using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>Staff write a remark or put a flag. What was there before stays readable in the order's edits.</summary>
internal sealed class MarkOrderAct(Id orderId, OrderMark mark, StaffCaller caller, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<Id>(orderId, participants)
{
    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        var flag = mark.KeepsFlag ? order.Flag : mark.Flag;
        var remark = mark.Remark ?? order.MerchantRemark;
        if (flag == order.Flag && remark == order.MerchantRemark)
        {
            return order.Id;
        }

        if (mark.Version is { } seen && seen != order.Version)
        {
            return OrderEdits.ChangedMeanwhile;
        }

        world.Put(order with { Flag = flag, MerchantRemark = remark });
        if (flag != order.Flag)
        {
            OrderEdits.Note(world, order, caller, (OrderEditKind.Flagged, $"{TextOf(order.Flag)} → {TextOf(flag)}", At));
        }

        if (remark != order.MerchantRemark)
        {
            var before = order.MerchantRemark.Length > 0 ? $"（原来：{order.MerchantRemark}）" : "";
            OrderEdits.Note(world, order, caller, (OrderEditKind.Remarked, $"{(remark.Length > 0 ? remark : "清空备注")}{before}", At));
        }

        return order.Id;
    }

    private static string TextOf(OrderFlag? flag) =>
        flag is not { } colour
            ? "无旗"
            : colour switch
            {
                OrderFlag.Red => "红旗",
                OrderFlag.Yellow => "黄旗",
                OrderFlag.Green => "绿旗",
                OrderFlag.Blue => "蓝旗",
                OrderFlag.Purple => "紫旗",
            };
}
