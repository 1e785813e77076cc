using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>
/// What WeChat Pay allows (API v3, "申请退款"): at most 50 refunds of one payment, none later than a year after it was made. Asking anyway
/// would leave a refund that can never succeed.
/// </summary>
internal static class ChannelLimits
{
    private const int MaxRefunds = 50;
    private const int MaxDays = 365;

    private static readonly Refusal TooMany = Refusal.Conflict(
        "refund_too_many",
        $"微信支付规定一笔付款最多退 {MaxRefunds} 次，请线下处理",
        $"WeChat Pay allows {MaxRefunds} refunds of one payment"
    );

    private static readonly Refusal TooLate = Refusal.Conflict(
        "refund_too_late",
        $"付款已超过 {MaxDays} 天，微信支付不再退款，请线下处理",
        $"WeChat Pay gives nothing back later than {MaxDays} days after the payment"
    );

    public static Refusal? Obstacle(IReadOnlyList<PaymentPart> parts, IReadOnlyList<Refund> refunds, Refund refund, DateTimeOffset at)
    {
        if (parts.FirstOrDefault(part => part.OutTradeNo == refund.OutTradeNo) is not { TransactionId: not null } payment)
        {
            return null;
        }

        var sent = refunds.Count(other =>
            other.OutTradeNo == refund.OutTradeNo && other.Id != refund.Id && other.AcceptedAt != null && other.CashFen > Fen.Zero
        );
        return sent >= MaxRefunds ? TooMany
            : payment.PaidAt < at.AddDays(-MaxDays) ? TooLate
            : null;
    }
}
