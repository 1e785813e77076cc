using Banyan.Commerce.Orders.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Points;

/// <summary>What stands of an order's points and growth. Pure, and a function of what is refunded alone.</summary>
internal static class EarningMath
{
    private const long FenPerYuan = 100;
    private const long Million = 1_000_000;

    /// <summary>What of the paid amounts stands.</summary>
    public static Fen Base(IEnumerable<OrderLine> lines) => lines.Sum(line => line.BaseOf(line.PayableFen - line.RefundedFen));

    /// <summary>What will stand of them when the refunds that are under way have succeeded.</summary>
    public static Fen BaseAfterRefunds(IEnumerable<OrderLine> lines) =>
        lines.Sum(line => line.BaseOf(line.PayableFen - line.RefundedFen - line.RefundingFen));

    /// <summary>floor(base in yuan × rate).</summary>
    public static long Points(Fen standing, long pointsPpm) => standing.Part(pointsPpm, FenPerYuan * Million).Value;

    public static long Growth(Fen standing, long growthPerYuan) => standing.Part(growthPerYuan, FenPerYuan).Value;

    /// <summary>
    /// Used points that have gone back, cumulative per line: floor(points × refunded / paid), by pieces where points paid for everything.
    /// </summary>
    public static long UsedBack(IEnumerable<OrderLine> lines) =>
        lines.Sum(line =>
            line.PayableFen > Fen.Zero
                ? line.RefundedFen.Part(line.Points, line.PayableFen.Value).Value
                : new Fen(line.Points).Part(line.RefundedQuantity, line.Quantity).Value
        );
}
