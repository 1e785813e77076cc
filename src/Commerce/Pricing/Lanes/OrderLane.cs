using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Lanes;

/// <summary>
/// 满减/满折/满件/满赠. A line counts for one rule. With few rules every order of trying them is compared and the best for the member wins; with
/// many, the best one is taken first each time.
/// </summary>
internal static class OrderLane
{
    private const int Whole = 1_000_000;
    private const int MaxTriedInAllOrders = 5;

    public static void Apply(Basket basket, IReadOnlyList<PriceRule> rules, IReadOnlyDictionary<Id, SkuFacts> gifts)
    {
        var ladders = rules.OfType<LadderRule>().ToList();
        var worthIt = ladders.Where(rule => Worth(rule, basket.Covered(rule), gifts) is not null).ToList();
        var chosen = worthIt.Count <= MaxTriedInAllOrders ? BestOrder(basket, worthIt, gifts) : Greedy(basket, worthIt, gifts);
        var taken = new HashSet<BasketLine>();
        var given = new List<(LadderRule Rule, List<BasketLine> Lines, StepWorth Worth)>();
        foreach (var rule in chosen)
        {
            List<BasketLine> lines = [.. basket.Covered(rule).Where(line => !taken.Contains(line))];
            taken.UnionWith(lines);
            given.Add((rule, lines, Worth(rule, lines, gifts)!));
        }

        // Before anything is taken off, since what is missing to the next step is reckoned from the same amounts.
        foreach (var rule in ladders)
        {
            var own = given.Where(one => one.Rule == rule).Select(one => one.Lines).FirstOrDefault();
            Hint(basket, rule, own ?? [.. basket.Covered(rule).Where(line => !taken.Contains(line))]);
        }

        foreach (var (rule, lines, worth) in given)
        {
            Give(basket, rule, lines, worth);
        }
    }

    private static void Give(Basket basket, LadderRule rule, IReadOnlyList<BasketLine> lines, StepWorth worth)
    {
        basket.TakeOff(rule, lines, worth.OffFen, worth.Explain);
        if (worth.Step.Gift is { } gift)
        {
            basket.Gifts.Add((rule, gift));
        }

        if (worth.Step.FreeFreight)
        {
            basket.FreeFreight.Add((rule.Ref, rule.Label, worth.Explain));
        }

        Basket.CloseFor(rule, lines);
    }

    private static long Measure(LadderRule rule, IReadOnlyList<BasketLine> lines) =>
        rule.By switch
        {
            LadderBy.Amount => lines.Sum(line => line.Left).Value,
            LadderBy.Pieces => lines.Sum(line => line.Quantity),
        };

    private static StepWorth? Worth(LadderRule rule, IReadOnlyList<BasketLine> lines, IReadOnlyDictionary<Id, SkuFacts> gifts)
    {
        var measure = Measure(rule, lines);
        if (rule.Steps.LastOrDefault(step => step.At <= measure) is not { } step || lines.Count == 0)
        {
            return null;
        }

        var goods = lines.Sum(line => line.Left);
        var times = rule.Repeats ? measure / step.At : 1;
        var off = step.OffFen * times + (step.KeepPpm is { } keep ? goods - goods.Part(keep, Whole) : Fen.Zero);
        var gift = step.Gift is { } given && gifts.TryGetValue(given.SkuId, out var sku) ? sku.PriceFen * given.Quantity : Fen.Zero;
        off = Fen.Min(off, goods);
        var reached = rule.By == LadderBy.Amount ? $"满 {new Fen(step.At).ToYuan()}" : $"满 {step.At} 件";
        return new StepWorth(step, off, off + gift, $"{reached}{Reward(step)}{(times > 1 ? $" × {times}" : "")}");
    }

    private static string Reward(LadderStep step) =>
        (step.OffFen > Fen.Zero ? $" 减 {step.OffFen.ToYuan()}" : "")
        + (step.KeepPpm is { } keep ? $" 打 {Folds.Of(keep)} 折" : "")
        + (step.Gift is not null ? " 送赠品" : "")
        + (step.FreeFreight ? " 包邮" : "");

    private static List<LadderRule> BestOrder(Basket basket, List<LadderRule> rules, IReadOnlyDictionary<Id, SkuFacts> gifts)
    {
        List<LadderRule> best = [];
        var most = -1L;
        foreach (var order in Orders(rules))
        {
            var (used, total) = Try(basket, order, gifts);
            if (total > most)
            {
                (best, most) = (used, total);
            }
        }

        return best;
    }

    private static (List<LadderRule> Used, long Total) Try(
        Basket basket,
        IEnumerable<LadderRule> order,
        IReadOnlyDictionary<Id, SkuFacts> gifts
    )
    {
        var taken = new HashSet<BasketLine>();
        var used = new List<LadderRule>();
        var total = 0L;
        foreach (var rule in order)
        {
            List<BasketLine> lines = [.. basket.Covered(rule).Where(line => !taken.Contains(line))];
            if (Worth(rule, lines, gifts) is { } worth)
            {
                used.Add(rule);
                taken.UnionWith(lines);
                total += worth.TotalFen.Value;
            }
        }

        return (used, total);
    }

    private static List<LadderRule> Greedy(Basket basket, List<LadderRule> rules, IReadOnlyDictionary<Id, SkuFacts> gifts)
    {
        var taken = new HashSet<BasketLine>();
        var used = new List<LadderRule>();
        while (true)
        {
            var found = rules
                .Except(used)
                .Select(rule => (Rule: rule, Lines: basket.Covered(rule).Where(line => !taken.Contains(line)).ToList()))
                .Select(pair => (pair.Rule, pair.Lines, Worth: Worth(pair.Rule, pair.Lines, gifts)))
                .Where(pair => pair.Worth is not null)
                .ToList();
            if (found.Count == 0)
            {
                return used;
            }

            var best = found.MaxBy(pair => pair.Worth!.TotalFen);
            used.Add(best.Rule);
            taken.UnionWith(best.Lines);
        }
    }

    private static IEnumerable<IReadOnlyList<LadderRule>> Orders(List<LadderRule> rules)
    {
        if (rules.Count <= 1)
        {
            return [rules];
        }

        return rules.SelectMany(first =>
            Orders([.. rules.Where(rule => rule != first)]).Select(IReadOnlyList<LadderRule> (rest) => [first, .. rest])
        );
    }

    /// <summary>What is missing to the next step, for goods that are there already.</summary>
    private static void Hint(Basket basket, LadderRule rule, List<BasketLine> lines)
    {
        var measure = Measure(rule, lines);
        if (lines.Count == 0 || rule.Steps.FirstOrDefault(step => step.At > measure) is not { } next)
        {
            return;
        }

        var missing = next.At - measure;
        basket.Hints.Add(
            rule.By == LadderBy.Amount
                ? new QuoteHint(rule.Ref, $"再买 {new Fen(missing).ToYuan()}{Reward(next)}", new Fen(missing), null)
                : new QuoteHint(rule.Ref, $"再买 {missing} 件{Reward(next)}", null, (int)missing)
        );
    }

    private sealed record StepWorth(LadderStep Step, Fen OffFen, Fen TotalFen, string Explain);
}
