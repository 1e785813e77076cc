using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Lanes;

/// <summary>One wish with what is known of it.</summary>
internal sealed record PricedInput(SkuFacts Sku, int Quantity, Offer? Offer);

/// <summary>A line while its price is being worked out.</summary>
internal sealed class BasketLine(PricedInput input, int position)
{
    public SkuFacts Sku => input.Sku;

    public int Quantity => input.Quantity;

    public Offer? Offer => input.Offer;

    /// <summary>Where the buyer put it; the calculation has an order of its own.</summary>
    public int Position => position;

    public Fen GoodsFen => Sku.PriceFen * Quantity;

    public Fen UnitFen { get; set; } = input.Sku.PriceFen;

    /// <summary>What is still to be paid of it.</summary>
    public Fen Left { get; set; } = input.Sku.PriceFen * input.Quantity;

    public long Points { get; set; }

    public List<QuoteStep> Steps { get; } = [];

    /// <summary>Lanes that may still lower it.</summary>
    public HashSet<Lane> Open { get; } = [.. Enum.GetValues<Lane>()];
}

/// <summary>
/// The goods of one calculation. Lines stand in the order of their SKUs, so that the order in which they were put in cannot matter to
/// the last fen.
/// </summary>
internal sealed class Basket
{
    private readonly Dictionary<Lane, List<QuoteStep>> steps = Enum.GetValues<Lane>()
        .ToDictionary(lane => lane, _ => new List<QuoteStep>());

    public Basket(IReadOnlyList<PricedInput> inputs) =>
        Lines = [
            .. inputs
                .Select((input, position) => new BasketLine(input, position))
                .OrderBy(line => line.Sku.SkuId.Value)
                .ThenBy(line => line.Offer?.OfferRef, StringComparer.Ordinal),
        ];

    public IReadOnlyList<BasketLine> Lines { get; }

    public List<QuoteHint> Hints { get; } = [];

    public List<(PriceRule Rule, Gift Gift)> Gifts { get; } = [];

    /// <summary>Rules that pay the freight, the first one is named.</summary>
    public List<(string Ref, string Label, string Explain)> FreeFreight { get; } = [];

    /// <summary>Lines that the rule may lower.</summary>
    public IReadOnlyList<BasketLine> Covered(PriceRule rule) =>
        [.. Lines.Where(line => line.Open.Contains(rule.Lane) && rule.Scope.Covers(line.Sku))];

    /// <summary>
    /// Takes an amount off these lines, each its exact share by what is left of it (or by the weights given). At most what is left.
    /// </summary>
    public Fen TakeOff(PriceRule rule, IReadOnlyList<BasketLine> lines, Fen amount, string explain, IReadOnlyList<long>? weights = null)
    {
        var off = Fen.Min(amount, lines.Sum(line => line.Left));
        if (off <= Fen.Zero)
        {
            return Fen.Zero;
        }

        var shares = off.Split(weights ?? [.. lines.Select(line => line.Left.Value)]);
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i].Left -= shares[i];
            if (shares[i] != Fen.Zero)
            {
                lines[i].Steps.Add(new QuoteStep(rule.Lane, rule.Label, -shares[i], explain) { Ref = rule.Ref });
            }
        }

        steps[rule.Lane].Add(new QuoteStep(rule.Lane, rule.Label, -off, explain) { Ref = rule.Ref });
        return off;
    }

    /// <summary>The rule counts for these lines: lanes that it does not go together with are closed.</summary>
    public static void CloseFor(PriceRule rule, IEnumerable<BasketLine> lines) => Close(rule.Lane, rule.LaterLanes, lines);

    public static void Close(Lane lane, IReadOnlyList<Lane> later, IEnumerable<BasketLine> lines)
    {
        foreach (var line in lines)
        {
            line.Open.RemoveWhere(open => open > lane && !later.Contains(open));
        }
    }

    /// <summary>Adds a step that takes nothing off the goods, such as a gift or the freight.</summary>
    public void Note(QuoteStep step) => steps[step.Lane].Add(step);

    public IReadOnlyList<QuoteStep> StepsOf(Lane lane) => steps[lane];
}
