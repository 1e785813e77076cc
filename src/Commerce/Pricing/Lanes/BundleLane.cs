using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Lanes;

/// <summary>
/// Pieces that are cheaper together: sets 套餐, every n-th piece 第二件半价, add-ons 加价购. A piece counts for one rule only. The rule that takes
/// most off comes first, then the others with the pieces that are left.
/// </summary>
internal static class BundleLane
{
    private const int Whole = 1_000_000;

    public static void Apply(Basket basket, IReadOnlyList<PriceRule> rules)
    {
        var free = basket.Lines.Where(line => line.Open.Contains(Lane.Bundle)).ToDictionary(line => line, line => line.Quantity);
        var waiting = rules.Where(rule => rule.Lane == Lane.Bundle).ToList();
        while (waiting.Count > 0)
        {
            var best = waiting.Select(rule => (Rule: rule, Plan: PlanOf(rule, basket, free))).MaxBy(pair => pair.Plan.Off);
            if (best.Plan.Off <= Fen.Zero)
            {
                return;
            }

            var lines = best.Plan.OffByLine.Keys.OrderBy(line => line.Sku.SkuId.Value).ThenBy(line => line.Position).ToList();
            basket.TakeOff(best.Rule, lines, best.Plan.Off, best.Plan.Explain, [.. lines.Select(line => best.Plan.OffByLine[line].Value)]);
            Basket.CloseFor(best.Rule, best.Plan.Used.Keys);
            foreach (var (line, pieces) in best.Plan.Used)
            {
                free[line] -= pieces;
            }

            waiting.Remove(best.Rule);
        }
    }

    private static Plan PlanOf(PriceRule rule, Basket basket, Dictionary<BasketLine, int> free) =>
        rule switch
        {
            BundleRule bundle => Sets(bundle, basket, free),
            NthPieceRule nth => EveryNth(nth, basket, free),
            AddOnRule addOn => AddOns(addOn, basket, free),
            _ => throw new InvalidOperationException($"{rule.GetType().Name} is no rule of the bundle lane."),
        };

    /// <summary>Dearest pieces first: that is best for the member.</summary>
    private static List<BasketLine> Pieces(Basket basket, Dictionary<BasketLine, int> free, Func<BasketLine, bool> which) =>
        [
            .. basket
                .Lines.Where(line => free.ContainsKey(line) && which(line))
                .SelectMany(line => Enumerable.Repeat(line, free[line]))
                .OrderByDescending(line => line.UnitFen),
        ];

    private static Plan Sets(BundleRule rule, Basket basket, Dictionary<BasketLine, int> free)
    {
        var plan = new Plan();
        var found = rule
            .Parts.GroupBy(part => part.ProductId)
            .Select(part => (Quantity: part.Sum(one => one.Quantity), Pieces: Pieces(basket, free, line => line.Sku.ProductId == part.Key)))
            .ToList();
        var sets = found.Min(part => part.Pieces.Count / part.Quantity);
        for (var set = 0; set < sets; set++)
        {
            var pieces = found.SelectMany(part => part.Pieces.Skip(set * part.Quantity).Take(part.Quantity)).ToList();
            var whole = pieces.Sum(line => line.UnitFen);
            var off = whole - rule.PriceFen;
            if (off <= Fen.Zero)
            {
                break;
            }

            var shares = off.Split([.. pieces.Select(line => line.UnitFen.Value)]);
            for (var i = 0; i < pieces.Count; i++)
            {
                plan.Take(pieces[i], shares[i]);
            }

            plan.Explain = $"套餐价 {rule.PriceFen.ToYuan()} × {set + 1}";
        }

        return plan;
    }

    private static Plan EveryNth(NthPieceRule rule, Basket basket, Dictionary<BasketLine, int> free)
    {
        var plan = new Plan { Explain = $"每 {rule.N} 件中价低的一件{(rule.KeepPpm == 0 ? "免费" : $"按 {Folds.Of(rule.KeepPpm)} 折计")}" };
        foreach (var product in Pieces(basket, free, line => rule.Scope.Covers(line.Sku)).GroupBy(line => line.Sku.ProductId))
        {
            foreach (var group in product.Chunk(rule.N).Where(group => group.Length == rule.N))
            {
                foreach (var line in group)
                {
                    plan.Take(line, Fen.Zero);
                }

                var last = group[^1];
                plan.Add(last, last.UnitFen - last.UnitFen.Part(rule.KeepPpm, Whole));
            }
        }

        return plan;
    }

    private static Plan AddOns(AddOnRule rule, Basket basket, Dictionary<BasketLine, int> free)
    {
        var plan = new Plan { Explain = $"满 {rule.FromFen.ToYuan()} 可换购" };
        var others = basket.Covered(rule).Where(line => !rule.Prices.ContainsKey(line.Sku.SkuId)).Sum(line => line.Left);
        if (others < rule.FromFen)
        {
            return plan;
        }

        var cheaper = Pieces(basket, free, line => rule.Prices.TryGetValue(line.Sku.SkuId, out var price) && price < line.UnitFen)
            .OrderByDescending(line => line.UnitFen - rule.Prices[line.Sku.SkuId]);
        foreach (var line in cheaper.Take(rule.MaxPieces))
        {
            plan.Take(line, line.UnitFen - rule.Prices[line.Sku.SkuId]);
        }

        return plan;
    }

    /// <summary>What a rule would do with the pieces that are left.</summary>
    private sealed class Plan
    {
        public Dictionary<BasketLine, Fen> OffByLine { get; } = [];

        public Dictionary<BasketLine, int> Used { get; } = [];

        public string Explain { get; set; } = "";

        public Fen Off => OffByLine.Values.Sum(off => off);

        public void Take(BasketLine line, Fen off)
        {
            Used[line] = Used.GetValueOrDefault(line) + 1;
            Add(line, off);
        }

        public void Add(BasketLine line, Fen off) => OffByLine[line] = OffByLine.GetValueOrDefault(line) + off;
    }
}
