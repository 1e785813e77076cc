using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Coupons.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Coupons;

/// <summary>Coupons in a few Chinese words.</summary>
internal static class CouponWords
{
    /// <summary>What it is worth, such as ¥20 or 8.5 折.</summary>
    public static string Worth(CouponTerms terms) =>
        terms.Type switch
        {
            CouponType.Fixed => terms.OffFen.ToYuan(),
            CouponType.Percent => $"{Folds.Of(terms.KeepPpm ?? 0)} 折",
            CouponType.Gift => "赠品",
            CouponType.Freight => "免运费",
        };

    /// <summary>When it counts, such as 满 ¥100.00 可用.</summary>
    public static string Condition(CouponTerms terms) =>
        (terms.FromFen > Fen.Zero ? $"满 {terms.FromFen.ToYuan()} 可用" : "无门槛")
        + (terms.CapFen is { } cap ? $"，最多减 {cap.ToYuan()}" : "");
}
