using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Payments;

internal sealed record CheckPaymentJob(Id OrderId, string OutTradeNo);

/// <summary>
/// Looks at the channel whether an order was paid, in case its notification got lost. Tries again
/// until this number is paid, closed or replaced.
/// </summary>
internal sealed class CheckPayment(IDbContextFactory<BanyanDb> factory, IPaymentChannel channel, IPaymentConfirmation confirmation)
    : IJobHandler
{
    public const string JobType = "check-payment";

    private static readonly Refusal NotYet = Refusal.Conflict("not_paid_yet", "还没有付款", "Not paid yet");

    public string Type => JobType;

    // The order's own deadline closes it long before; closing asks the channel once more.
    public JobPolicy Policy => JobPolicy.Default with { MaxAttempts = int.MaxValue };

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var payload = job.PayloadOf<CheckPaymentJob>();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var waits = await db.Set<PaymentPart>()
            .IgnoreQueryFilters()
            .AnyAsync(
                part => part.ShopId == job.ShopId && part.OutTradeNo == payload.OutTradeNo && part.State == PaymentPartState.Waiting,
                cancellation
            );
        if (!waits)
        {
            return null;
        }

        var payment = await channel.Query(payload.OutTradeNo, cancellation);
        if (payment is null)
        {
            return NotYet;
        }

        return (await confirmation.Confirm(payment, cancellation)).Refusal;
    }
}
