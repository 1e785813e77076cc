using System.Runtime.CompilerServices;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog.Import;

/// <summary>What of an import to look at.</summary>
public enum ImportRowKind
{
    Good,
    Bad,
}

public sealed record ImportRowsQuery(Choice<ImportRowKind>? Kind);

/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Faults">Why it is not imported; empty: it is.</param>
public sealed record ImportRowView(
    Id Id,
    int Line,
    string Name,
    string Category,
    Fen? PriceFen,
    int SkuCount,
    IReadOnlyList<string> Faults,
    Id? ProductId
);

/// <summary>The products and the bad rows of an import, on the page and as a file to mend.</summary>
internal static class ImportRowsList
{
    private const int MaxRows = 2_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/goods-imports/{id}/rows", List)
            .RequirePermission(ImportGoods.Write)
            .WithName("ListImportRows")
            .WithTags(ImportGoods.Tag)
            .Produces<Page<ImportRowView>>();
        api.MapGet("/goods-imports/{id}/errors", Errors)
            .RequirePermission(ImportGoods.Write)
            .WithName("DownloadImportErrors")
            .WithTags(ImportGoods.Tag)
            .Produces<string>(StatusCodes.Status200OK, CsvFile.ContentType);
    }

    private static async Task<IResult> List(
        StaffCaller caller,
        Id id,
        [AsParameters] ImportRowsQuery query,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        if (!await db.Set<GoodsImport>().AnyAsync(row => row.Id == id, cancellation))
        {
            return Refusal.NotFound.ToHttp();
        }

        var (after, kind) = (page.AfterId, query.Kind?.Value);
        var rows = await db.Set<ImportItem>()
            .AsNoTracking()
            .Where(row => row.ImportId == id && (after == Id.None || row.Id > after))
            .Where(row =>
                kind == null || (row.State == ImportItemState.Bad || row.State == ImportItemState.Failed) == (kind == ImportRowKind.Bad)
            )
            .OrderBy(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        return Results.Ok(Page<ImportRowView>.Of(rows, page, ViewOf, row => row.Id.ToString()));
    }

    private static ImportRowView ViewOf(ImportItem item) =>
        new(
            item.Id,
            item.Line,
            item.Rows[0].Cells[0],
            item.Rows[0].Cells[2],
            item.Product?.Skus.Min(sku => sku.PriceFen),
            item.Rows.Count,
            item.Faults,
            item.ProductId
        );

    private static async Task<IResult> Errors(StaffCaller caller, Id id, BanyanDb db, CancellationToken cancellation)
    {
        var items = await db.Set<ImportItem>()
            .AsNoTracking()
            .Where(row => row.ImportId == id && (row.State == ImportItemState.Bad || row.State == ImportItemState.Failed))
            .OrderBy(row => row.Line)
            .Take(MaxRows)
            .ToListAsync(cancellation);
        return items.Count == 0 ? Refusal.NotFound.ToHttp() : new CsvFile("导入失败的商品.csv", Lines(items, cancellation));
    }

#pragma warning disable CS1998 // The rows are there already; the file asks for them as a stream.
    private static async IAsyncEnumerable<IReadOnlyList<CsvCell>> Lines(
        IReadOnlyList<ImportItem> items,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        yield return [.. ((string[])[GoodsSheet.Line, GoodsSheet.Reason, .. GoodsSheet.Columns]).Select(CsvCell.Text)];
        foreach (var item in items)
        {
            foreach (var row in item.Rows)
            {
                yield return [CsvCell.Number(row.Line), CsvCell.Text(string.Join("；", item.Faults)), .. row.Cells.Select(CsvCell.Text)];
            }
        }
    }
#pragma warning restore CS1998
}
