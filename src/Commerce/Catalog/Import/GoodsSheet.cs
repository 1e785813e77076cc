using System.Globalization;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Catalog.Import;

/// <summary>The columns of a goods file. A row is one SKU; rows of the same name, one after the other, are one product.</summary>
internal static class GoodsSheet
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "商品名称",
        "卖点",
        "分类",
        "品牌",
        "标签",
        "搜索词",
        "规格",
        "售价",
        "划线价",
        "划线价依据",
        "成本价",
        "库存",
        "重量(克)",
        "条码",
        "图片",
        "单位",
        "每单限购",
        "每人限购",
        "库存预警",
        "上架",
        "排序",
    ];

    /// <summary>Columns of the file of bad rows, which may be mended and sent again.</summary>
    public const string Line = "行号";

    public const string Reason = "错误原因";

    private static readonly string[] Needed = ["商品名称", "分类", "售价", "库存", "图片"];

    public static Result<Heading> HeadingOf(CsvRow row)
    {
        var known = row.Cells.Select((name, at) => (Name: name.Trim(), At: at)).Where(cell => cell.Name.Length > 0).ToList();
        var twice = known.GroupBy(cell => cell.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        var missing = Needed.Except(known.Select(cell => cell.Name)).ToList();
        var foreign = known.Select(cell => cell.Name).Except(Columns).Except([Line, Reason]).ToList();
        return twice is not null ? Wrong($"表头里「{twice}」出现了两次")
            : missing.Count > 0 ? Wrong($"表头缺少：{string.Join("、", missing)}。请下载模板，按模板的列填写")
            : foreign.Count > 0 ? Wrong($"表头里有不认识的列：{string.Join("、", foreign)}")
            : new Heading(known.ToDictionary(cell => cell.Name, cell => cell.At, StringComparer.Ordinal));
    }

    private static Refusal Wrong(string zh) => Refusal.Invalid("file", zh, "The heading of the file is not that of the template");
}

/// <summary>Where each column stands in this file.</summary>
internal sealed record Heading(IReadOnlyDictionary<string, int> At)
{
    public SheetRow Of(CsvRow row) => new(row, this);
}

/// <summary>Reads the cells of one row by the names of their columns, and keeps what is wrong with them.</summary>
internal sealed class SheetRow(CsvRow row, Heading heading)
{
    private const string FormulaStarts = "=+-@";
    private readonly List<string> faults = [];

    public CsvRow Row => row;

    public IReadOnlyList<string> Faults => faults;

    /// <summary>The row in the order of the template, whatever the order of the file.</summary>
    public CsvLine Kept() => new(row.Line, [.. GoodsSheet.Columns.Select(column => row.Cell(heading.At.GetValueOrDefault(column, -1)))]);

    public void Fault(string text) => faults.Add(text);

    /// <summary>
    /// Words. An apostrophe in front of a formula is how exported files keep it harmless, and is taken off; a bare formula is refused.
    /// </summary>
    public string Text(string column)
    {
        var text = row.Cell(heading.At.GetValueOrDefault(column, -1)).Trim();
        if (text.Length > 1 && text[0] == '\'' && FormulaStarts.Contains(text[1], StringComparison.Ordinal))
        {
            return text[1..];
        }

        if (text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal))
        {
            faults.Add($"「{column}」以 {text[0]} 开头，像是公式");
            return "";
        }

        return text;
    }

    /// <summary>Several words with a bar between.</summary>
    public IReadOnlyList<string> List(string column) =>
        Text(column).Split(['|', '｜'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Yuan with at most two decimals.</summary>
    public Fen? Yuan(string column, bool isNeeded = false)
    {
        var text = Text(column).TrimStart('¥', '￥');
        if (text.Length == 0)
        {
            if (isNeeded)
            {
                faults.Add($"「{column}」没有填");
            }

            return null;
        }

        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan);
        if (!isNumber || yuan * 100 != decimal.Truncate(yuan * 100))
        {
            faults.Add($"「{column}」应是最多两位小数的金额，如 19.90");
            return null;
        }

        if (yuan > CatalogLimits.PriceFen / 100)
        {
            faults.Add($"「{column}」太大，最多 {CatalogLimits.PriceFen / 100} 元");
            return null;
        }

        return new Fen((long)(yuan * 100));
    }

    /// <summary>A whole number, or null where the cell is empty.</summary>
    public long? Number(string column, long max, bool isNeeded = false)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            if (isNeeded)
            {
                faults.Add($"「{column}」没有填");
            }

            return null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > max)
        {
            faults.Add($"「{column}」应是 0 到 {max} 的整数");
            return null;
        }

        return number;
    }

    /// <summary>是 or 否; empty is no.</summary>
    public bool IsYes(string column)
    {
        var text = Text(column);
        if (text is not ("" or "是" or "否"))
        {
            faults.Add($"「{column}」请填“是”或“否”");
        }

        return text == "是";
    }
}
