using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog;

/// <summary>A product's own page.</summary>
/// <param name="Delivery">One Chinese sentence on how and when it comes.</param>
public sealed record ProductDetail(
    Id Id,
    string Name,
    string Subtitle,
    string CoverUrl,
    Fen PriceFen,
    Fen? CrossedPriceFen,
    long SoldCount,
    bool SoldOut,
    Fen? CommissionFen,
    CampaignBadge? Campaign,
    Id CategoryId,
    IReadOnlyList<string> Pictures,
    string DetailHtml,
    IReadOnlyList<ProductSpec> Specs,
    IReadOnlyList<SkuView> Skus,
    int? LimitPerOrder,
    string Delivery,
    IReadOnlyList<CampaignCard> Campaigns
)
{
    /// <inheritdoc cref="ProductAddOn.Labels"/>
    public IReadOnlyList<string> Labels { get; init; } = [];

    public string? Brand { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the shop promises for these goods.</summary>
    public IReadOnlyList<string> Promises { get; init; } = [];

    /// <summary>Nothing is sent.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>What its buyer may learn or read; its lessons have an address of their own.</summary>
    public Id? CourseId { get; init; }

    /// <summary>Shown before the pictures.</summary>
    public string? VideoUrl { get; init; }

    /// <summary>What one piece is called.</summary>
    public string Unit { get; init; } = "";

    public int? LimitPerMember { get; init; }

    /// <summary>What the crossed-out price is; null: a price of the shop's own.</summary>
    public string? CrossedBasis { get; init; }
}

public sealed record SkuView(Id Id, IReadOnlyList<string> SpecValues, Fen PriceFen, Fen? CrossedPriceFen, long Stock, string? ImageUrl);

/// <summary>Goods as shoppers see them.</summary>
internal static class ShowGoods
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/categories", Categories)
            .AllowAnyone()
            .IsShared()
            .WithName("ListCategories")
            .WithTags("Catalog")
            .Produces<Page<CategoryView>>();
        api.MapGet("/products/{id}", Get).AllowAnyone().IsShared().WithName("GetProduct").WithTags("Catalog").Produces<ProductDetail>();
    }

    private static async Task<IResult> Categories(Visitor visitor, ICatalogReader catalog, CancellationToken cancellation) =>
        Results.Ok(new Page<CategoryView>(await catalog.Categories(visitor.ShopId, cancellation), null));

    private static async Task<IResult> Get(Visitor visitor, Id id, BanyanDb db, CatalogReader catalog, CancellationToken cancellation)
    {
        var row = await db.Set<Product>().AsNoTracking().FirstOrDefaultAsync(product => product.Id == id && product.OnShelf, cancellation);
        if (row is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var brand = row.BrandId is null
            ? null
            : await db.Set<Brand>().Where(one => one.Id == row.BrandId).Select(one => one.Name).FirstOrDefaultAsync(cancellation);
        var skus = await Skus(db, id, cancellation);
        var facts = new ProductFacts(id, row.CategoryId, row.Name, row.CoverUrl, row.PriceFen, row.OnShelf, row.Rates);
        var addOn =
            (
                await catalog.AddOnsOf(new AddOnQuery(new CatalogViewer(visitor.ShopId, visitor.MemberId), [facts], true), cancellation)
            ).GetValueOrDefault(id) ?? ProductAddOn.Nothing;
        return Results.Ok(Detail(row, brand, skus, addOn));
    }

    private static async Task<IReadOnlyList<SkuView>> Skus(BanyanDb db, Id productId, CancellationToken cancellation)
    {
        var rows = await (
            from sku in db.Set<Sku>()
            join pool in db.Set<Pool>() on sku.StockPool equals pool.Key into pools
            from pool in pools.DefaultIfEmpty()
            where sku.ProductId == productId && !sku.IsRetired
            orderby sku.Position, sku.Id
            select new { sku, pool }
        )
            .AsNoTracking()
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new SkuView(
                row.sku.Id,
                row.sku.SpecValues,
                row.sku.PriceFen,
                row.sku.CrossedPriceFen,
                Math.Max(0, row.pool?.Left ?? 0),
                row.sku.ImageUrl
            )),
        ];
    }

    private static ProductDetail Detail(Product row, string? brand, IReadOnlyList<SkuView> skus, ProductAddOn addOn) =>
        new(
            row.Id,
            row.Name,
            row.Subtitle,
            row.CoverUrl,
            row.PriceFen,
            row.CrossedPriceFen,
            row.SoldCount,
            skus.Sum(sku => sku.Stock) == 0,
            addOn.CommissionFen,
            addOn.Campaign,
            row.CategoryId,
            row.Pictures,
            row.DetailHtml,
            row.Specs,
            skus,
            row.LimitPerOrder,
            row is { IsVirtual: true, CourseId: not null } ? "付款后立即开通，无需物流"
                : row.IsVirtual ? "虚拟商品，付款后生效，无需物流"
                : "48 小时内发货，支持七天无理由退货",
            addOn.Campaigns
        )
        {
            Labels = addOn.Labels,
            Brand = brand,
            Tags = row.Tags,
            Promises = row.Promises,
            IsVirtual = row.IsVirtual,
            CourseId = row.CourseId,
            VideoUrl = row.VideoUrl,
            Unit = row.Unit,
            LimitPerMember = row.LimitPerMember,
            CrossedBasis = row.CrossedBasis,
        };
}
