using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>
/// Some goods are limited per member over all their orders. What a member has of such goods is claimed in a pool of their own, so that
/// it comes back with the order's other claims.
/// </summary>
internal static class MemberLimits
{
    /// <summary>What the order must claim beside what its price depends on.</summary>
    public static IEnumerable<LineClaim> Claims(Id memberId, Quote quote, IReadOnlyDictionary<Id, SkuFacts> skus)
    {
        for (var i = 0; i < quote.Lines.Count; i++)
        {
            var line = quote.Lines[i];
            if (skus[line.SkuId] is { LimitPerMember: { } limit } sku)
            {
                yield return new LineClaim(
                    i,
                    SkuFacts.MemberPool(line.ProductId, memberId),
                    line.Quantity,
                    limit,
                    OverLimit(sku.Name, limit)
                );
            }
        }
    }

    /// <summary>Staff may have changed the limit since the member's pool was made. What they have stays theirs.</summary>
    public static void Fit(World world, Id shopId, LineClaim claim)
    {
        if (
            claim.NewPoolTotal is { } limit
            && claim.PoolKey.StartsWith("product:", StringComparison.Ordinal)
            && world.One(Quota.PoolByKey, shopId, claim.PoolKey) is { } pool
            && pool.Total != Math.Max(limit, pool.Held + pool.Taken)
        )
        {
            world.Put(pool with { Total = Math.Max(limit, pool.Held + pool.Taken) });
        }
    }

    private static Refusal OverLimit(string name, int limit) =>
        Refusal.Conflict("over_member_limit", $"「{name}」每人限购 {limit} 件，您已达到上限", $"{name}: at most {limit} per member");
}
