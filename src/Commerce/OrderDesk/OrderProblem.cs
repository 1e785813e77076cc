using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.OrderDesk.Contracts;
using Banyan.Commerce.Orders.Contracts;

namespace Banyan.Commerce.OrderDesk;

/// <summary>Why an order is among the abnormal ones, and what staff do about it.</summary>
/// <param name="Code">paid_late, address_incomplete, held_too_long or refund_abnormal.</param>
/// <param name="Text">The reason, in Chinese.</param>
/// <param name="Advice">What to do, in Chinese.</param>
public sealed record OrderProblem(string Code, string Text, string Advice)
{
    private static readonly OrderProblem RefundAbnormal = new(
        "refund_abnormal",
        "退款异常",
        "微信没能把钱退到买家账户。请在微信支付商户平台处理这笔退款，处理成功后这里会自动更新。"
    );

    private static readonly OrderProblem PaidLate = new(
        "paid_late",
        "关单后才付款",
        "订单关闭后才收到付款，款项正在原路退回。一天后还没到账，请到微信支付商户平台查看。"
    );

    private static readonly OrderProblem AddressIncomplete = new(
        "address_incomplete",
        "收货地址不完整",
        "快递送不到这个地址。请联系买家问清详细地址和电话，再安排发货。"
    );

    private static readonly OrderProblem HeldTooLong = new(
        "held_too_long",
        "等待太久",
        $"付款超过 {AbnormalOrders.HeldTooLongHours / 24} 天还在等待。请查看它所在的活动；不能成功时给买家退款。"
    );

    /// <summary>The most pressing one; null: nothing is wrong. Says the same as <see cref="AbnormalOrders.Abnormal"/>.</summary>
    public static OrderProblem? Of(Order order, IEnumerable<Refund> refunds, DateTimeOffset now)
    {
        var all = refunds.ToList();
        return all.Exists(refund => refund.State == RefundState.Abnormal) ? RefundAbnormal
            : all.Exists(refund => refund is { Kind: RefundKind.ReturnedPayment, State: RefundState.Accepted }) ? PaidLate
            : order.State != OrderState.ToShip ? null
            : order.IsAddressIncomplete ? AddressIncomplete
            : order.Hold is not null && order.PaidAt < now.AddHours(-AbnormalOrders.HeldTooLongHours) ? HeldTooLong
            : null;
    }
}
