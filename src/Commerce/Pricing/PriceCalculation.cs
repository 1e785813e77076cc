using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Pricing.Lanes;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing;

/// <summary>Everything that a price depends on.</summary>
internal sealed record PriceCase(IReadOnlyList<PricedInput> Inputs, FreightRule Freight)
{
    public IReadOnlyList<PriceRule> Rules { get; init; } = [];

    /// <summary>The SKUs that rules may give away.</summary>
    public IReadOnlyDictionary<Id, SkuFacts> Gifts { get; init; } = new Dictionary<Id, SkuFacts>();

    public IReadOnlyList<TenderBalance> Balances { get; init; } = [];

    public Choices Choices { get; init; } = Choices.Default;

    public IReadOnlyList<QuoteProblem> Problems { get; init; } = [];
}

/// <summary>The pure price: lane after lane, each step explained, every line's share exact.</summary>
internal static class PriceCalculation
{
    public static Quote Calculate(PriceCase one)
    {
        // In an order of their own, so that the order in which they were found never decides between two that are worth the same.
        var rules = one.Rules.OrderBy(rule => rule.Ref, StringComparer.Ordinal).ToList();
        var basket = new Basket(one.Inputs);
        ItemLane.Apply(basket, rules);
        BundleLane.Apply(basket, rules);
        OrderLane.Apply(basket, rules, one.Gifts);
        var freight = FreightLane.BeforeCoupons(basket, rules, one.Freight);
        var coupons = CouponLane.Apply(basket, rules, one.Choices.CouponIds, (freight.Sum(step => step.AmountFen), one.Gifts));
        var points = PointsLane.Apply(basket, rules, one.Choices.UsePoints);
        var freightFen = FreightLane.Apply(basket, freight);
        var gifts = GiftsOf(basket, one);
        var lines = basket.Lines.OrderBy(line => line.Position).ToList();
        var goods = lines.Sum(line => line.GoodsFen);
        var payable = lines.Sum(line => line.Left) + freightFen;
        var tenders = Tenders.Pay(payable, one.Balances, one.Choices.Tenders);
        var bases = PaidBases.Of([.. lines.Select(line => line.Left)], freightFen, tenders);
        return new Quote(
            [.. lines.Select((line, i) => LineOf(line, bases[i])), .. gifts],
            [.. Enum.GetValues<Lane>().Select(lane => LaneOf(lane, basket.StepsOf(lane)))],
            goods,
            goods - lines.Sum(line => line.Left),
            freightFen,
            payable,
            one.Problems
        )
        {
            Hints = basket.Hints,
            Coupons = coupons,
            Points = points,
            Tenders = tenders,
            // A gift in a box needs an address too.
            IsVirtual = lines.TrueForAll(line => line.Sku.IsVirtual) && gifts.TrueForAll(gift => one.Gifts[gift.SkuId].IsVirtual),
            CashFen = payable - tenders.Sum(tender => tender.UseFen),
        };
    }

    private static QuoteLine LineOf(BasketLine line, Fen baseFen) =>
        new(
            line.Sku.SkuId,
            line.Sku.ProductId,
            line.Sku.Name,
            line.Sku.SpecText,
            line.Sku.ImageUrl,
            line.Quantity,
            line.Sku.PriceFen,
            line.UnitFen,
            line.GoodsFen,
            line.GoodsFen - line.Left,
            line.Left,
            line.Offer?.OfferRef,
            line.Steps
        )
        {
            BaseFen = baseFen,
            Points = line.Points,
        };

    /// <summary>What is gone is left out with a word: a missing gift must not stand in the way of the order.</summary>
    private static List<QuoteLine> GiftsOf(Basket basket, PriceCase one)
    {
        var lines = new List<QuoteLine>();
        foreach (var (rule, gift) in basket.Gifts)
        {
            if (!one.Gifts.TryGetValue(gift.SkuId, out var sku) || !sku.IsOnSale || sku.Left < gift.Quantity)
            {
                basket.Note(new QuoteStep(rule.Lane, rule.Label, Fen.Zero, "赠品已送完") { Ref = rule.Ref });
                continue;
            }

            var step = new QuoteStep(rule.Lane, rule.Label, Fen.Zero, $"送 {sku.Name} × {gift.Quantity}") { Ref = rule.Ref };
            basket.Note(step);
            lines.Add(
                new QuoteLine(
                    sku.SkuId,
                    sku.ProductId,
                    sku.Name,
                    sku.SpecText,
                    sku.ImageUrl,
                    gift.Quantity,
                    sku.PriceFen,
                    Fen.Zero,
                    Fen.Zero,
                    Fen.Zero,
                    Fen.Zero,
                    null,
                    [step]
                )
                {
                    IsGift = true,
                    BaseFen = Fen.Zero,
                }
            );
        }

        return lines;
    }

    private static QuoteLane LaneOf(Lane lane, IReadOnlyList<QuoteStep> steps) =>
        new(lane, Label(lane), steps.Sum(step => step.AmountFen), steps);

    private static string Label(Lane lane) =>
        lane switch
        {
            Lane.Item => "商品优惠",
            Lane.Bundle => "套餐优惠",
            Lane.Order => "满减优惠",
            Lane.Coupon => "优惠券",
            Lane.Points => "积分抵扣",
            Lane.Freight => "运费",
        };
}
