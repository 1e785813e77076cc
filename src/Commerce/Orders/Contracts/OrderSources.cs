using Banyan.Commerce.Accounting.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>Finds the orders behind postings whose source ids begin with the order's id: <c>ORDER:STEP</c>.</summary>
public static class OrderSources
{
    public static async Task<IReadOnlyDictionary<string, SourceOrder>> ByPrefix(
        IDbContextFactory<BanyanDb> factory,
        Id shopId,
        IReadOnlyCollection<string> sourceIds,
        CancellationToken cancellation
    )
    {
        var sources = sourceIds
            .Select(source => (Source: source, Order: Id.TryParse(source.Split(':')[0], null, out var id) ? id : Id.None))
            .ToList();
        var ids = sources.Select(pair => pair.Order).Distinct().ToList();
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var numbers = await db.Set<Order>()
            .Where(order => ids.Contains(order.Id))
            .Select(order => new { order.Id, order.No })
            .ToDictionaryAsync(order => order.Id, order => order.No, cancellation)
            .ConfigureAwait(false);
        return sources
            .Where(pair => numbers.ContainsKey(pair.Order))
            .ToDictionary(pair => pair.Source, pair => new SourceOrder(pair.Order, numbers[pair.Order]), StringComparer.Ordinal);
    }
}
