using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Freight.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Lanes;

/// <summary>What travelling costs, before anything makes it free.</summary>
/// <param name="FreeFromFen">Goods for at least so much travel free; null: never.</param>
internal sealed record FreightRule(Fen FreightFen, Fen? FreeFromFen)
{
    /// <summary>Nothing is sent.</summary>
    public static readonly FreightRule Pickup = new(Fen.Zero, null);

    /// <summary>Of the goods that have one.</summary>
    public IReadOnlyDictionary<Id, FreightTemplate> Templates { get; init; } = new Dictionary<Id, FreightTemplate>();

    /// <summary>Where it goes; null while nobody knows: what holds everywhere else.</summary>
    public string? Province { get; init; }

    public FreightTemplate? TemplateOf(SkuFacts sku) =>
        sku is { IsVirtual: false, FreightTemplateId: { } id } ? Templates.GetValueOrDefault(id) : null;
}

/// <summary>
/// The freight: the goods of each template by that template, all others by the shop's own rule, added up, unless a promotion, a right or
/// a coupon pays it. The thresholds for free freight are compared before coupons and points: using one of them never costs the member the
/// free freight.
/// </summary>
internal static class FreightLane
{
    /// <summary>What is asked if no coupon pays it.</summary>
    public static IReadOnlyList<QuoteStep> BeforeCoupons(Basket basket, IReadOnlyList<PriceRule> rules, FreightRule freight)
    {
        var ordinary = Ordinary(basket, freight).ToList();
        foreach (var rule in rules.OfType<FreeFreightRule>())
        {
            var goods = basket.Lines.Where(line => rule.Scope.Covers(line.Sku)).Sum(line => line.Left);
            if (goods >= rule.FromFen && basket.Lines.All(line => rule.Scope.Covers(line.Sku)))
            {
                basket.FreeFreight.Add((rule.Ref, rule.Label, "运费已免"));
            }
        }

        return UnlessFree(basket, ordinary);
    }

    public static Fen Apply(Basket basket, IReadOnlyList<QuoteStep> freight)
    {
        if (basket.Lines.Count == 0)
        {
            return Fen.Zero;
        }

        var steps = UnlessFree(basket, freight);
        foreach (var step in steps)
        {
            basket.Note(step);
        }

        return steps.Sum(step => step.AmountFen);
    }

    private static IReadOnlyList<QuoteStep> UnlessFree(Basket basket, IReadOnlyList<QuoteStep> steps)
    {
        if (basket.FreeFreight.Count == 0 || steps.Sum(step => step.AmountFen) == Fen.Zero)
        {
            return steps;
        }

        var (reference, label, explain) = basket.FreeFreight[0];
        return [new QuoteStep(Lane.Freight, label, Fen.Zero, explain) { Ref = reference }];
    }

    private static IEnumerable<QuoteStep> Ordinary(Basket basket, FreightRule rule)
    {
        if (ReferenceEquals(rule, FreightRule.Pickup))
        {
            return [new QuoteStep(Lane.Freight, "到店自提", Fen.Zero, "到店自提，不收运费")];
        }

        var sent = basket.Lines.Where(line => !line.Sku.IsVirtual).ToList();
        return sent.Count == 0
            ? [new QuoteStep(Lane.Freight, "无需物流", Fen.Zero, "虚拟商品，不收运费")]
            : sent.GroupBy(line => rule.TemplateOf(line.Sku))
                .OrderBy(group => group.Key?.Id.Value ?? 0)
                .Select(group => group.Key is { } template ? ByTemplate([.. group], template, rule.Province) : ByShop([.. group], rule));
    }

    private static QuoteStep ByShop(IReadOnlyList<BasketLine> lines, FreightRule rule)
    {
        var goods = lines.Sum(line => line.Left);
        return rule.FreeFromFen is { } from && goods >= from ? new QuoteStep(Lane.Freight, "包邮", Fen.Zero, $"满 {from.ToYuan()} 包邮")
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

    private static QuoteStep ByTemplate(IReadOnlyList<BasketLine> lines, FreightTemplate template, string? province)
    {
        var zone = template.ZoneOf(province);
        var pieces = lines.Sum(line => (long)line.Quantity);
        if (zone.IsFree(lines.Sum(line => line.Left), pieces))
        {
            return new QuoteStep(Lane.Freight, "包邮", Fen.Zero, $"{template.Name}：{FreeText(zone)}");
        }

        var isWeight = template.Unit == FreightUnit.Weight;
        var units = isWeight ? lines.Sum(line => (long)line.Sku.WeightGrams * line.Quantity) : pieces;
        var cost = zone.CostOf(units);
        var count = isWeight ? $"{Kilograms(units)} kg" : $"{units} 件";
        var tariff =
            $"首 {UnitsOf(zone.First, isWeight)} {zone.FirstFen.ToYuan()}，每加 {UnitsOf(zone.Step, isWeight)} {zone.StepFen.ToYuan()}";
        return cost == Fen.Zero
            ? new QuoteStep(Lane.Freight, "包邮", Fen.Zero, $"{template.Name}：包邮")
            : new QuoteStep(Lane.Freight, "运费", cost, $"{template.Name}：{count}，{tariff}");
    }

    private static string UnitsOf(int units, bool isWeight) => isWeight ? $"{Kilograms(units)} kg" : $"{units} 件";

    private static string FreeText(FreightZone zone) =>
        (zone.FreeFromFen, zone.FreeFromPieces) switch
        {
            ({ } money, { } pieces) => $"满 {money.ToYuan()} 或 {pieces} 件包邮",
            ({ } money, null) => $"满 {money.ToYuan()} 包邮",
            (_, var pieces) => $"满 {pieces} 件包邮",
        };

    /// <summary>Grams as kilograms without needless zeros: 1500 is 1.5.</summary>
    private static string Kilograms(long grams) =>
        grams % 1000 == 0 ? $"{grams / 1000}" : $"{grams / 1000}.{grams % 1000:000}".TrimEnd('0');
}
