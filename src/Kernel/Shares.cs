namespace Banyan.Kernel;

/// <summary>Splits whole numbers over weights by the largest-remainder method, so that the shares always add up to the whole.</summary>
public static class Shares
{
    /// <summary>
    /// The shares of <paramref name="whole"/>; ties go to the earlier weight. A share is never larger than its weight while the whole is
    /// not larger than all weights together. All weights zero: everything to the first.
    /// </summary>
    public static long[] Of(long whole, IReadOnlyList<long> weights)
    {
        if (weights.Count == 0)
        {
            return whole == 0 ? [] : throw new ArgumentException("An amount cannot be split over nobody.", nameof(weights));
        }

        Int128 sum = 0;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            sum += weight;
        }

        var shares = new long[weights.Count];
        if (sum == 0)
        {
            shares[0] = whole;
            return shares;
        }

        var sign = whole < 0 ? -1 : 1;
        var total = Int128.Abs(whole);
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        Int128 given = 0;
        for (var i = 0; i < weights.Count; i++)
        {
            var (share, remainder) = Int128.DivRem(total * weights[i], sum);
            shares[i] = (long)share * sign;
            remainders[i] = (remainder, i);
            given += share;
        }

        var left = (int)(total - given);
        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take(left))
        {
            shares[index] += sign;
        }

        return shares;
    }
}
