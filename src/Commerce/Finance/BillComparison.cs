using System.Text.Json;
using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Finance;

/// <summary>What bill and rows say differently: equal findings are the same difference, whenever they were made.</summary>
internal sealed record Finding(
    DifferenceKind Kind,
    BillLineKind Subject,
    string OutTradeNo,
    string? OutRefundNo,
    string? ChannelNo,
    Id? OrderId,
    Fen? OurFen,
    Fen? TheirFen,
    string? OurState,
    string? TheirState
)
{
    public static Finding Of(BillDifference row) =>
        new(
            row.Kind,
            row.Subject,
            row.OutTradeNo,
            row.OutRefundNo,
            row.ChannelNo,
            row.OrderId,
            row.OurFen,
            row.TheirFen,
            row.OurState,
            row.TheirState
        );
}

/// <summary>Our rows that a bill is held against: those of the day, and those that its lines name.</summary>
/// <param name="Day">The day of the bill.</param>
internal sealed record OurSide(DateOnly Day, IReadOnlyList<Payment> Payments, IReadOnlyList<Refund> Refunds);

/// <summary>
/// Holds a bill against our rows. A payment belongs to the day on which the channel took it. A refund belongs to the day on which the
/// channel accepted it, so one that was agreed to just before midnight is in the bill of the next day: the check of that day clears it.
/// </summary>
internal static class BillComparison
{
    private static readonly RefundState[] s_sent = [RefundState.Accepted, RefundState.Succeeded, RefundState.Closed, RefundState.Abnormal];

    public static IReadOnlyList<Finding> Differences(IReadOnlyList<TradeBillLine> lines, OurSide ours)
    {
        var payments = ours.Payments.ToDictionary(payment => payment.TransactionId, StringComparer.Ordinal);
        var refunds = ours.Refunds.ToDictionary(refund => refund.No, StringComparer.Ordinal);
        var found = lines.Select(line =>
            line.Kind == BillLineKind.Payment
                ? OfPayment(line, payments.GetValueOrDefault(line.TransactionId))
                : OfRefund(line, refunds.GetValueOrDefault(line.No))
        );
        return [.. found.OfType<Finding>(), .. Missing(lines, ours)];
    }

    /// <summary>Whether the channel should have this refund, and since the day in question.</summary>
    public static bool IsSent(Refund refund, DateOnly day) =>
        refund.CashFen > Fen.Zero && s_sent.Contains(refund.State) && refund.AcceptedAt?.ShopDay() == day;

    private static IEnumerable<Finding> Missing(IReadOnlyList<TradeBillLine> lines, OurSide ours)
    {
        var transactions = lines.Where(line => line.Kind == BillLineKind.Payment).Select(line => line.TransactionId).ToHashSet();
        var numbers = lines.Where(line => line.Kind == BillLineKind.Refund).Select(line => line.No).ToHashSet();
        return
        [
            .. ours
                .Payments.Where(payment => payment.PaidAt.ShopDay() == ours.Day && !transactions.Contains(payment.TransactionId))
                .Select(payment => PaymentFinding(DifferenceKind.MissingThere, null, payment)),
            .. ours
                .Refunds.Where(refund => IsSent(refund, ours.Day) && !numbers.Contains(refund.No))
                .Select(refund => RefundFinding(DifferenceKind.MissingThere, null, refund)),
        ];
    }

    private static Finding? OfPayment(TradeBillLine line, Payment? payment) =>
        payment is null ? PaymentFinding(DifferenceKind.MissingHere, line, null)
        : payment.AmountFen != line.AmountFen ? PaymentFinding(DifferenceKind.AmountDiffers, line, payment)
        : line.State != BillLineState.Succeeded ? PaymentFinding(DifferenceKind.StateDiffers, line, payment)
        : null;

    private static Finding? OfRefund(TradeBillLine line, Refund? refund) =>
        refund is null ? RefundFinding(DifferenceKind.MissingHere, line, null)
        : refund.CashFen != line.AmountFen ? RefundFinding(DifferenceKind.AmountDiffers, line, refund)
        : !Agree(line.State, refund.State) ? RefundFinding(DifferenceKind.StateDiffers, line, refund)
        : null;

    /// <summary>The bill says how it was when it was made: what was under way then may have ended since in any way.</summary>
    private static bool Agree(BillLineState theirs, RefundState ours) =>
        theirs switch
        {
            BillLineState.Succeeded => ours == RefundState.Succeeded,
            BillLineState.Processing => s_sent.Contains(ours),
            BillLineState.Failed => ours is RefundState.Closed or RefundState.Abnormal,
            BillLineState.Revoked => false,
        };

    private static Finding PaymentFinding(DifferenceKind kind, TradeBillLine? line, Payment? payment) =>
        new(
            kind,
            BillLineKind.Payment,
            payment?.OutTradeNo ?? line!.OutTradeNo,
            null,
            payment?.TransactionId ?? line!.TransactionId,
            payment?.OrderId,
            payment?.AmountFen,
            line?.AmountFen,
            Word(payment?.Use),
            Word(line?.State)
        );

    private static Finding RefundFinding(DifferenceKind kind, TradeBillLine? line, Refund? refund) =>
        new(
            kind,
            BillLineKind.Refund,
            refund?.OutTradeNo ?? line!.OutTradeNo,
            refund?.No ?? line!.No,
            refund?.ChannelRefundId ?? line?.ChannelRefundId,
            refund?.OrderId,
            refund?.CashFen,
            line?.AmountFen,
            Word(refund?.State),
            Word(line?.State)
        );

    /// <summary>As it stands in the API.</summary>
    private static string? Word(Enum? state) => state is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
