using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Payments;

/// <summary>Money that came in, by the channel's transaction number.</summary>
internal sealed class PaymentSource(IDbContextFactory<BanyanDb> factory) : IPostingSource
{
    public const string SourceType = "payment";

    public string Type => SourceType;

    public Sentence Label { get; } = new("收款", "Payment");

    public async Task<IReadOnlyDictionary<string, SourceOrder>> OrdersOf(
        Id shopId,
        IReadOnlyCollection<string> sourceIds,
        CancellationToken cancellation
    )
    {
        await using var db = await factory.OpenFor(shopId, cancellation);
        var rows =
            from payment in db.Set<Payment>()
            where sourceIds.Contains(payment.TransactionId)
            join order in db.Set<Order>() on payment.OrderId equals order.Id
            select new
            {
                payment.TransactionId,
                order.Id,
                order.No,
            };
        return await rows.ToDictionaryAsync(row => row.TransactionId, row => new SourceOrder(row.Id, row.No), cancellation);
    }
}
