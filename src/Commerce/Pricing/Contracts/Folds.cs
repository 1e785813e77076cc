using System.Globalization;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Contracts;

/// <summary>Percentages and amounts as Chinese shops write them on labels.</summary>
public static class Folds
{
    /// <summary>850 000 ppm is 8.5 (折).</summary>
    public static string Of(int keepPpm) => Short(keepPpm / 1_000);

    /// <summary>Yuan without needless zeros: ¥30.00 is 30.</summary>
    public static string Yuan(Fen amount) => Short(amount.Value);

    private static string Short(long hundredths)
    {
        var (whole, rest) = Math.DivRem(hundredths, 100);
        return rest == 0 ? whole.ToString(CultureInfo.InvariantCulture)
            : rest % 10 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{whole}.{rest / 10}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole}.{rest:00}");
    }
}
