using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
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
);

public sealed record SkuView(Id Id, IReadOnlyList<string> SpecValues, Fen PriceFen, Fen? CrossedPriceFen, long Stock, string? ImageUrl);

/// <param name="Category">Only this category.</param>
/// <param name="Q">Words in name or subtitle.</param>
/// <param name="Sort">recommended (default), newest, sales, price_asc or price_desc.</param>
public sealed record GoodsQuery(Id? Category, string? Q, string? Sort);

/// <summary>Goods as shoppers see them.</summary>
internal static class ShowGoods
{
    private const int MaxQuery = 40;
    private const int MaxWords = 6;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/categories", Categories).AllowAnyone().WithName("ListCategories").WithTags("Catalog").Produces<Page<CategoryView>>();
        api.MapGet("/products", List).AllowAnyone().WithName("ListProducts").WithTags("Catalog").Produces<Page<ProductCard>>();
        api.MapGet("/products/{id}", Get).AllowAnyone().WithName("GetProduct").WithTags("Catalog").Produces<ProductDetail>();
    }

    private static async Task<IResult> Categories(Visitor visitor, ICatalogReader catalog, CancellationToken cancellation) =>
        Results.Ok(new Page<CategoryView>(await catalog.Categories(visitor.ShopId, cancellation), null));

    private static async Task<IResult> List(
        Visitor visitor,
        [AsParameters] GoodsQuery query,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CatalogReader catalog,
        CancellationToken cancellation
    )
    {
        if (!ProductOrder.Names.TryGetValue(query.Sort ?? "recommended", out var sort))
        {
            return Refusal.Invalid("sort", "没有这种排序", "There is no such order").ToHttp();
        }

        var rows = db.Set<Product>().Where(row => row.OnShelf && (query.Category == null || row.CategoryId == query.Category));
        var text = query.Q?.Trim().ToLowerInvariant() ?? "";
        foreach (var word in (text.Length > MaxQuery ? text[..MaxQuery] : text).Split(' ', MaxWords, StringSplitOptions.RemoveEmptyEntries))
        {
            rows = rows.Where(row => row.SearchText.Contains(word));
        }

        var found = await rows.After(sort, page.After).InOrder(sort).Take(page.Take).Select(ProductRow.Of).ToListAsync(cancellation);
        var cards = (await catalog.CardsOf(db, new CatalogViewer(visitor.ShopId, visitor.MemberId), found, cancellation)).ToDictionary(
            card => card.Id
        );
        return Results.Ok(Page<ProductCard>.Of(found, page, row => cards[row.Id], row => row.KeyOf(sort)));
    }

    private static async Task<IResult> Get(Visitor visitor, Id id, BanyanDb db, CatalogReader catalog, CancellationToken cancellation)
    {
        var row = await db.Set<Product>().AsNoTracking().FirstOrDefaultAsync(product => product.Id == id && product.OnShelf, cancellation);
        if (row is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var skus = await db.Set<Sku>()
            .AsNoTracking()
            .Where(sku => sku.ProductId == id && !sku.IsRetired)
            .OrderBy(sku => sku.Position)
            .ToListAsync(cancellation);
        var left = (await catalog.SkusOf(visitor.ShopId, id, cancellation)).ToDictionary(sku => sku.SkuId, sku => Math.Max(0, sku.Left));
        var facts = new ProductFacts(id, row.CategoryId, row.Name, row.CoverUrl, row.PriceFen, row.OnShelf, row.Rates);
        var addOn =
            (
                await catalog.AddOnsOf(new AddOnQuery(new CatalogViewer(visitor.ShopId, visitor.MemberId), [facts], true), cancellation)
            ).GetValueOrDefault(id) ?? ProductAddOn.Nothing;
        return Results.Ok(
            new ProductDetail(
                row.Id,
                row.Name,
                row.Subtitle,
                row.CoverUrl,
                row.PriceFen,
                row.CrossedPriceFen,
                row.SoldCount,
                left.Values.Sum() == 0,
                addOn.CommissionFen,
                addOn.Campaign,
                row.CategoryId,
                row.Pictures,
                row.DetailHtml,
                row.Specs,
                [
                    .. skus.Select(sku => new SkuView(
                        sku.Id,
                        sku.SpecValues,
                        sku.PriceFen,
                        sku.CrossedPriceFen,
                        left.GetValueOrDefault(sku.Id),
                        sku.ImageUrl
                    )),
                ],
                row.LimitPerOrder,
                "48 小时内发货，支持七天无理由退货",
                addOn.Campaigns
            )
        );
    }
}
