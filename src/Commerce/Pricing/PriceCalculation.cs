using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing;

/// <summary>One wish with what is known of it.</summary>
internal sealed record PricedInput(SkuFacts Sku, int Quantity, Offer? Offer);

/// <param name="FreeFromFen">Goods for at least so much travel free; null: never.</param>
internal sealed record FreightRule(Fen FreightFen, Fen? FreeFromFen);

/// <summary>
/// The pure price: lane after lane, each step explained, every line's share exact. The bundle, order, coupon and points lanes have no
/// rules yet
/// and stand in the quote with nothing in them.
/// </summary>
internal static class PriceCalculation
{
    public static Quote Calculate(IReadOnlyList<PricedInput> inputs, FreightRule freight, IReadOnlyList<QuoteProblem> problems)
    {
        var lines = inputs.Select(ItemLane).ToList();
        var goods = lines.Sum(line => line.GoodsFen);
        var discount = lines.Sum(line => line.DiscountFen);
        var freightStep = FreightStep(goods - discount, freight);
        var lanes = Enum.GetValues<Lane>()
            .Select(lane =>
                lane switch
                {
                    Lane.Item => LaneOf(lane, [.. lines.SelectMany(line => line.Steps)]),
                    Lane.Freight => LaneOf(lane, lines.Count == 0 ? [] : [freightStep]),
                    _ => LaneOf(lane, []),
                }
            )
            .ToList();
        var freightFen = lines.Count == 0 ? Fen.Zero : freightStep.AmountFen;
        return new Quote(lines, lanes, goods, discount, freightFen, goods - discount + freightFen, problems);
    }

    private static QuoteLine ItemLane(PricedInput input)
    {
        var (sku, quantity, offer) = input;
        var goods = sku.PriceFen * quantity;
        var steps = new List<QuoteStep>();
        var unit = sku.PriceFen;

        // Inside the lane the best price for the member wins: an offer above the list price changes nothing.
        if (offer is not null && offer.UnitPriceFen < sku.PriceFen)
        {
            unit = Fen.Max(offer.UnitPriceFen, Fen.Zero);
            steps.Add(new QuoteStep(Lane.Item, offer.Label, -((sku.PriceFen - unit) * quantity), offer.Explain));
        }

        var payable = unit * quantity;
        return new QuoteLine(
            sku.SkuId,
            sku.ProductId,
            sku.Name,
            sku.SpecText,
            sku.ImageUrl,
            quantity,
            sku.PriceFen,
            unit,
            goods,
            goods - payable,
            payable,
            offer?.OfferRef,
            steps
        );
    }

    private static QuoteStep FreightStep(Fen goods, FreightRule rule) =>
        rule.FreeFromFen is { } from && goods >= from ? new QuoteStep(Lane.Freight, "包邮", Fen.Zero, $"满 {from.ToYuan()} 包邮")
        : rule.FreightFen == Fen.Zero ? new QuoteStep(Lane.Freight, "包邮", Fen.Zero, "全店包邮")
        : new QuoteStep(
            Lane.Freight,
            "运费",
            rule.FreightFen,
            rule.FreeFromFen is { } free ? $"每单 {rule.FreightFen.ToYuan()}，满 {free.ToYuan()} 包邮" : $"每单 {rule.FreightFen.ToYuan()}"
        );

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
