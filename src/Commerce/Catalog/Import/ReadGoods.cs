using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Catalog.Import;

/// <summary>What the shop has already, by name.</summary>
internal sealed record KnownNames(
    IReadOnlyDictionary<string, Id> Categories,
    IReadOnlyDictionary<string, Id> Brands,
    IReadOnlySet<string> Products
);

/// <summary>A product of the file with the rows it comes from, or what is wrong with them.</summary>
internal sealed record ReadItem(IReadOnlyList<CsvLine> Rows, ProductInput? Product, IReadOnlyList<string> Faults);

/// <summary>Makes products of the rows of a file. Pure.</summary>
internal static class ReadGoods
{
    private const int MaxWeight = 1_000_000;
    private static readonly char[] Colons = [':', '：'];

    public static Result<IReadOnlyList<ReadItem>> Read(IReadOnlyList<CsvRow> rows, KnownNames known)
    {
        if (rows.Count < 2)
        {
            return Refusal.Invalid("file", "文件里没有商品", "The file has no goods");
        }

        var heading = GoodsSheet.HeadingOf(rows[0]);
        if (!heading.IsOk)
        {
            return heading.Refusal;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var items = new List<ReadItem>();
        foreach (var group in Grouped(rows.Skip(1).Select(heading.Value.Of)))
        {
            items.Add(OneProduct(group, known, seen));
        }

        return items;
    }

    /// <summary>Rows of one name that follow each other.</summary>
    private static IEnumerable<IReadOnlyList<SheetRow>> Grouped(IEnumerable<SheetRow> rows)
    {
        var group = new List<SheetRow>();
        var name = "";
        foreach (var row in rows)
        {
            var own = row.Text("商品名称");
            if (group.Count > 0 && (own != name || own.Length == 0))
            {
                yield return group;
                group = [];
            }

            name = own;
            group.Add(row);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private static ReadItem OneProduct(IReadOnlyList<SheetRow> rows, KnownNames known, HashSet<string> seen)
    {
        var first = rows[0];
        var name = first.Text("商品名称");
        var skus = rows.Select(SkuOf).ToList();
        var brand = first.Text("品牌");
        var category = first.Text("分类");
        Expect(first, known.Categories.ContainsKey(category), category.Length == 0 ? "「分类」没有填" : $"没有「{category}」这个分类");
        Expect(first, brand.Length == 0 || known.Brands.ContainsKey(brand), $"没有「{brand}」这个品牌");
        Expect(first, !known.Products.Contains(name), "店里已经有同名商品");
        Expect(first, name.Length == 0 || seen.Add(name), "文件里有同名商品，同一商品的各个规格请写在相邻的行");
        var specs = SpecsOf(rows, first);
        var input = new ProductInput(
            name,
            first.Text("卖点"),
            known.Categories.GetValueOrDefault(category),
            first.List("图片"),
            "",
            specs,
            skus,
            (int?)first.Number("每单限购", 999),
            (int)(first.Number("排序", 100_000) ?? 0),
            first.IsYes("上架"),
            null
        )
        {
            BrandId = known.Brands.TryGetValue(brand, out var brandId) ? brandId : null,
            Tags = first.List("标签"),
            Keywords = first.Text("搜索词"),
            Unit = first.Text("单位") is { Length: > 0 } unit ? unit : "件",
            LimitPerMember = (int?)first.Number("每人限购", 9_999),
            StockAlarm = (int?)first.Number("库存预警", CatalogLimits.Stock),
            CrossedBasis = first.Text("划线价依据"),
        };
        List<string> faults =
        [
            .. rows.SelectMany(row => row.Faults.Select(fault => rows.Count == 1 ? fault : $"第 {row.Row.Line} 行：{fault}")).Distinct(),
        ];
        if (faults.Count == 0)
        {
            faults.AddRange(RuleFaults(input));
        }

        return new ReadItem([.. rows.Select(row => row.Kept())], faults.Count == 0 ? input : null, faults);
    }

    private static SkuInput SkuOf(SheetRow row)
    {
        var price = row.Yuan("售价", isNeeded: true);
        var crossed = row.Yuan("划线价");
        Expect(row, price is null || price > Fen.Zero, "「售价」要大于 0");
        Expect(row, price is null || crossed is null || crossed > price, "「划线价」要高于售价");
        return new SkuInput(
            null,
            [.. row.List("规格").Select(pair => pair.Split(Colons, 2)[^1].Trim())],
            price ?? Fen.Zero,
            crossed,
            row.Yuan("成本价"),
            row.Number("库存", CatalogLimits.Stock, isNeeded: true) ?? 0,
            null,
            (int)(row.Number("重量(克)", MaxWeight) ?? 0),
            row.Text("条码"),
            null
        );
    }

    /// <summary>规格 is written as 颜色:红|尺码:L; the specs of the product are what its rows name.</summary>
    private static IReadOnlyList<ProductSpec> SpecsOf(IReadOnlyList<SheetRow> rows, SheetRow first)
    {
        var pairs = rows.Select(row => row.List("规格").Select(text => text.Split(Colons, 2, StringSplitOptions.TrimEntries)).ToList())
            .ToList();
        if (pairs.Exists(row => row.Exists(pair => pair.Length != 2 || pair[0].Length == 0 || pair[1].Length == 0)))
        {
            first.Fault("「规格」请写成 颜色:红|尺码:L");
            return [];
        }

        var names = pairs[0].Select(pair => pair[0]).ToList();
        Expect(first, pairs.TrueForAll(row => row.Select(pair => pair[0]).SequenceEqual(names)), "同一商品各行的规格名要一样");
        Expect(first, rows.Count == 1 || names.Count > 0, "同一商品有多行时，每行都要写规格");
        return
        [
            .. names.Select((name, i) => new ProductSpec(name, [.. pairs.Where(row => row.Count > i).Select(row => row[i][1]).Distinct()])),
        ];
    }

    private static void Expect(SheetRow row, bool holds, string fault)
    {
        if (!holds)
        {
            row.Fault(fault);
        }
    }

    private static IEnumerable<string> RuleFaults(ProductInput input)
    {
        if (ProductCheck.Of(input) is { } refusal)
        {
            return refusal.Fields is { Count: > 0 } fields
                ? fields.Select(field => $"{ColumnOf(field.Key)}{string.Join("，", field.Value.Select(sentence => sentence.Zh))}")
                : [refusal.Zh];
        }

        return input
            .Skus.Select(sku => PriceRules.ProblemOf(sku, PriceRules.BasisOf(input.CrossedBasis), [], DateTimeOffset.UnixEpoch))
            .OfType<CrossedPriceProblem>()
            .Take(1)
            .Select(_ => "新商品没有 7 天售价，写「划线价」要同时写「划线价依据」");
    }

    private static string ColumnOf(string field) =>
        field.Split('[', '.')[0] switch
        {
            "name" => "「商品名称」",
            "subtitle" => "「卖点」",
            "pictures" => "「图片」",
            "specs" => "「规格」",
            "tags" => "「标签」",
            "keywords" => "「搜索词」",
            "unit" => "「单位」",
            "crossedBasis" => "「划线价依据」",
            "limitPerOrder" => "「每单限购」",
            "limitPerMember" => "「每人限购」",
            _ => "",
        };
}
