using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Catalog;

public enum PriceMove
{
    /// <summary>By a share of the price, in parts per million: −100 000 is ten per cent less.</summary>
    Percent,

    /// <summary>By an amount in fen.</summary>
    Amount,
}

/// <param name="By">Parts per million or fen, by kind; negative lowers.</param>
public sealed record BatchPrice(PriceMove Kind, long By);

/// <summary>What many products are changed to at once; null and empty leave as it is.</summary>
public sealed record BatchChange(
    Id? CategoryId,
    IReadOnlyList<string>? AddTags,
    IReadOnlyList<string>? RemoveTags,
    bool? OnShelf,
    int? Sort,
    BatchPrice? Price
)
{
    private const long Million = 1_000_000;

    internal Refusal? Faults() =>
        Check
            .Body()
            .Count(AddTags, 0, CatalogLimits.Tags)
            .Each(AddTags, (each, tag) => each.Text(tag, 1, CatalogLimits.Tag))
            .That(
                AddTags?.Any(tag => tag?.Contains('|', StringComparison.Ordinal) == true) != true,
                "addTags",
                "标签里不能有竖线",
                "No bars"
            )
            .Count(RemoveTags, 0, CatalogLimits.Tags)
            .Number(Sort, 0, 100_000)
            .Number(Price is { Kind: PriceMove.Percent } ? Price.By : null, -Million + 1, 10 * Million, "price")
            .Number(Price is { Kind: PriceMove.Amount } ? Price.By : null, -CatalogLimits.PriceFen, CatalogLimits.PriceFen, "price")
            .ToRefusal();

    /// <summary>The price after the change, half a fen upwards; null where it would be no price any more.</summary>
    internal Fen? PriceOf(Fen before)
    {
        if (Price is null)
        {
            return before;
        }

        var by = Price.Kind == PriceMove.Amount ? Price.By : (before.Value * Price.By + Million / 2) / Million;
        var rounded = Price is { Kind: PriceMove.Percent, By: < 0 } ? -((before.Value * -Price.By + Million / 2) / Million) : by;
        var after = before.Value + rounded;
        return after is >= 1 and <= CatalogLimits.PriceFen ? new Fen(after) : null;
    }

    internal IReadOnlyList<string> TagsOf(IReadOnlyList<string> before) =>
        [
            .. before
                .Except((RemoveTags ?? []).Select(tag => tag.Trim()), StringComparer.Ordinal)
                .Union((AddTags ?? []).Select(tag => tag.Trim()), StringComparer.Ordinal),
        ];
}

/// <summary>
/// The SKUs of one product with their new prices, or why they cannot have them. Pure: the preview and the change ask the same.
/// </summary>
internal static class BatchRules
{
    private static readonly Refusal NoPrice = Refusal.Conflict(
        "price_out_of_range",
        "改后的价格要在 0.01 到 10000000 元之间",
        "The new price is out of range"
    );

    private static readonly Refusal TooManyTags = Refusal.Conflict(
        "too_many_tags",
        "一件商品最多 10 个标签",
        "A product has ten tags at most"
    );

    /// <param name="historyOf">What was asked for a SKU before.</param>
    public static Result<IReadOnlyList<Sku>> Reprice(
        BatchChange change,
        Product product,
        IEnumerable<Sku> skus,
        Func<Id, IReadOnlyList<PriceChange>> historyOf,
        DateTimeOffset at
    )
    {
        if (change.TagsOf(product.Tags).Count > CatalogLimits.Tags)
        {
            return TooManyTags;
        }

        var priced = new List<Sku>();
        foreach (var sku in change.Price is null ? [] : skus.Where(sku => !sku.IsRetired))
        {
            if (change.PriceOf(sku.PriceFen) is not { } price)
            {
                return NoPrice;
            }

            // A crossed-out price that is no longer above the price says nothing.
            var crossed = sku.CrossedPriceFen > price ? sku.CrossedPriceFen : null;
            var asked = new SkuInput(sku.Id, sku.SpecValues, price, crossed, null, 0, null, 0, "", null);
            if (price != sku.PriceFen && PriceRules.ProblemOf(asked, product.CrossedBasis, historyOf(sku.Id), at) is { } problem)
            {
                return problem.ToRefusal();
            }

            priced.Add(sku with { PriceFen = price, CrossedPriceFen = crossed });
        }

        return priced;
    }
}
