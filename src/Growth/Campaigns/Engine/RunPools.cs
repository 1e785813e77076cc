using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>Claims of runs on pools that may not be there yet, or be smaller than a newer version allows.</summary>
internal static class RunPools
{
    public static long LeftFor(World world, Id shopId, Effect.Claim claim) => Left(world.One(Quota.PoolByKey, shopId, claim.Pool), claim);

    public static long Left(Pool? pool, Effect.Claim claim)
    {
        var total = Math.Max(pool?.Total ?? 0, claim.Total ?? 0);
        return total - (pool?.Held ?? 0) - (pool?.Taken ?? 0);
    }

    /// <summary>Reserves; settlement has made sure that there is enough.</summary>
    public static Claim Hold(World world, Id shopId, Effect.Claim claim, string holder, DateTimeOffset at)
    {
        if (claim.Total is { } total && world.One(Quota.PoolByKey, shopId, claim.Pool) is { } pool && pool.Total < total)
        {
            world.Put(pool with { Total = total });
        }

        var request = new ClaimRequest(claim.Pool, holder, claim.Quantity) { Part = RunEngine.ClaimPart, NewPoolTotal = claim.Total };
        return Quota.Hold(world, shopId, request, at).Value;
    }
}
