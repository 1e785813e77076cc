using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Quota;

/// <summary>What is asked of a pool.</summary>
/// <param name="PoolKey">The pool; a missing pool refuses, unless <see cref="NewPoolTotal"/> says how large to make it.</param>
/// <param name="Holder">Who holds the claim, such as <c>order:42</c>.</param>
/// <param name="Quantity">At least 1.</param>
public sealed record ClaimRequest(string PoolKey, string Holder, long Quantity)
{
    public string Part { get; init; } = "";

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Makes the pool with this total on first use: for per-member limits, which have no row until somebody comes.</summary>
    public long? NewPoolTotal { get; init; }

    /// <summary>What to answer when too little is left; by default <see cref="Quota.SoldOut"/>.</summary>
    public Refusal? OtherRefusal { get; init; }
}

/// <summary>
/// The one primitive for everything limited. Claim, never count-then-act: the row lock and the check constraint make overselling
/// impossible.
/// Needs: the pool in <see cref="Stage.Pool"/>; existing claims in <see cref="Stage.Claim"/>.
/// </summary>
public static class Quota
{
    public static readonly RowSet<Pool, string> PoolByKey = new(Stage.Pool, pool => pool.Key);
    public static readonly RowSet<Claim, string> ClaimsOfHolder = new(Stage.Claim, claim => claim.Holder);

    public static readonly Refusal SoldOut = Refusal.Conflict("sold_out", "来晚一步，已经没有了", "Sold out");

    /// <summary>Reserves. The claim is held until <see cref="Take"/> or <see cref="Release"/>.</summary>
    public static Result<Claim> Hold(World world, Id shopId, ClaimRequest request, DateTimeOffset at)
    {
        if (request.Quantity <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Quantity, "A claim is for at least one.");
        }

        var pool = world.One(PoolByKey, shopId, request.PoolKey);
        if (pool is null && request.NewPoolTotal is { } total)
        {
            pool = new Pool
            {
                ShopId = shopId,
                Key = request.PoolKey,
                Total = total,
            };
        }

        if (pool is null || pool.Left < request.Quantity)
        {
            return request.OtherRefusal ?? SoldOut;
        }

        var claim = new Claim
        {
            ShopId = shopId,
            Id = world.NextId(),
            PoolKey = request.PoolKey,
            Holder = request.Holder,
            Part = request.Part,
            Quantity = request.Quantity,
            ExpiresAt = request.ExpiresAt,
            CreatedAt = at,
        };
        world.Put(pool with { Held = checked(pool.Held + request.Quantity) });
        world.Put(claim);
        return claim;
    }

    /// <summary>Held → taken, for good unless it is given back. Taken before: nothing happens.</summary>
    public static void Take(World world, Claim claim)
    {
        if (claim.State == ClaimState.Taken)
        {
            return;
        }

        Expect(claim, ClaimState.Held);
        var pool = PoolOf(world, claim);
        world.Put(pool with { Held = pool.Held - claim.Quantity, Taken = pool.Taken + claim.Quantity });
        world.Put(claim with { State = ClaimState.Taken, ExpiresAt = null });
    }

    /// <summary>Gives everything back that is still held or taken. Released before: nothing happens.</summary>
    public static void Release(World world, Claim claim)
    {
        if (claim.State == ClaimState.Released)
        {
            return;
        }

        var pool = PoolOf(world, claim);
        world.Put(
            claim.State == ClaimState.Held
                ? pool with
                {
                    Held = pool.Held - claim.Quantity,
                }
                : pool with
                {
                    Taken = pool.Taken - (claim.Quantity - claim.Returned),
                }
        );
        world.Put(claim with { State = ClaimState.Released, ExpiresAt = null });
    }

    /// <summary>Gives back a part of a taken claim, such as returned pieces; the whole releases it.</summary>
    public static void Return(World world, Claim claim, long quantity)
    {
        Expect(claim, ClaimState.Taken);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, claim.Quantity - claim.Returned);
        var pool = PoolOf(world, claim);
        var returned = claim.Returned + quantity;
        world.Put(pool with { Taken = pool.Taken - quantity });
        world.Put(claim with { Returned = returned, State = returned == claim.Quantity ? ClaimState.Released : ClaimState.Taken });
    }

    /// <summary>Changes the total, never below what is held and taken.</summary>
    public static Result<Pool> Resize(World world, Id shopId, string poolKey, long total)
    {
        var pool =
            world.One(PoolByKey, shopId, poolKey)
            ?? new Pool
            {
                ShopId = shopId,
                Key = poolKey,
                Total = 0,
            };
        var used = pool.Held + pool.Taken;
        if (total < used)
        {
            return Refusal.Conflict(
                "pool_in_use",
                $"已售出和占用 {used} 件，不能改得比这更少",
                $"{used} are sold or held; the total cannot be lower"
            );
        }

        var resized = pool with { Total = total };
        world.Put(resized);
        return resized;
    }

    private static Pool PoolOf(World world, Claim claim) =>
        world.One(PoolByKey, claim.ShopId, claim.PoolKey)
        ?? throw new InvalidOperationException($"Claim {claim.Id} is in no pool {claim.PoolKey}.");

    private static void Expect(Claim claim, ClaimState state)
    {
        if (claim.State != state)
        {
            throw new InvalidOperationException($"Claim {claim.Id} is {claim.State}, not {state}.");
        }
    }
}
