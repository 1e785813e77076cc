using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.OrderDesk;

/// <summary>The story of an order, told from what is stored: there is no second log that could disagree.</summary>
internal static class OrderTimeline
{
    private const string Buyer = "买家";
    private const string Staff = "商家";
    private const string System = "系统";

    /// <param name="forStaff">With what staff noted for each other, and by whom.</param>
    public static IReadOnlyList<TimelineEntry> Of(OrderFile file, bool forStaff)
    {
        var order = file.Order;
        var entries = new List<TimelineEntry?>
        {
            new(order.CreatedAt, "提交订单", order.PayableFen > Fen.Zero ? $"应付 {FirstPayable(file).ToYuan()}" : null, Buyer),
            At(order.PaidAt, "付款成功", order.PaidFen > Fen.Zero ? $"实付 {order.PaidFen.ToYuan()}" : null, Buyer),
            At(order.ReceivedAt, "确认收货", null, Buyer),
            At(order.CompletedAt, "交易完成", "售后期已结束", System),
            At(order.ClosedAt, "订单关闭", order.CloseReason, System),
        };
        entries.AddRange(file.Parcels.Select(parcel => Of(parcel, order)));
        entries.AddRange(file.Edits.Where(edit => forStaff || IsForBuyer(edit)).Select(edit => Of(edit, forStaff)));
        entries.AddRange(file.Recipients.Select(one => Ready(one, order)));
        entries.AddRange(file.Recipients.Select(one => At(one.RedeemedAt, "到店核销", one.Pickup?.Store, Staff)));
        if (order.Delivery == Delivery.Virtual)
        {
            entries.Add(At(order.ShippedAt, "已交付", null, Staff));
        }

        entries.AddRange(file.Refunds.SelectMany(Of));
        return [.. entries.OfType<TimelineEntry>().OrderBy(entry => entry.At)];
    }

    /// <summary>What was asked for when it was placed: the first part asked for it, whatever the price became later.</summary>
    private static Fen FirstPayable(OrderFile file) => file.Parts.Count > 0 ? file.Parts[0].AmountFen : file.Order.PayableFen;

    private static TimelineEntry Of(Parcel parcel, Order order)
    {
        var isWhole = order.ParcelCount == 1 && order.State != OrderState.ToShip;
        return new TimelineEntry(
            parcel.ShippedAt,
            isWhole ? "已发货" : $"包裹 {parcel.No} 已发货",
            $"{parcel.Company} {parcel.TrackingNo}，{parcel.Pieces.Sum(piece => piece.Quantity)} 件",
            Staff
        );
    }

    private static bool IsForBuyer(OrderEdit edit) => edit.Kind is OrderEditKind.PriceChanged or OrderEditKind.InvoiceIssued;

    private static TimelineEntry Of(OrderEdit edit, bool forStaff)
    {
        var text = edit.Kind switch
        {
            OrderEditKind.PriceChanged => "商家改价",
            OrderEditKind.Flagged => "修改旗标",
            OrderEditKind.Remarked => "修改商家备注",
            OrderEditKind.InvoiceIssued => "已开发票",
        };
        return new TimelineEntry(edit.At, text, edit.Detail, forStaff ? edit.StaffName : Staff);
    }

    private static TimelineEntry? Ready(Recipient one, Order order) =>
        one.Pickup is { } pickup ? At(order.ShippedAt, "备货完成，可以自提", pickup.Store, Staff) : null;

    private static IEnumerable<TimelineEntry?> Of(Refund refund)
    {
        var amount = refund.AmountFen.ToYuan();
        var isReturned = refund.Kind == RefundKind.ReturnedPayment;
        yield return new TimelineEntry(
            refund.CreatedAt,
            isReturned ? "付款将原路退回"
                : refund.Kind == RefundKind.Exchange ? "申请换货"
                : "申请退款",
            refund.Kind == RefundKind.Exchange ? refund.Reason : $"{amount}，{refund.Reason}",
            isReturned ? System : Buyer
        );
        if (!isReturned)
        {
            yield return At(refund.AcceptedAt, "同意退款", amount, Staff);
        }

        yield return At(refund.SentBack?.SentAt, "买家寄回商品", Sent(refund.SentBack), Buyer);
        yield return refund.State switch
        {
            RefundState.Succeeded => At(refund.FinishedAt, "退款到账", $"{amount} 已原路退回", System),
            RefundState.Rejected => At(refund.FinishedAt, "拒绝售后", refund.RejectReason, Staff),
            RefundState.Withdrawn => At(refund.FinishedAt, "售后已撤销", null, Buyer),
            RefundState.Closed => At(refund.FinishedAt, "退款未成功", "支付渠道关闭了这笔退款", System),
            RefundState.Exchanged => At(refund.FinishedAt, "换货已寄出", Sent(refund.Replacement), Staff),
            RefundState.Returning or RefundState.Returned or RefundState.Exchanging => null,
            RefundState.Requested or RefundState.Accepted or RefundState.Abnormal => null,
        };
    }

    private static string? Sent(Consignment? parcel) => parcel is null ? null : $"{parcel.Company} {parcel.TrackingNo}";

    private static TimelineEntry? At(DateTimeOffset? at, string text, string? detail, string actor) =>
        at is { } time ? new TimelineEntry(time, text, detail, actor) : null;
}
