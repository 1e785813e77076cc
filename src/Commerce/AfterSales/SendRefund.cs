using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.AfterSales;

internal sealed record RefundJob(Id RefundId, Id OrderId);

/// <summary>
/// Asks the channel for an accepted refund and stays with it until the channel says what became of it. The refund's number is fixed, so
/// asking again
/// never pays twice; the notification usually comes first.
/// </summary>
internal sealed class SendRefund(IDbContextFactory<BanyanDb> factory, IPaymentChannel channel, IRefundOutcome outcome) : IJobHandler
{
    public const string JobType = "send-refund";

    private static readonly Refusal UnderWay = Refusal.Conflict("refund_processing", "渠道正在退款", "The channel is still refunding");

    public string Type => JobType;

    public JobPolicy Policy => JobPolicy.Default with { MaxAttempts = 40 };

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var payload = job.PayloadOf<RefundJob>();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var refund = await db.Set<Refund>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.ShopId == job.ShopId && row.Id == payload.RefundId, cancellation);
        if (refund is not { State: RefundState.Accepted })
        {
            return null;
        }

        var notice =
            refund.CashFen == Fen.Zero
                ? new RefundNotice(refund.No, "", ChannelRefundState.Succeeded, null)
                : await channel.Refund(
                    new ChannelRefund(refund.OutTradeNo, refund.No, refund.CashFen, refund.PaymentFen, refund.Reason),
                    cancellation
                );
        if (notice.State == ChannelRefundState.Processing)
        {
            return UnderWay;
        }

        return (await outcome.Finish(notice, cancellation)).Refusal;
    }
}
