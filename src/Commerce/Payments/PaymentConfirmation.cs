using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Payments;

internal sealed class PaymentConfirmation(
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    IEnumerable<IOrderParticipant> participants,
    TimeProvider clock
) : IPaymentConfirmation
{
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public async Task<Result<PaymentUse>> Confirm(PaymentNotice notice, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);

        // The number is unique over all shops and never moves to another order, so it may be looked up outside the lock.
        var part = await db.Set<PaymentPart>()
            .IgnoreQueryFilters()
            .Where(part => part.OutTradeNo == notice.OutTradeNo)
            .Select(part => new { part.ShopId, part.OrderId })
            .FirstOrDefaultAsync(cancellation);
        if (part is null)
        {
            return Refusal.NotFound;
        }

        var act = new ConfirmPaymentAct(part.OrderId, notice, participants) { ShopId = part.ShopId, At = clock.GetUtcNow() };
        return await commit.Run(act, cancellation);
    }
}
