namespace Banyan.Growth.Points.Contracts;

/// <summary>How points are earned and used in a shop.</summary>
/// <param name="EarnPerYuan">Points for every yuan paid; 0: none.</param>
/// <param name="UseAtCheckout">Whether points take off at the checkout.</param>
/// <param name="PointsPerYuan">So many points are worth one yuan.</param>
/// <param name="MaxPpm">The most that points may take off the goods, in parts per million.</param>
/// <param name="Step">Points are used in multiples of this.</param>
public sealed record PointRules(bool Enabled, int EarnPerYuan, bool UseAtCheckout, int PointsPerYuan, int MaxPpm, int Step)
{
    public static readonly PointRules Default = new(false, 1, true, 100, 500_000, 1);
}
