using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Payments;

/// <summary>Makes sure that the channel takes no money any more under the numbers an order has prepared.</summary>
internal sealed class OpenPrepayments(IDbContextFactory<BanyanDb> factory, IPaymentChannel channel, IPaymentConfirmation confirmation)
{
    public static readonly Refusal AlreadyPaid = Refusal.Conflict("already_paid", "订单已经付款", "This order has been paid");
    public static readonly Refusal BeingPaid = Refusal.Conflict("payment_prepared", "正在付款，请稍后再试", "A payment is being prepared");

    /// <returns>
    /// The numbers under which nothing can be paid from now on; or <c>already_paid</c>, after the payment that was made has been taken in.
    /// </returns>
    public async Task<Result<IReadOnlyCollection<string>>> Shut(Id shopId, Id orderId, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var numbers = await db.Set<PaymentPart>()
            .IgnoreQueryFilters()
            .Where(part =>
                part.ShopId == shopId && part.OrderId == orderId && part.State == PaymentPartState.Waiting && part.PrepayId != null
            )
            .Select(part => part.OutTradeNo)
            .ToListAsync(cancellation);
        foreach (var number in numbers)
        {
            if (!await channel.Close(number, cancellation) && await channel.Query(number, cancellation) is { } payment)
            {
                var confirmed = await confirmation.Confirm(payment, cancellation);
                return confirmed.IsOk ? AlreadyPaid : confirmed.Refusal;
            }
        }

        return numbers;
    }
}
