using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.OrderDesk;

/// <summary>Reads a file of tracking numbers: what can be said of a row without looking at its order. Pure.</summary>
internal static class ShippingSheet
{
    private const int MaxRows = 2_000;
    private const int MaxText = 40;
    private const string FormulaStarts = "=+-@";

    /// <summary>The first three are read back, the others help whoever packs.</summary>
    public static readonly IReadOnlyList<string> Heads =
    [
        "订单号",
        "快递公司",
        "运单号",
        "收货人",
        "手机号",
        "收货地址",
        "商品",
        "买家留言",
    ];

    private static readonly Refusal NoHead = new(
        "shipping_file_head",
        400,
        "第一行要有「订单号」「快递公司」「运单号」三列，请下载模板填写",
        "The first row must name the columns 订单号, 快递公司 and 运单号; use the template"
    );

    private static readonly Refusal NoRows = new(
        "shipping_file_empty",
        400,
        "文件里没有填写好运单号的订单",
        "There is no row with a tracking number in this file"
    );

    private static readonly Refusal TooMany = new(
        "shipping_file_rows",
        400,
        $"一个文件最多 {MaxRows} 行，请分几次上传",
        $"A file has {MaxRows} rows at most"
    );

    /// <summary>Rows of the template in which nothing was filled in are not meant and left out.</summary>
    public static Result<IReadOnlyList<ShippingRow>> Read(byte[] content)
    {
        var read = CsvText.Read(content, MaxRows + 2);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        var lines = read.Value;
        if (lines.Count == 0)
        {
            return NoRows;
        }

        var places = Heads.Take(3).Select(head => IndexOf(lines[0].Cells, head)).ToArray();
        if (Array.Exists(places, place => place < 0))
        {
            return NoHead;
        }

        if (lines.Count > MaxRows + 1)
        {
            return TooMany;
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<ShippingRow>();
        foreach (var (line, cells) in lines.Skip(1))
        {
            var (no, company, trackingNo) = (Cell(cells, places[0]), Cell(cells, places[1]), Cell(cells, places[2]));
            if (company.Length == 0 && trackingNo.Length == 0)
            {
                continue;
            }

            var problem = ProblemOf(no, company, trackingNo);
            if (problem is null && !seen.TryAdd(no, line))
            {
                problem = $"和第 {seen[no]} 行是同一个订单";
            }

            rows.Add(new ShippingRow(line, no, company, trackingNo, null, problem));
        }

        return rows.Count == 0 ? NoRows : rows;
    }

    private static string? ProblemOf(string no, string company, string trackingNo) =>
        no.Length == 0 ? "没有填写订单号"
        : no.Contains("E+", StringComparison.OrdinalIgnoreCase) ? "订单号被表格软件改成了科学计数，请把这一列设为文本后重新粘贴"
        : company.Length == 0 ? "没有填写快递公司"
        : trackingNo.Length == 0 ? "没有填写运单号"
        : StartsFormula(company) || StartsFormula(trackingNo) ? "快递公司或运单号里有公式"
        : company.Length > MaxText ? $"快递公司最多 {MaxText} 个字"
        : trackingNo.Length > MaxText ? $"运单号最多 {MaxText} 个字"
        : trackingNo.Contains("E+", StringComparison.OrdinalIgnoreCase) ? "运单号被表格软件改成了科学计数，请把这一列设为文本后重新粘贴"
        : !trackingNo.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? "运单号只能是字母和数字"
        : null;

    private static bool StartsFormula(string cell) => FormulaStarts.Contains(cell[0], StringComparison.Ordinal);

    private static int IndexOf(IReadOnlyList<string> heads, string head)
    {
        for (var i = 0; i < heads.Count; i++)
        {
            if (heads[i].Trim('*', ' ') == head)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Without what people put around a number so that their spreadsheet leaves it alone: an apostrophe, or ="…".</summary>
    private static string Cell(IReadOnlyList<string> cells, int place)
    {
        var cell = place < cells.Count ? cells[place].Trim().TrimStart('\'') : "";
        return cell.StartsWith("=\"", StringComparison.Ordinal) && cell.EndsWith('"') && cell.Length > 2 ? cell[2..^1].Trim() : cell;
    }
}
