using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Lanes;

/// <summary>What one piece costs: campaign offer, limited-time discount and member price compete, the lowest wins.</summary>
internal static class ItemLane
{
    private const int Whole = 1_000_000;

    public static void Apply(Basket basket, IReadOnlyList<PriceRule> rules)
    {
        foreach (var line in basket.Lines)
        {
            // The offer comes first: what the member asked for wins where prices are the same.
            var candidates = OfOffer(line).Concat(rules.Select(rule => OfRule(line, rule)).OfType<Candidate>());
            var best = candidates.Where(one => one.UnitFen < line.Sku.PriceFen).MinBy(one => one.UnitFen);

            // An offer decides about later lanes even where another price is lower: the order belongs to its campaign.
            if (line.Offer is { } offer)
            {
                Basket.Close(Lane.Item, offer.LaterLanes, [line]);
            }

            if (best is null)
            {
                continue;
            }

            line.UnitFen = Fen.Max(best.UnitFen, Fen.Zero);
            basket.TakeOff(best.Rule, [line], (line.Sku.PriceFen - line.UnitFen) * line.Quantity, best.Explain);
            Basket.CloseFor(best.Rule, [line]);
        }
    }

    /// <summary>The unit price under an item rule; null where it says nothing of the SKU.</summary>
    public static Fen? PriceOf(PriceRule rule, Catalog.Contracts.SkuFacts sku) =>
        rule switch
        {
            UnitPriceRule fixedPrices when fixedPrices.Prices.TryGetValue(sku.SkuId, out var price) => price,
            PercentPriceRule percent when rule.Scope.Covers(sku) => Fen.Max(sku.PriceFen.Part(percent.KeepPpm, Whole), new Fen(1)),
            _ => null,
        };

    private static IEnumerable<Candidate> OfOffer(BasketLine line)
    {
        if (line.Offer is { } offer)
        {
            var rule = new UnitPriceRule
            {
                Ref = offer.OfferRef,
                Label = offer.Label,
                Prices = new Dictionary<Id, Fen>(),
                LaterLanes = offer.LaterLanes,
            };
            yield return new Candidate(rule, offer.UnitPriceFen, offer.Explain);
        }
    }

    private static Candidate? OfRule(BasketLine line, PriceRule rule) =>
        PriceOf(rule, line.Sku) is { } price
            ? new Candidate(rule, price, $"{rule.Label}：单价 {line.Sku.PriceFen.ToYuan()} → {price.ToYuan()}")
            : null;

    private sealed record Candidate(PriceRule Rule, Fen UnitFen, string Explain);
}
