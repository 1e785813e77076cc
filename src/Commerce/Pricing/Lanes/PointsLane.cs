using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Lanes;

/// <summary>
/// Points take off a part of the goods; each line knows its share of the money and of the points, so that both go back exactly.
/// </summary>
internal static class PointsLane
{
    private const int Whole = 1_000_000;
    private const long FenPerYuan = 100;

    public static PointsOption? Apply(Basket basket, IReadOnlyList<PriceRule> rules, bool use)
    {
        if (rules.OfType<PointsRule>().FirstOrDefault() is not { } rule)
        {
            return null;
        }

        var lines = basket.Covered(rule);
        var goods = lines.Sum(line => line.Left);
        var most = goods.Part(rule.MaxPpm, Whole);
        var points = Math.Min(Math.Max(rule.Available, 0), most.Part(rule.PointsPerYuan, FenPerYuan).Value);
        points -= points % Math.Max(rule.Step, 1);
        var off = new Fen(points).Part(FenPerYuan, rule.PointsPerYuan);
        if (off == Fen.Zero)
        {
            points = 0;
        }

        if (use && points > 0)
        {
            var before = lines.Select(line => line.Left).ToList();
            basket.TakeOff(rule, lines, off, $"{points} 积分抵 {off.ToYuan()}");
            var shares = Shares.Of(points, [.. lines.Select((line, i) => (before[i] - line.Left).Value)]);
            for (var i = 0; i < lines.Count; i++)
            {
                lines[i].Points = shares[i];
            }
        }

        return new PointsOption(rule.Available, points, off, use && points > 0);
    }
}
