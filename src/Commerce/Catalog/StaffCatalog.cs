using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog;

public sealed record ConsoleCategory(Id Id, string Name, string IconUrl, int Sort, int ProductCount);

public sealed record CategoryBody(string Name, string IconUrl, int Sort);

/// <param name="Stock">Pieces for sale, over all SKUs.</param>
public sealed record ConsoleProductCard(
    Id Id,
    string Name,
    string CoverUrl,
    string CategoryName,
    Fen PriceFen,
    long Stock,
    long SoldCount,
    bool OnShelf,
    DateTimeOffset UpdatedAt
)
{
    public IReadOnlyList<string> Tags { get; init; } = [];

    public int Sort { get; init; }

    /// <summary>When it goes onto the shelf by itself.</summary>
    public DateTimeOffset? OnShelfAt { get; init; }

    /// <summary>When it leaves the shelf by itself.</summary>
    public DateTimeOffset? OffShelfAt { get; init; }

    /// <summary>Staff are warned at this many pieces.</summary>
    public int? StockAlarm { get; init; }
}

public sealed record ShelveBody(bool OnShelf);

/// <summary>A product as staff edit it.</summary>
public sealed record ConsoleProduct : ProductInput
{
    internal ConsoleProduct(Product row, IReadOnlyList<Sku> skus, IReadOnlyDictionary<Id, long> left)
        : base(
            row.Name,
            row.Subtitle,
            row.CategoryId,
            row.Pictures,
            row.DetailHtml,
            row.Specs,
            [
                .. skus.Select(sku => new SkuInput(
                    sku.Id,
                    sku.SpecValues,
                    sku.PriceFen,
                    sku.CrossedPriceFen,
                    sku.CostFen,
                    left.GetValueOrDefault(sku.Id),
                    left.GetValueOrDefault(sku.Id),
                    sku.WeightGrams,
                    sku.Barcode,
                    sku.ImageUrl
                )),
            ],
            row.LimitPerOrder,
            row.Sort,
            row.OnShelf,
            row.Rates
        )
    {
        (Id, SoldCount, UpdatedAt, Version) = (row.Id, row.SoldCount, row.UpdatedAt, row.Revision);
        (BrandId, Tags, Promises, Keywords) = (row.BrandId, row.Tags, row.Promises, row.Keywords);
        (IsVirtual, VideoUrl, Unit) = (row.IsVirtual, row.VideoUrl, row.Unit);
        (OnShelfAt, OffShelfAt, StockAlarm) = (row.OnShelfAt, row.OffShelfAt, row.StockAlarm);
        (LimitPerMember, CrossedBasis) = (row.LimitPerMember, row.CrossedBasis);
        (FreightTemplateId, CourseId) = (row.FreightTemplateId, row.CourseId);
    }

    public Id Id { get; init; }

