using Banyan.Commerce.Shops.Contracts;
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
    /// <summary>What the buyer asked for; staff may have agreed to less.</summary>
    public Fen AskedFen { get; init; }

    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>Where the goods have to be sent.</summary>
    public ReturnAddress? ReturnTo { get; init; }

    public Consignment? SentBack { get; init; }

    public Consignment? Replacement { get; init; }

    /// <summary>Until then somebody has to act; see the state for who.</summary>
    public DateTimeOffset? DueAt { get; init; }

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
        )
        {
            AskedFen = refund.AskedFen,
            Pictures = refund.Pictures,
            ReturnTo = refund.ReturnTo,
            SentBack = refund.SentBack,
            Replacement = refund.Replacement,
            DueAt = refund.DueAt,
        };

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
            RefundState.Returning => "等待买家寄回商品",
            RefundState.Returned => "买家已寄回，等待商家收货",
            RefundState.Exchanging => "等待商家寄出换货",
            RefundState.Exchanged => "换货已寄出",
        };
}

/// <summary>A refund with everything that was said and done.</summary>
public sealed record RefundFile : RefundView
{
    internal RefundFile(RefundView view, IReadOnlyList<RefundEntryView> entries)
        : base(view) => Entries = entries;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<RefundEntryView> Entries { get; init; }
}

/// <param name="Who">As the reader sees them, in Chinese: 买家, 商家, 系统, or for staff the name of whoever did it.</param>
/// <param name="Title">What was done, in Chinese.</param>
public sealed record RefundEntryView(
    RefundSide Side,
    string Who,
    RefundStep Step,
    string Title,
    string Text,
    IReadOnlyList<string> Pictures,
    DateTimeOffset At
)
{
    internal static RefundEntryView Of(RefundEntry entry, bool forStaff) =>
        new(
            entry.Side,
            forStaff && entry.StaffName is { } name ? name : WhoOf(entry.Side),
            entry.Step,
            TitleOf(entry.Step),
            entry.Text,
            entry.Pictures,
            entry.At
        );

    private static string WhoOf(RefundSide side) =>
        side switch
        {
            RefundSide.Buyer => "买家",
            RefundSide.Staff => "商家",
            RefundSide.System => "系统",
        };

    private static string TitleOf(RefundStep step) =>
        step switch
        {
            RefundStep.Asked => "申请售后",
            RefundStep.Said => "留言",
            RefundStep.Agreed => "同意退款",
            RefundStep.AgreedToLess => "同意部分退款",
            RefundStep.ReturnAsked => "同意，请寄回商品",
            RefundStep.SentBack => "已寄回商品",
            RefundStep.Arrived => "已收到寄回的商品",
            RefundStep.ReplacementSent => "已寄出换货",
            RefundStep.Rejected => "拒绝",
            RefundStep.Withdrawn => "撤销",
            RefundStep.TimedOut => "超时",
            RefundStep.Succeeded => "退款到账",
            RefundStep.Closed => "退款未成功",
            RefundStep.Abnormal => "退款异常",
            RefundStep.SettledElsewhere => "已线下退款",
        };
}
