using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
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

/// <summary>Writes a product with its SKUs, price history and stock in one transaction.</summary>
internal sealed class SaveProductAct(Id productId, bool isNew, ProductInput input, IReadOnlyList<Id> skuIds, string actor) : Act<Id>
{
    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Run)
        {
            needs.Add(CatalogRows.CategoryById, ShopId, input.CategoryId);
            needs.Add(CatalogRows.ProductById, ShopId, productId);
            needs.Add(CatalogRows.SkusOfProduct, ShopId, productId);
        }
        else if (stage == Stage.Pool)
        {
            foreach (var id in skuIds)
            {
                needs.Add(Quota.PoolByKey, ShopId, SkuFacts.StockPool(id));
            }
        }
    }

    public override Result<Id> Decide(World world)
    {
        if (world.One(CatalogRows.CategoryById, ShopId, input.CategoryId) is null)
        {
            return Refusal.Invalid("categoryId", "请选择分类", "Choose a category");
        }

        var before = world.One(CatalogRows.ProductById, ShopId, productId);
        var skus = world.Many(CatalogRows.SkusOfProduct, ShopId, productId).ToDictionary(sku => sku.Id);
        if ((before is null) != isNew || input.Skus.Any(sku => sku.Id is { } id && !skus.ContainsKey(id)))
        {
            return Refusal.NotFound;
        }

        for (var i = 0; i < input.Skus.Count; i++)
        {
            if (Save(world, skus.GetValueOrDefault(skuIds[i]), skuIds[i], input.Skus[i], i) is { } refusal)
            {
                return refusal;
            }
        }

        foreach (var gone in skus.Values.Where(sku => !skuIds.Contains(sku.Id) && !sku.IsRetired))
        {
            world.Put(gone with { IsRetired = true });
        }

        world.Put(Written(before));
        return productId;
    }

    private Refusal? Save(World world, Sku? before, Id id, SkuInput sku, int position)
    {
        world.Put(
            (
                before
                ?? new Sku
                {
                    ShopId = ShopId,
                    Id = id,
                    ProductId = productId,
                    SpecValues = sku.SpecValues,
                    PriceFen = sku.PriceFen,
                    StockPool = SkuFacts.StockPool(id),
                }
            ) with
            {
                SpecValues = sku.SpecValues,
                PriceFen = sku.PriceFen,
                CrossedPriceFen = sku.CrossedPriceFen,
                CostFen = sku.CostFen,
                WeightGrams = sku.WeightGrams,
                Barcode = sku.Barcode.Trim(),
                ImageUrl = sku.ImageUrl,
                Position = position,
                IsRetired = false,
            }
        );
        if (before is null || before.PriceFen != sku.PriceFen || before.CrossedPriceFen != sku.CrossedPriceFen)
        {
            world.Put(
                new PriceChange
                {
                    ShopId = ShopId,
                    Id = world.NextId(),
                    SkuId = id,
                    BeforeFen = before?.PriceFen,
                    PriceFen = sku.PriceFen,
                    CrossedPriceFen = sku.CrossedPriceFen,
                    Actor = actor,
                    At = At,
                }
            );
        }

        var pool = world.One(Quota.PoolByKey, ShopId, SkuFacts.StockPool(id));
        var total = (pool?.Total ?? 0) + sku.Stock - (sku.StockWas ?? pool?.Left ?? 0);
        return pool?.Total == total ? null : Quota.Resize(world, ShopId, SkuFacts.StockPool(id), total).Refusal;
    }

    private Product Written(Product? before)
    {
        var cheapest = input.Skus.MinBy(sku => sku.PriceFen)!;
        var name = input.Name.Trim();
        var subtitle = input.Subtitle.Trim();
        var product =
            before
            ?? new Product
            {
                ShopId = ShopId,
                Id = productId,
                CategoryId = input.CategoryId,
                Name = name,
                SearchText = "",
                Pictures = [],
                Specs = [],
                PriceFen = cheapest.PriceFen,
                CreatedAt = At,
                UpdatedAt = At,
            };
        return product with
        {
            CategoryId = input.CategoryId,
            Name = name,
            Subtitle = subtitle,
            SearchText = $"{name} {subtitle}".ToLowerInvariant(),
            Pictures = input.Pictures,
            DetailHtml = RichText.Clean(input.DetailHtml),
            Specs = input.Specs,
            LimitPerOrder = input.LimitPerOrder,
            Sort = input.Sort,
            OnShelf = input.OnShelf,
            Rates = input.Rates,
            PriceFen = cheapest.PriceFen,
            CrossedPriceFen = cheapest.CrossedPriceFen,
            UpdatedAt = At,
        };
    }
}
