using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales.Contracts;

/// <summary>A refund as the member and staff see it.</summary>
public record RefundView(
    Id Id,
    string No,
    Id OrderId,
    string OrderNo,
    RefundState State,
    string StateText,
    RefundKind Kind,
    Fen AmountFen,
    string Reason,
    string Note,
    string? RejectReason,
    IReadOnlyList<RefundLine> Lines,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt
)
{
    public static RefundView Of(Refund refund) =>
        new(
            refund.Id,
            refund.No,
            refund.OrderId,
            refund.OrderNo,
            refund.State,
            Text(refund.State),
            refund.Kind,
            refund.AmountFen,
            refund.Reason,
            refund.Note,
            refund.RejectReason,
            refund.Lines,
            refund.CreatedAt,
            refund.FinishedAt
        );

    private static string Text(RefundState state) =>
        state switch
        {
            RefundState.Requested => "等待商家处理",
            RefundState.Accepted => "退款中",
            RefundState.Succeeded => "已退款",
            RefundState.Rejected => "商家已拒绝",
            RefundState.Withdrawn => "已撤销",
            RefundState.Closed => "退款未成功",
            RefundState.Abnormal => "退款异常，商家处理中",
        };
}
