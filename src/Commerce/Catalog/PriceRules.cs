using Banyan.Commerce.Catalog.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Catalog;

/// <summary>What is wrong with a crossed-out price, by which rule, and what to do about it.</summary>
/// <param name="LowestFen">The lowest price asked in the seven days before; null: none was.</param>
internal sealed record CrossedPriceProblem(string Spec, Fen CrossedPriceFen, Fen? LowestFen)
{
    public const string Source = "《规范促销行为暂行规定》第二十一条；《明码标价和禁止价格欺诈规定》第十六条";

    public string Text =>
        LowestFen is { } lowest
            ? $"{Subject}高于此前 7 天的最低售价 ¥{lowest.ToYuan()}"
            : $"{Subject}没有成交依据：这个规格此前 7 天没有卖过";

    public string Fix =>
        LowestFen is { } lowest
            ? $"把划线价改为不超过 ¥{lowest.ToYuan()}，或者写明划线价的依据，例如“品牌官方指导价”"
            : "先去掉划线价，或者写明划线价的依据，例如“品牌官方指导价”";

    private string Subject => $"「{(Spec.Length == 0 ? "默认规格" : Spec)}」的划线价 ¥{CrossedPriceFen.ToYuan()} ";

    public Refusal ToRefusal() =>
        Refusal.Conflict(
            "crossed_price_unproven",
            $"{Text}。{Fix}。",
            $"The crossed-out price {CrossedPriceFen.ToYuan()} is above the lowest price of the seven days before"
                + $" ({LowestFen?.ToYuan() ?? "none"}): lower it, or say what it is"
        );
}

/// <summary>
/// A crossed-out price without a stated basis is taken for a price of our own, and must not exceed the lowest one asked in the seven days
/// before the offer (规范促销行为暂行规定, article 21).
/// </summary>
internal static class PriceRules
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    public static string? BasisOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The lowest price that was asked at any moment from seven days before <paramref name="at"/>.</summary>
    public static Fen? LowestBefore(IReadOnlyList<PriceChange> history, DateTimeOffset at)
    {
        var from = at - Window;
        var before = history.Where(change => change.At < at).OrderBy(change => change.At).ThenBy(change => change.Id).ToList();
        var inForce = before.FindLastIndex(change => change.At <= from);
        var asked = before.Skip(Math.Max(0, inForce)).Select(change => change.PriceFen).ToList();
        return asked.Count == 0 ? null : asked.Min();
    }

    /// <param name="history">Of this SKU, before this price.</param>
    public static CrossedPriceProblem? ProblemOf(SkuInput sku, string? basis, IReadOnlyList<PriceChange> history, DateTimeOffset at)
    {
        if (basis is not null || sku.CrossedPriceFen is not { } crossed)
        {
            return null;
        }

        var lowest = LowestBefore(history, at);
        return lowest is { } price && crossed <= price
            ? null
            : new CrossedPriceProblem(string.Join(" / ", sku.SpecValues), crossed, lowest);
    }
}
