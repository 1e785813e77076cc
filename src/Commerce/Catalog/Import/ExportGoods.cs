using System.Runtime.CompilerServices;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog.Import;

/// <summary>Goods as a file with the columns that an import takes, and an empty one to fill in.</summary>
internal static class ExportGoods
{
    private const int PerRead = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/goods-export", Export)
            .RequirePermission("products.read")
            .WithName("ExportGoods")
            .WithTags(ImportGoods.Tag)
            .Produces<string>(StatusCodes.Status200OK, CsvFile.ContentType);
        api.MapGet("/goods-template", Template)
            .RequirePermission(ImportGoods.Write)
            .WithName("DownloadTemplate")
            .WithTags(ImportGoods.Tag)
            .Produces<string>(StatusCodes.Status200OK, CsvFile.ContentType);
    }

    private static async Task<IResult> Export(StaffCaller caller, BanyanDb db, CancellationToken cancellation)
    {
        var categories = await db.Set<Category>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var brands = await db.Set<Brand>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        return new CsvFile("商品.csv", Lines(db, new Names(categories, brands), cancellation));
    }

    private static async Task<IResult> Template(StaffCaller caller, BanyanDb db, CancellationToken cancellation)
    {
        var category = await db.Set<Category>().OrderBy(row => row.Sort).Select(row => row.Name).FirstOrDefaultAsync(cancellation);
        return new CsvFile("商品导入模板.csv", Example(category ?? "水果"));
    }

    private static async IAsyncEnumerable<IReadOnlyList<CsvCell>> Lines(
        BanyanDb db,
        Names names,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        yield return [.. GoodsSheet.Columns.Select(CsvCell.Text)];
        var after = Id.None;
        while (true)
        {
            var products = await db.Set<Product>()
                .AsNoTracking()
                .Where(row => after == Id.None || row.Id > after)
                .OrderBy(row => row.Id)
                .Take(PerRead)
                .ToListAsync(cancellation);
            var ids = products.Select(row => row.Id).ToList();
            var skus = (
                await (
                    from sku in db.Set<Sku>()
                    join pool in db.Set<Pool>() on sku.StockPool equals pool.Key
                    where ids.Contains(sku.ProductId) && !sku.IsRetired
                    orderby sku.Position, sku.Id
                    select new { sku, pool }
                )
                    .AsNoTracking()
                    .ToListAsync(cancellation)
            ).ToLookup(row => row.sku.ProductId);
            foreach (var product in products)
            {
                foreach (var row in skus[product.Id])
                {
                    yield return Line(product, row.sku, row.pool.Left, names);
                }
            }

            if (products.Count < PerRead)
            {
                yield break;
            }

            after = products[^1].Id;
        }
    }

    private static IReadOnlyList<CsvCell> Line(Product product, Sku sku, long left, Names names) =>
        [
            CsvCell.Text(product.Name),
            CsvCell.Text(product.Subtitle),
            CsvCell.Text(names.Categories.GetValueOrDefault(product.CategoryId)),
            CsvCell.Text(product.BrandId is { } brand ? names.Brands.GetValueOrDefault(brand) : ""),
            CsvCell.Text(string.Join('|', product.Tags)),
            CsvCell.Text(product.Keywords),
            CsvCell.Text(string.Join('|', product.Specs.Zip(sku.SpecValues).Select(pair => $"{pair.First.Name}:{pair.Second}"))),
            CsvCell.Yuan(sku.PriceFen),
            sku.CrossedPriceFen is { } crossed ? CsvCell.Yuan(crossed) : CsvCell.Empty,
            CsvCell.Text(product.CrossedBasis),
            sku.CostFen is { } cost ? CsvCell.Yuan(cost) : CsvCell.Empty,
            CsvCell.Number(left),
            CsvCell.Number(sku.WeightGrams),
            CsvCell.Code(sku.Barcode),
            CsvCell.Text(string.Join('|', product.Pictures)),
            CsvCell.Text(product.Unit),
            NumberOf(product.LimitPerOrder),
            NumberOf(product.LimitPerMember),
            NumberOf(product.StockAlarm),
            CsvCell.Text(product.OnShelf ? "是" : "否"),
            CsvCell.Number(product.Sort),
        ];

    private static CsvCell NumberOf(int? value) => value is { } number ? CsvCell.Number(number) : CsvCell.Empty;

#pragma warning disable CS1998 // Two rows that are there already; the file asks for them as a stream.
    private static async IAsyncEnumerable<IReadOnlyList<CsvCell>> Example(string category)
    {
        yield return [.. GoodsSheet.Columns.Select(CsvCell.Text)];
        foreach (var (size, price) in ((string, long)[])[("2.5kg", 3_990), ("5kg", 6_990)])
        {
            yield return
            [
                CsvCell.Text("云南高山苹果"),
                CsvCell.Text("脆甜多汁"),
                CsvCell.Text(category),
                CsvCell.Empty,
                CsvCell.Text("新品|应季"),
                CsvCell.Text("丑苹果 冰糖心"),
                CsvCell.Text("净含量:" + size),
                CsvCell.Yuan(new Fen(price)),
                CsvCell.Empty,
                CsvCell.Empty,
                CsvCell.Empty,
                CsvCell.Number(100),
                CsvCell.Number(2_500),
                CsvCell.Empty,
                CsvCell.Text("/files/apple.jpg"),
                CsvCell.Text("箱"),
                CsvCell.Empty,
                CsvCell.Empty,
                CsvCell.Number(10),
                CsvCell.Text("是"),
                CsvCell.Number(0),
            ];
        }
    }
#pragma warning restore CS1998

    private sealed record Names(IReadOnlyDictionary<Id, string> Categories, IReadOnlyDictionary<Id, string> Brands);
}
