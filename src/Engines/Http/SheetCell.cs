using System.Globalization;
using Banyan.Kernel;

namespace Banyan.Engines.Http;

/// <summary>
/// One cell of a table that is given out as CSV or as a workbook. Words and numbers are told apart when the cell is made, so that neither
/// file runs what people typed.
/// </summary>
public readonly record struct SheetCell
{
    private readonly CsvCell csv;

    private SheetCell(CsvCell csv, string text, bool isNumber) => (this.csv, Written, IsNumber) = (csv, text, isNumber);

    public static readonly SheetCell Empty = new(CsvCell.Empty, "", false);

    /// <summary>Words.</summary>
    public static SheetCell Text(string? text) => new(CsvCell.Text(text), text ?? "", false);

    /// <summary>A number that counts nothing, such as an order's: its digits are kept.</summary>
    public static SheetCell Code(string? code) => new(CsvCell.Code(code), code ?? "", false);

    /// <summary>A whole number.</summary>
    public static SheetCell Number(long value) => new(CsvCell.Number(value), value.ToString(CultureInfo.InvariantCulture), true);

    /// <summary>Yuan with two decimals.</summary>
    public static SheetCell Yuan(Fen amount)
    {
        var csv = CsvCell.Yuan(amount);
        return new SheetCell(csv, csv.ToString(), true);
    }

    /// <summary>A time by the shop's clock; nothing where there is none.</summary>
    public static SheetCell Time(DateTimeOffset? at)
    {
        if (at is not { } time)
        {
            return Empty;
        }

        var csv = CsvCell.Time(time);
        return new SheetCell(csv, csv.ToString(), false);
    }

    /// <summary>As a cell of a CSV file.</summary>
    public CsvCell ToCsv() => csv;

    /// <summary>What a cell of a workbook holds.</summary>
    internal string Written { get; }

    internal bool IsNumber { get; }
}
