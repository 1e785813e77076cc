using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.AfterSales;

/// <summary>Money that went back, by our refund number.</summary>
internal sealed class RefundSource(IDbContextFactory<BanyanDb> factory) : IPostingSource
{
    public const string SourceType = RefundPostings.Cash;

    public string Type => SourceType;

    public Sentence Label { get; } = new("退款", "Refund");

    public async Task<IReadOnlyDictionary<string, SourceOrder>> OrdersOf(
        Id shopId,
        IReadOnlyCollection<string> sourceIds,
        CancellationToken cancellation
    )
    {
        await using var db = await factory.OpenFor(shopId, cancellation);
        return await db.Set<Refund>()
            .Where(refund => sourceIds.Contains(refund.No))
            .Select(refund => new
            {
                refund.No,
                refund.OrderId,
                refund.OrderNo,
            })
            .ToDictionaryAsync(row => row.No, row => new SourceOrder(row.OrderId, row.OrderNo), cancellation);
    }
}
