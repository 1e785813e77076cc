using Banyan.Commerce.Catalog.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Distribution;

/// <summary>
/// What stands of a line's commissions. Pure, and a function of (R, pieces) alone, so that the path of refunds does not matter.
/// </summary>
internal static class CommissionMath
{
    private const long Million = 1_000_000;

    /// <param name="rates">The payees' frozen rates, nearest first.</param>
    /// <param name="remaining">R: paid and not refunded.</param>
    /// <param name="pieces">Pieces not returned.</param>
    /// <param name="capPpm">What all payees get together at most, of R; never more than R itself.</param>
    /// <returns>
    /// One amount per payee: percent floor(ppm × R / 1 000 000), fixed unit × pieces; the excess over the cap is cut from the furthest
    /// first.
    /// </returns>
    public static IReadOnlyList<Fen> Standing(IReadOnlyList<Rate> rates, Fen remaining, int pieces, int? capPpm)
    {
        if (remaining <= Fen.Zero)
        {
            return [.. rates.Select(_ => Fen.Zero)];
        }

        var amounts = rates.Select(rate => Of(rate, remaining, pieces)).ToArray();
        var cap = capPpm is { } ppm ? Fen.Min(remaining, remaining.Part(ppm, Million)) : remaining;
        var excess = amounts.Sum() - cap;
        for (var i = amounts.Length - 1; i >= 0 && excess > Fen.Zero; i--)
        {
            var cut = Fen.Min(amounts[i], excess);
            amounts[i] -= cut;
            excess -= cut;
        }

        return amounts;
    }

    private static Fen Of(Rate rate, Fen remaining, int pieces) =>
        rate.Kind switch
        {
            RateKind.Percent => remaining.Part(rate.Ppm ?? 0, Million),
            RateKind.Fixed => (rate.FixedFen ?? Fen.Zero) * pieces,
        };
}
