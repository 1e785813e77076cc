using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>Finds out whether a decision's claims can all be had, and goes its other way when one cannot. Pure.</summary>
internal static class Settlement
{
    private const int MaxWays = 20;

    private static readonly Refusal NothingLeft = Refusal.Conflict("sold_out", "来晚一步，已经没有了", "Sold out");

    /// <param name="leftIn">What is left in the pool of this claim, as large as the claim says it should be.</param>
    /// <returns>A decision all of whose claims can be had, or the refusal.</returns>
    public static Result<Decision> Settle(Decision decision, Func<Effect.Claim, long> leftIn)
    {
        for (var ways = 0; ways < MaxWays; ways++)
        {
            if (decision.Refusal is { } refusal)
            {
                return refusal;
            }

            if (FirstMissing(decision, leftIn) is not { } missing)
            {
                return decision;
            }

            if (missing.OrElse is null)
            {
                return missing.Refusal ?? NothingLeft;
            }

            decision = missing.OrElse();
        }

        throw new InvalidOperationException($"A decision still has another way after {MaxWays}.");
    }

    /// <summary>Every claim that the decision or one of its other ways may make.</summary>
    public static IEnumerable<Effect.Claim> PossibleClaims(Decision decision)
    {
        var open = new Stack<(Decision Decision, int Depth)>([(decision, 0)]);
        while (open.TryPop(out var next))
        {
            foreach (var claim in next.Decision.Effects.OfType<Effect.Claim>())
            {
                yield return claim;
                if (claim.OrElse is { } orElse && next.Depth < MaxWays)
                {
                    open.Push((orElse(), next.Depth + 1));
                }
            }
        }
    }

    private static Effect.Claim? FirstMissing(Decision decision, Func<Effect.Claim, long> leftIn)
    {
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var claim in decision.Effects.OfType<Effect.Claim>())
        {
            var sum = wanted.GetValueOrDefault(claim.Pool) + claim.Quantity;
            wanted[claim.Pool] = sum;
            if (leftIn(claim) < sum)
            {
                return claim;
            }
        }

        return null;
    }
}
