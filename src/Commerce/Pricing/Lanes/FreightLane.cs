using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Lanes;

/// <summary>What travelling costs, before anything makes it free.</summary>
/// <param name="FreeFromFen">Goods for at least so much travel free; null: never.</param>
internal sealed record FreightRule(Fen FreightFen, Fen? FreeFromFen)
{
    /// <summary>Nothing is sent.</summary>
    public static readonly FreightRule Pickup = new(Fen.Zero, null);
}

/// <summary>
/// The freight: the shop's own rule, unless a promotion, a right or a coupon pays it. The threshold for free freight is compared before
/// coupons and points: using one of them never costs the member the free freight.
/// </summary>
internal static class FreightLane
{
    /// <summary>What is asked if no coupon pays it.</summary>
    public static QuoteStep BeforeCoupons(Basket basket, IReadOnlyList<PriceRule> rules, FreightRule freight)
    {
        var ordinary = Ordinary(basket, freight);
        foreach (var rule in rules.OfType<FreeFreightRule>())
        {
            var goods = basket.Lines.Where(line => rule.Scope.Covers(line.Sku)).Sum(line => line.Left);
            if (goods >= rule.FromFen && basket.Lines.All(line => rule.Scope.Covers(line.Sku)))
            {
                basket.FreeFreight.Add((rule.Ref, rule.Label, "运费已免"));
            }
        }

        return ordinary.AmountFen > Fen.Zero && basket.FreeFreight.Count > 0 ? Free(basket) : ordinary;
    }

    public static Fen Apply(Basket basket, QuoteStep freight)
    {
        if (basket.Lines.Count == 0)
        {
            return Fen.Zero;
        }

        var step = freight.AmountFen > Fen.Zero && basket.FreeFreight.Count > 0 ? Free(basket) : freight;
        basket.Note(step);
        return step.AmountFen;
    }

    private static QuoteStep Free(Basket basket)
    {
        var (reference, label, explain) = basket.FreeFreight[0];
        return new QuoteStep(Lane.Freight, label, Fen.Zero, explain) { Ref = reference };
    }

    private static QuoteStep Ordinary(Basket basket, FreightRule rule)
    {
        var goods = basket.Lines.Sum(line => line.Left);
        return ReferenceEquals(rule, FreightRule.Pickup) ? new QuoteStep(Lane.Freight, "到店自提", Fen.Zero, "到店自提，不收运费")
            : rule.FreeFromFen is { } from && goods >= from ? new QuoteStep(Lane.Freight, "包邮", Fen.Zero, $"满 {from.ToYuan()} 包邮")
            : rule.FreightFen == Fen.Zero ? new QuoteStep(Lane.Freight, "包邮", Fen.Zero, "全店包邮")
            : new QuoteStep(
                Lane.Freight,
                "运费",
                rule.FreightFen,
                rule.FreeFromFen is { } free
                    ? $"每单 {rule.FreightFen.ToYuan()}，满 {free.ToYuan()} 包邮"
                    : $"每单 {rule.FreightFen.ToYuan()}"
            );
    }
}
