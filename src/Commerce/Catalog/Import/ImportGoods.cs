using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog.Import;

/// <param name="RowCount">Rows of the file, without its heading.</param>
/// <param name="BadCount">Rows that are not imported.</param>
/// <param name="ProductCount">Products that the good rows make.</param>
/// <param name="DoneCount">Products written so far.</param>
/// <param name="FailedCount">Products that were refused when they were written.</param>
public sealed record ImportView(
    Id Id,
    string FileName,
    ImportState State,
    int RowCount,
    int BadCount,
    int ProductCount,
    int DoneCount,
    int FailedCount,
    DateTimeOffset CreatedAt
);

/// <summary>Takes a file of goods and judges it row by row; nothing reaches the catalog before staff confirm.</summary>
internal static class ImportGoods
{
    public const string Write = "products.write";
    public const string Tag = "Catalog";
    private const int MaxBytes = 3 * 1024 * 1024;
    private const int MaxRows = 2_000;
    private const int RowsPerEdit = 500;
    private const int MaxListed = 20;
    private const int MaxName = 100;

    private static readonly Refusal TooLarge = new("file_too_large", 413, "文件不能超过 3 MB", "The file may have 3 MB at most");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/goods-imports", Upload)
            .RequirePermission(Write)
            .WithName("ReadImport")
            .WithTags(Tag)
            .Produces<ImportView>()
            .DisableAntiforgery();
        api.MapGet("/goods-imports", List).RequirePermission(Write).WithName("ListImports").WithTags(Tag).Produces<Page<ImportView>>();
        api.MapGet("/goods-imports/{id}", Get).RequirePermission(Write).WithName("GetImport").WithTags(Tag).Produces<ImportView>();
    }

    private static async Task<IResult> Upload(
        StaffCaller caller,
        IFormFile? file,
        BanyanDb db,
        Commit commit,
        IIdSource ids,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (file is null || file.Length == 0)
        {
            return Refusal.Invalid("file", "请选择文件", "Choose a file").ToHttp();
        }

        if (file.Length > MaxBytes)
        {
            return TooLarge.ToHttp();
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellation);
        var rows = CsvText.Read(content.ToArray(), MaxRows + 1);
        if (!rows.IsOk)
        {
            return rows.Refusal.ToHttp();
        }

        var read = ReadGoods.Read(rows.Value, await Known(db, cancellation));
        if (!read.IsOk)
        {
            return read.Refusal.ToHttp();
        }

        var import = new GoodsImport
        {
            ShopId = caller.ShopId,
            Id = ids.Next(),
            FileName = file.FileName.Length > MaxName ? file.FileName[..MaxName] : file.FileName,
            RowCount = read.Value.Sum(item => item.Rows.Count),
            BadCount = read.Value.Where(item => item.Product is null).Sum(item => item.Rows.Count),
            ProductCount = read.Value.Count(item => item.Product is not null),
            Actor = caller.Actor,
            CreatedAt = clock.GetUtcNow(),
        };
        var kept = await Keep(commit, import, [.. read.Value.Select(item => ItemOf(import, item, ids))], cancellation);
        return kept.IsOk ? await Show(db, import.Id, cancellation) : kept.Refusal.ToHttp();
    }

    /// <summary>The items in parts, and the import itself last: it is not seen before it is whole.</summary>
    private static async Task<Result<Done>> Keep(
        Commit commit,
        GoodsImport import,
        IReadOnlyList<ImportItem> items,
        CancellationToken cancellation
    )
    {
        foreach (var part in items.Chunk(RowsPerEdit))
        {
            var kept = await Add(commit, import.ShopId, part, cancellation);
            if (!kept.IsOk)
            {
                return kept;
            }
        }

        return await Add(commit, import.ShopId, [import], cancellation);
    }

    private static Task<Result<Done>> Add(Commit commit, Id shopId, IReadOnlyList<object> rows, CancellationToken cancellation) =>
        commit.Exclusive<Done>(
            shopId,
            db =>
            {
                db.AddRange(rows);
                return Task.FromResult<Result<Done>>(Done.Yes);
            },
            cancellation
        );

    private static ImportItem ItemOf(GoodsImport import, ReadItem item, IIdSource ids) =>
        new()
        {
            ShopId = import.ShopId,
            Id = ids.Next(),
            ImportId = import.Id,
            Line = item.Rows[0].Line,
            Rows = item.Rows,
            Product = item.Product,
            Faults = item.Faults,
            State = item.Product is null ? ImportItemState.Bad : ImportItemState.Waiting,
        };

    private static async Task<KnownNames> Known(BanyanDb db, CancellationToken cancellation)
    {
        var categories = await db.Set<Category>().Select(row => new { row.Name, row.Id }).ToListAsync(cancellation);
        var brands = await db.Set<Brand>().Select(row => new { row.Name, row.Id }).ToListAsync(cancellation);
        var products = await db.Set<Product>().Select(row => row.Name).ToListAsync(cancellation);
        return new KnownNames(
            categories.GroupBy(row => row.Name).ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal),
            brands.GroupBy(row => row.Name).ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal),
            products.ToHashSet(StringComparer.Ordinal)
        );
    }

    private static async Task<IResult> List(StaffCaller caller, BanyanDb db, CancellationToken cancellation)
    {
        var imports = await db.Set<GoodsImport>().AsNoTracking().OrderByDescending(row => row.Id).Take(MaxListed).ToListAsync(cancellation);
        return Results.Ok(new Page<ImportView>(await Views(db, imports, cancellation), null));
    }

    private static Task<IResult> Get(StaffCaller caller, Id id, BanyanDb db, CancellationToken cancellation) => Show(db, id, cancellation);

    public static async Task<IResult> Show(BanyanDb db, Id id, CancellationToken cancellation)
    {
        var import = await db.Set<GoodsImport>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        return import is null ? Refusal.NotFound.ToHttp() : Results.Ok((await Views(db, [import], cancellation)).Single());
    }

    private static async Task<IReadOnlyList<ImportView>> Views(
        BanyanDb db,
        IReadOnlyList<GoodsImport> imports,
        CancellationToken cancellation
    )
    {
        var ids = imports.Select(row => row.Id).ToList();
        var counts = await db.Set<ImportItem>()
            .Where(item => ids.Contains(item.ImportId))
            .GroupBy(item => new { item.ImportId, item.State })
            .Select(group => new
            {
                group.Key.ImportId,
                group.Key.State,
                Count = group.Count(),
            })
            .ToDictionaryAsync(row => (row.ImportId, row.State), row => row.Count, cancellation);
        return
        [
            .. imports.Select(row => new ImportView(
                row.Id,
                row.FileName,
                row.State,
                row.RowCount,
                row.BadCount,
                row.ProductCount,
                counts.GetValueOrDefault((row.Id, ImportItemState.Done)),
                counts.GetValueOrDefault((row.Id, ImportItemState.Failed)),
                row.CreatedAt
            )),
        ];
    }
}