    public long SoldCount { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Which goods staff look at.</summary>
public enum ShelfState
{
    On,
    Off,

    /// <summary>On the shelf, with no more pieces left than their stock alarm says.</summary>
    Low,

    /// <summary>Will go onto the shelf, or leave it, by themselves.</summary>
    Planned,
}

public sealed record StaffGoodsQuery(string? Q, Id? Category, Choice<ShelfState>? State, Id? Brand, string? Tag);

/// <summary>Goods as staff keep them.</summary>
internal static class StaffCatalog
{
    private const string Read = "products.read";
    private const string Write = "products.write";
    private const string Tag = "Catalog";

    private static readonly Refusal InUse = Refusal.Conflict(
        "category_in_use",
        "分类下还有商品，不能删除",
        "This category still has products"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/categories", Categories)
            .RequirePermission(Read)
            .WithName("ListStaffCategories")
            .WithTags(Tag)
            .Produces<Page<ConsoleCategory>>();
        api.MapPost("/categories", AddCategory).RequirePermission(Write).WithName("AddCategory").WithTags(Tag).Produces<ConsoleCategory>();
        api.MapPut("/categories/{id}", EditCategory)
            .RequirePermission(Write)
            .WithName("EditCategory")
            .WithTags(Tag)
            .Produces<ConsoleCategory>();
        api.MapDelete("/categories/{id}", RemoveCategory).RequirePermission(Write).WithName("RemoveCategory").WithTags(Tag).Produces(204);
        api.MapGet("/products", List)
            .RequirePermission(Read)
            .WithName("ListStaffProducts")
            .WithTags(Tag)
            .Produces<Page<ConsoleProductCard>>();
        api.MapGet("/products/{id}", Get).RequirePermission(Read).WithName("GetStaffProduct").WithTags(Tag).Produces<ConsoleProduct>();
        api.MapPost("/products", Add).RequirePermission(Write).WithName("AddProduct").WithTags(Tag).Produces<ConsoleProduct>();
        api.MapPut("/products/{id}", Edit).RequirePermission(Write).WithName("EditProduct").WithTags(Tag).Produces<ConsoleProduct>();
        api.MapPost("/products/{id}/shelve", Shelve)
            .RequirePermission(Write)
            .WithName("ShelveProduct")
            .WithTags(Tag)
            .Produces<ConsoleProduct>();
    }

    private static async Task<IResult> Categories(StaffCaller caller, BanyanDb db, CancellationToken cancellation) =>
        Results.Ok(new Page<ConsoleCategory>(await CategoryRows(db, null, cancellation), null));

    private static async Task<IReadOnlyList<ConsoleCategory>> CategoryRows(BanyanDb db, Id? only, CancellationToken cancellation)
    {
        var counts = await db.Set<Product>()
            .GroupBy(row => row.CategoryId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        var rows = await db.Set<Category>()
            .AsNoTracking()
            .Where(row => only == null || row.Id == only)
            .OrderBy(row => row.Sort)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new ConsoleCategory(row.Id, row.Name, row.IconUrl, row.Sort, counts.GetValueOrDefault(row.Id)))];
    }

    private static async Task<IResult> AddCategory(
        StaffCaller caller,
        CategoryBody body,
        ICatalogEditor editor,
        BanyanDb db,
        CancellationToken cancellation
    ) =>
        await ShowCategory(
            await editor.SaveCategory(caller.ShopId, null, body.Name, body.IconUrl, body.Sort, cancellation),
            db,
            cancellation
        );

    private static async Task<IResult> EditCategory(
        StaffCaller caller,
        Id id,
        CategoryBody body,
        ICatalogEditor editor,
        BanyanDb db,
        CancellationToken cancellation
    ) =>
        await ShowCategory(
            await editor.SaveCategory(caller.ShopId, id, body.Name, body.IconUrl, body.Sort, cancellation),
            db,
            cancellation
        );

    private static async Task<IResult> ShowCategory(Result<Id> saved, BanyanDb db, CancellationToken cancellation) =>
        saved.IsOk ? Results.Ok((await CategoryRows(db, saved.Value, cancellation)).Single()) : saved.Refusal.ToHttp();

    private static async Task<IResult> RemoveCategory(
        StaffCaller caller,
        Id id,
        Engines.Commit.Commit commit,
        CancellationToken cancellation
    )
    {
        var removed = await commit.Exclusive<Done>(
            caller.ShopId,
            async db =>
            {
                if (await db.Set<Category>().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } category)
                {
                    return Refusal.NotFound;
                }

                if (await db.Set<Product>().AnyAsync(row => row.CategoryId == id, cancellation))
                {
                    return InUse;
                }

                db.Remove(category);
                return Done.Yes;
            },
            cancellation
        );
        return removed.ToNoContent();
    }

