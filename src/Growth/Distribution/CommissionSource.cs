using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Distribution;

/// <summary>Steps of a commission: <c>ID:STEP</c>.</summary>
internal sealed class CommissionSource(IDbContextFactory<BanyanDb> factory) : IPostingSource
{
    public const string SourceType = "commission";

    public string Type => SourceType;

    public Sentence Label { get; } = new("佣金", "Commission");

    public static string IdOf(Commission row, int step) => $"{row.Id}:{step}";

    public async Task<IReadOnlyDictionary<string, SourceOrder>> OrdersOf(
        Id shopId,
        IReadOnlyCollection<string> sourceIds,
        CancellationToken cancellation
    )
    {
        var commissions = sourceIds.ToDictionary(source => source, CommissionOf, StringComparer.Ordinal);
        Id[] ids = [.. commissions.Values.Distinct()];
        await using var db = await factory.OpenFor(shopId, cancellation);
        var rows =
            from commission in db.Set<Commission>()
            where ids.Contains(commission.Id)
            join order in db.Set<Order>() on commission.OrderId equals order.Id
            select new
            {
                commission.Id,
                OrderId = order.Id,
                order.No,
            };
        var orders = await rows.ToDictionaryAsync(row => row.Id, row => new SourceOrder(row.OrderId, row.No), cancellation);
        return commissions
            .Where(source => orders.ContainsKey(source.Value))
            .ToDictionary(source => source.Key, source => orders[source.Value], StringComparer.Ordinal);
    }

    private static Id CommissionOf(string sourceId) => Id.TryParse(sourceId.Split(':')[0], null, out var id) ? id : Id.None;
}
