using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Catalog;

/// <summary>Writes a product with its SKUs, price history and stock in one transaction.</summary>
internal sealed class SaveProductAct(Id productId, bool isNew, ProductInput input, IReadOnlyList<Id> skuIds, string actor) : Act<Id>
{
    public static readonly Refusal ChangedMeanwhile = Refusal.Conflict(
        "changed_meanwhile",
        "您编辑期间，别人改过这件商品",
        "Somebody else changed this product while you were editing it"
    );

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Run)
        {
            needs.Add(CatalogRows.CategoryById, ShopId, input.CategoryId);
            needs.Add(CatalogRows.ProductById, ShopId, productId);
            needs.Add(CatalogRows.SkusOfProduct, ShopId, productId);
            if (input.BrandId is { } brandId)
            {
                needs.Add(CatalogRows.BrandById, ShopId, brandId);
            }
        }
        else if (stage == Stage.Claim)
        {
            foreach (var id in skuIds)
            {
                needs.Add(CatalogRows.PricesOfSku, ShopId, id);
            }
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

        var brand = input.BrandId is { } brandId ? world.One(CatalogRows.BrandById, ShopId, brandId) : null;
        if (input.BrandId is not null && brand is null)
        {
            return Refusal.Invalid("brandId", "没有这个品牌", "There is no such brand");
        }

        var before = world.One(CatalogRows.ProductById, ShopId, productId);
        var skus = world.Many(CatalogRows.SkusOfProduct, ShopId, productId).ToDictionary(sku => sku.Id);
        if ((before is null) != isNew || input.Skus.Any(sku => sku.Id is { } id && !skus.ContainsKey(id)))
        {
            return Refusal.NotFound;
        }

        if (before is not null && before.Revision != input.Version)
        {
            return ChangedMeanwhile;
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

        world.Put(Written(before, brand));
        return productId;
    }

    private Refusal? Save(World world, Sku? before, Id id, SkuInput sku, int position)
    {
        var isPriced = before is null || before.PriceFen != sku.PriceFen || before.CrossedPriceFen != sku.CrossedPriceFen;
        var basis = PriceRules.BasisOf(input.CrossedBasis);
        if (isPriced && PriceRules.ProblemOf(sku, basis, world.Many(CatalogRows.PricesOfSku, ShopId, id), At) is { } problem)
        {
            return problem.ToRefusal();
        }

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
        if (isPriced)
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
                    CrossedBasis = basis,
                    Actor = actor,
                    At = At,
                }
            );
        }

        var pool = world.One(Quota.PoolByKey, ShopId, SkuFacts.StockPool(id));
        var total = (pool?.Total ?? 0) + sku.Stock - (sku.StockWas ?? pool?.Left ?? 0);
        return pool?.Total == total ? null : Quota.Resize(world, ShopId, SkuFacts.StockPool(id), total).Refusal;
    }

    private Product Written(Product? before, Brand? brand)
    {
        var cheapest = input.Skus.MinBy(sku => sku.PriceFen)!;
        var name = input.Name.Trim();
        var subtitle = input.Subtitle.Trim();
        IReadOnlyList<string> tags = [.. input.Tags.Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal)];
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
            SearchText = SearchWords.Of(input, brand?.Name),
            Revision = product.Revision + 1,
            BrandId = brand?.Id,
            Tags = tags,
            TagText = SearchWords.TagText(tags),
            Promises = input.Promises,
            Keywords = input.Keywords.Trim(),
            IsVirtual = input.IsVirtual,
            VideoUrl = input.VideoUrl is { Length: > 0 } video ? video : null,
            Unit = input.Unit.Trim(),
            OnShelfAt = input.OnShelfAt,
            OffShelfAt = input.OffShelfAt,
            StockAlarm = input.StockAlarm,
            LimitPerMember = input.LimitPerMember,
            FreightTemplateId = input.FreightTemplateId,
            CourseId = input.CourseId,
            CrossedBasis = PriceRules.BasisOf(input.CrossedBasis),
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
