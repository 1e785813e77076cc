using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Lanes;

/// <summary>One coupon for the goods and one for the freight, chosen by the member or, by default, the best.</summary>
internal static class CouponLane
{
    private const int Whole = 1_000_000;

    /// <returns>Every coupon with what it would do here, the best first.</returns>
    public static IReadOnlyList<CouponOption> Apply(
        Basket basket,
        IReadOnlyList<PriceRule> rules,
        IReadOnlyList<Id>? chosen,
        (Fen FreightFen, IReadOnlyDictionary<Id, SkuFacts> Gifts) known
    )
    {
        var judged = rules
            .OfType<CouponRule>()
            .Select(rule => Judge(basket, rule, known.FreightFen, known.Gifts))
            .OrderByDescending(one => one.Reason is null)
            .ThenByDescending(one => one.WorthFen)
            .ThenBy(one => one.Rule.ExpiresAt)
            .ThenBy(one => one.Rule.CouponId)
            .ToList();
        var used = judged
            .Where(one => one.Reason is null && one.WorthFen > Fen.Zero && chosen?.Contains(one.Rule.CouponId) != false)
            .DistinctBy(one => one.Rule.IsFreight)
            .ToList();
        foreach (var one in used)
        {
            if (one.Rule.IsFreight)
            {
                basket.FreeFreight.Insert(0, (one.Rule.Ref, one.Rule.Label, one.Explain));
            }
            else
            {
                basket.TakeOff(one.Rule, one.Lines, one.OffFen, one.Explain);
                Basket.CloseFor(one.Rule, one.Lines);
            }

            if (one.Rule.Gift is { } gift)
            {
                basket.Gifts.Add((one.Rule, gift));
            }
        }

        return
        [
            .. judged.Select(one => new CouponOption(
                one.Rule.CouponId,
                one.Rule.Label,
                one.WorthFen,
                used.Contains(one),
                one.Reason,
                one.Rule.ExpiresAt
            )),
        ];
    }

    private static Judged Judge(Basket basket, CouponRule rule, Fen freight, IReadOnlyDictionary<Id, SkuFacts> gifts)
    {
        List<BasketLine> inScope = [.. basket.Lines.Where(line => rule.Scope.Covers(line.Sku))];
        var lines = rule.IsFreight ? inScope : [.. inScope.Where(line => line.Open.Contains(Lane.Coupon))];
        var goods = lines.Sum(line => line.Left);
        var reason =
            inScope.Count == 0 ? "这些商品不能用"
            : lines.Count == 0 ? "不能和现有优惠同时用"
            : goods < rule.FromFen ? $"还差 {(rule.FromFen - goods).ToYuan()}"
            : rule.IsFreight && freight == Fen.Zero ? "本单不收运费"
            : null;
        var off = Fen.Min(goods, Fen.Max(rule.OffFen, Percent(rule, goods)));
        var gift = rule.Gift is { } given && gifts.TryGetValue(given.SkuId, out var sku) ? sku.PriceFen * given.Quantity : Fen.Zero;
        var worth = rule.IsFreight ? freight : off + gift;
        var from = rule.FromFen > Fen.Zero ? $"满 {rule.FromFen.ToYuan()} 可用" : "无门槛";
        return new Judged(rule, lines, off, reason is null ? worth : Fen.Zero, from, reason);
    }

    private static Fen Percent(CouponRule rule, Fen goods)
    {
        if (rule.KeepPpm is not { } keep)
        {
            return Fen.Zero;
        }

        var off = goods - goods.Part(keep, Whole);
        return rule.CapFen is { } cap ? Fen.Min(off, cap) : off;
    }

    private sealed record Judged(
        CouponRule Rule,
        IReadOnlyList<BasketLine> Lines,
        Fen OffFen,
        Fen WorthFen,
        string Explain,
        string? Reason
    );
}