    private static async Task<IResult> List(
        StaffCaller caller,
        [AsParameters] StaffGoodsQuery query,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        var rows = await Wanted(db, query, page.AfterId)
            .OrderByDescending(row => row.Id)
            .Take(page.Take)
            .Select(ProductRow.Of)
            .ToListAsync(cancellation);
        var categories = await db.Set<Category>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var stock = await CatalogReader.StockOf(db, [.. rows.Select(row => row.Id)], cancellation);
        return Results.Ok(
            Page<ConsoleProductCard>.Of(
                rows,
                page,
                row => new ConsoleProductCard(
                    row.Id,
                    row.Name,
                    row.CoverUrl,
                    categories.GetValueOrDefault(row.CategoryId, ""),
                    row.PriceFen,
                    stock.GetValueOrDefault(row.Id),
                    row.SoldCount,
                    row.OnShelf,
                    row.UpdatedAt
                )
                {
                    Tags = row.Tags,
                    Sort = row.Sort,
                    OnShelfAt = row.OnShelfAt,
                    OffShelfAt = row.OffShelfAt,
                    StockAlarm = row.StockAlarm,
                },
                row => row.Id.ToString()
            )
        );
    }

    private static IQueryable<Product> Wanted(BanyanDb db, StaffGoodsQuery query, Id after)
    {
        var text = query.Q?.Trim().ToLowerInvariant() ?? "";
        var tag = string.IsNullOrWhiteSpace(query.Tag) ? "" : $"|{query.Tag.Trim()}|";
        var rows = query.State is { } state ? InState(db, state.Value) : db.Set<Product>();
        return rows.Where(row => (after == Id.None || row.Id < after) && (query.Category == null || row.CategoryId == query.Category))
            .Where(row => query.Brand == null || row.BrandId == query.Brand)
            .Where(row => (text.Length == 0 || row.SearchText.Contains(text)) && (tag.Length == 0 || row.TagText.Contains(tag)));
    }

    private static IQueryable<Product> InState(BanyanDb db, ShelfState state) =>
        state switch
        {
            ShelfState.On => db.Set<Product>().Where(row => row.OnShelf),
            ShelfState.Off => db.Set<Product>().Where(row => !row.OnShelf),
            ShelfState.Planned => db.Set<Product>().Where(row => row.OnShelfAt != null || row.OffShelfAt != null),
            ShelfState.Low => LowStock.Of(db),
        };

    private static Task<IResult> Get(StaffCaller caller, Id id, BanyanDb db, CancellationToken cancellation) => Show(id, db, cancellation);

    private static async Task<IResult> Add(
        StaffCaller caller,
        ProductInput body,
        IdempotencyHeader header,
        ICatalogEditor editor,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var saved = await editor.SaveProduct(caller.ShopId, null, body, new Author(caller.Actor, key.Value), cancellation);
        return saved.IsOk ? await Show(saved.Value, db, cancellation) : saved.Refusal.ToHttp();
    }

    private static async Task<IResult> Edit(
        StaffCaller caller,
        Id id,
        ProductInput body,
        IdempotencyHeader header,
        ICatalogEditor editor,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        if (body.Version is null)
        {
            return Refusal.Invalid("version", "缺少打开时的版本", "Say which version was opened").ToHttp();
        }

        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var saved = await editor.SaveProduct(caller.ShopId, id, body, new Author(caller.Actor, key.Value), cancellation);
        return saved.IsOk ? await Show(id, db, cancellation) : saved.Refusal.ToHttp();
    }

    private static async Task<IResult> Shelve(
        StaffCaller caller,
        Id id,
        ShelveBody body,
        ICatalogEditor editor,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        var saved = await editor.Shelve(caller.ShopId, id, body.OnShelf, cancellation);
        return saved.IsOk ? await Show(id, db, cancellation) : saved.Refusal.ToHttp();
    }

    private static async Task<IResult> Show(Id id, BanyanDb db, CancellationToken cancellation)
    {
        var row = await db.Set<Product>().AsNoTracking().FirstOrDefaultAsync(product => product.Id == id, cancellation);
        if (row is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var ofProduct = db.Set<Sku>().Where(sku => sku.ProductId == id && !sku.IsRetired);
        var skus = await ofProduct.AsNoTracking().OrderBy(sku => sku.Position).ToListAsync(cancellation);
        var left = (await SkuLookup.Facts(db, ofProduct, cancellation)).ToDictionary(sku => sku.SkuId, sku => sku.Left);
        return Results.Ok(new ConsoleProduct(row, skus, left));
    }
}
