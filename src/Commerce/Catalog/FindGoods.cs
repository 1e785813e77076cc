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

/// <param name="Category">Only this category.</param>
/// <param name="Q">Words in name, subtitle, keywords or brand, or the first letters of how the name is pronounced.</param>
/// <param name="Sort">recommended (default), newest, sales, price_asc or price_desc.</param>
/// <param name="Group">A named set of products.</param>
/// <param name="MinFen">The lowest price in fen.</param>
/// <param name="MaxFen">The highest price in fen.</param>
/// <param name="InStock">Leave out what is sold out.</param>
public sealed record GoodsQuery(
    Id? Category,
    string? Q,
    string? Sort,
    Id? Brand,
    string? Tag,
    Id? Group,
    Fen? MinFen,
    Fen? MaxFen,
    bool? InStock
);

/// <summary>What goods can be filtered by: only what some goods on the shelf have.</summary>
public sealed record GoodsFilters(IReadOnlyList<FilterChoice> Brands, IReadOnlyList<string> Tags);

public sealed record FilterChoice(Id Id, string Name);

/// <summary>What somebody who types may mean.</summary>
public sealed record Suggestions(IReadOnlyList<string> Items);

/// <summary>Finds goods for shoppers.</summary>
internal static class FindGoods
{
    private const int MaxQuery = 40;
    private const int MaxWords = 6;
    private const int MaxSuggestions = 8;
    private const int MaxTags = 30;
    private const int MaxTagged = 2_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/products", List).AllowAnyone().IsShared().WithName("ListProducts").WithTags("Catalog").Produces<Page<ProductCard>>();
        api.MapGet("/product-filters", Filters)
            .AllowAnyone()
            .IsShared()
            .WithName("ListFilters")
            .WithTags("Catalog")
            .Produces<GoodsFilters>();
        api.MapGet("/product-suggestions", Suggest).AllowAnyone().WithName("SuggestProducts").WithTags("Catalog").Produces<Suggestions>();
    }

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

        var rows = Matching(db.Set<Product>().Where(row => row.OnShelf), query.Q);
        rows = Narrowed(db, rows, query);
        if (query.Group is { } groupId)
        {
            var group = await db.Set<GoodsGroup>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == groupId, cancellation);
            rows = Of(rows, group);
        }

        var found = await rows.After(sort, page.After).InOrder(sort).Take(page.Take).Select(ProductRow.Of).ToListAsync(cancellation);
        var cards = (await catalog.CardsOf(db, new CatalogViewer(visitor.ShopId, visitor.MemberId), found, cancellation)).ToDictionary(
            card => card.Id
        );
        return Results.Ok(Page<ProductCard>.Of(found, page, row => cards[row.Id], row => row.KeyOf(sort)));
    }

    private static async Task<IResult> Filters(Visitor visitor, BanyanDb db, CancellationToken cancellation)
    {
        var brands = await db.Set<Brand>()
            .Where(brand => db.Set<Product>().Any(row => row.OnShelf && row.BrandId == brand.Id))
            .OrderBy(brand => brand.Sort)
            .ThenBy(brand => brand.Id)
            .Select(brand => new FilterChoice(brand.Id, brand.Name))
            .ToListAsync(cancellation);
        var tagged = await db.Set<Product>()
            .Where(row => row.OnShelf && row.TagText != "")
            .OrderByDescending(row => row.SoldCount)
            .ThenByDescending(row => row.Id)
            .Take(MaxTagged)
            .Select(row => row.Tags)
            .ToListAsync(cancellation);
        var tags = tagged.SelectMany(one => one).CountBy(tag => tag).OrderByDescending(tag => tag.Value).ThenBy(tag => tag.Key);
        return Results.Ok(new GoodsFilters(brands, [.. tags.Take(MaxTags).Select(tag => tag.Key)]));
    }

    private static async Task<IResult> Suggest(Visitor visitor, string? q, BanyanDb db, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(q))
        {
            return Results.Ok(new Suggestions([]));
        }

        var names = await Matching(db.Set<Product>().Where(row => row.OnShelf), q)
            .OrderByDescending(row => row.SoldCount)
            .ThenByDescending(row => row.Id)
            .Take(MaxSuggestions)
            .Select(row => row.Name)
            .ToListAsync(cancellation);
        return Results.Ok(new Suggestions([.. names.Distinct(StringComparer.Ordinal)]));
    }

    private static IQueryable<Product> Matching(IQueryable<Product> rows, string? q)
    {
        var text = q?.Trim().ToLowerInvariant() ?? "";
        foreach (var word in (text.Length > MaxQuery ? text[..MaxQuery] : text).Split(' ', MaxWords, StringSplitOptions.RemoveEmptyEntries))
        {
            rows = rows.Where(row => row.SearchText.Contains(word));
        }

        return rows;
    }

    private static IQueryable<Product> Narrowed(BanyanDb db, IQueryable<Product> rows, GoodsQuery query)
    {
        var tag = string.IsNullOrWhiteSpace(query.Tag) ? "" : $"|{query.Tag.Trim()}|";
        var (min, max) = (query.MinFen ?? Fen.Zero, query.MaxFen ?? new Fen(long.MaxValue));
        rows = rows.Where(row => query.Category == null || row.CategoryId == query.Category)
            .Where(row => query.Brand == null || row.BrandId == query.Brand)
            .Where(row => tag.Length == 0 || row.TagText.Contains(tag))
            .Where(row => row.PriceFen >= min && row.PriceFen <= max);
        if (query.InStock != true)
        {
            return rows;
        }

        return rows.Where(row =>
            (
                from sku in db.Set<Sku>()
                join pool in db.Set<Pool>() on sku.StockPool equals pool.Key
                where sku.ProductId == row.Id && !sku.IsRetired && pool.Total - pool.Held - pool.Taken > 0
                select sku.Id
            ).Any()
        );
    }

    private static IQueryable<Product> Of(IQueryable<Product> rows, GoodsGroup? group)
    {
        if (group is null)
        {
            return rows.Where(row => false);
        }

        var (tag, chosen) = ($"|{group.Tag}|", group.ProductIds);
        return group.Tag.Length > 0 ? rows.Where(row => row.TagText.Contains(tag)) : rows.Where(row => chosen.Contains(row.Id));
    }
}
