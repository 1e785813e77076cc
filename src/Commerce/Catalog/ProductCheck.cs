using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Catalog;

/// <summary>Checks a product as it was written, before anything is locked.</summary>
internal static class ProductCheck
{
    public static Refusal? Of(ProductInput input)
    {
        // A list is never missing here, but one of its entries may be.
        if (input.Specs.Any(spec => spec is null) || input.Skus.Any(sku => sku is null))
        {
            return Refusal.Invalid("skus", "规格里有空的一项", "An entry of the specs is empty");
        }

        var check = Check
            .Body()
            .Text(input.Name, 1, CatalogLimits.Name)
            .Text(input.Subtitle, 0, CatalogLimits.Subtitle)
            .Count(input.Pictures, 1, CatalogLimits.Pictures)
            .Text(input.DetailHtml, 0, CatalogLimits.DetailHtml)
            .Count(input.Specs, 0, CatalogLimits.Specs)
            .Count(input.Skus, 1, CatalogLimits.Skus)
            .Number(input.LimitPerOrder, 1, 999)
            .Number(input.Sort, 0, 100_000)
            .Each(input.Pictures, (each, url) => each.Picture(url, required: true))
            .Each(input.Specs, OneSpec)
            .Each(
                input.Skus,
                (each, sku) =>
                    each.Money(sku.PriceFen, new Fen(1), new Fen(CatalogLimits.PriceFen))
                        .Money(sku.CrossedPriceFen, sku.PriceFen, new Fen(CatalogLimits.PriceFen))
                        .Number(sku.Stock, 0, CatalogLimits.Stock)
                        .Number(sku.WeightGrams, 0, 1_000_000)
                        .Text(sku.Barcode, 0, 40)
                        .Picture(sku.ImageUrl)
            );
        Rates(check, input.Rates);
        Extras(check, input);
        if (check.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var fits = input.Skus.All(sku =>
            sku.SpecValues.Count == input.Specs.Count
            && sku.SpecValues.Zip(input.Specs).All(pair => pair.Second.Values.Contains(pair.First))
        );
        var ids = input.Skus.Where(sku => sku.Id is not null).Select(sku => sku.Id).ToList();
        var isUnique =
            input.Skus.Select(sku => string.Join('\n', sku.SpecValues)).Distinct().Count() == input.Skus.Count
            && ids.Distinct().Count() == ids.Count;
        return fits && isUnique
            ? null
            : Refusal.Invalid("skus", "规格组合与规格不一致或有重复", "The SKUs do not match the specs, or one appears twice");
    }

    private static void Extras(Check check, ProductInput input) =>
        check
            .Count(input.Tags, 0, CatalogLimits.Tags)
            .Each(input.Tags, (each, tag) => each.Text(tag, 1, CatalogLimits.Tag))
            .That(
                !input.Tags.Any(tag => tag?.Contains('|', StringComparison.Ordinal) == true),
                "tags",
                "标签里不能有竖线",
                "A tag has no bars"
            )
            .Count(input.Promises, 0, CatalogLimits.Promises)
            .Each(input.Promises, (each, promise) => each.Text(promise, 1, CatalogLimits.Promise))
            .Text(input.Keywords, 0, CatalogLimits.Keywords)
            .Text(input.Unit, 1, CatalogLimits.Unit)
            .Text(input.CrossedBasis, 0, CatalogLimits.CrossedBasis)
            .Picture(input.VideoUrl)
            .Number(input.StockAlarm, 0, CatalogLimits.Stock)
            .Number(input.LimitPerMember, 1, 9_999)
            .That(
                input.OnShelfAt is not { } on || input.OffShelfAt is not { } off || on < off,
                "offShelfAt",
                "下架时间要晚于上架时间",
                "It leaves the shelf after it came onto it"
            );

    private static void OneSpec(Check each, ProductSpec spec) =>
        each.Text(spec.Name, 1, 20)
            .Count(spec.Values, 1, CatalogLimits.SpecValues)
            .Each(spec.Values, (value, text) => value.Text(text, 1, 30));

    private static void Rates(Check check, ProductRates? rates)
    {
        foreach (var rate in new[] { rates?.Seller, rates?.Upline1, rates?.Upline2 })
        {
            var isFine = rate is null || (rate.Kind == RateKind.Percent ? rate.Ppm is >= 0 and <= 1_000_000 : IsAmount(rate.FixedFen));
            check.That(
                isFine,
                "rates",
                "佣金比例应在 0% 到 100% 之间，固定金额不能为负",
                "A rate is 0–100 %, a fixed amount is not negative"
            );
        }
    }

    private static bool IsAmount(Fen? amount) => amount is { } fen && fen >= Fen.Zero && fen.Value <= CatalogLimits.PriceFen;
}
