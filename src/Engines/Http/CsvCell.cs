using System.Globalization;
using Banyan.Kernel;

namespace Banyan.Engines.Http;

/// <summary>
/// One cell of a CSV file, ready to be written. Words and numbers are told apart when the cell is made: whatever people typed must never
/// run as a formula in the spreadsheet of whoever opens the file, while a negative amount must stay a number there.
/// </summary>
public readonly record struct CsvCell
{
    private const int ExactDigits = 15;
    private const string FormulaStarts = "=+-@\t\r";
    private const string MustBeQuoted = ",\"\r\n";

    private readonly string? written;

    private CsvCell(string written) => this.written = written;

    /// <summary>Nothing.</summary>
    public static readonly CsvCell Empty = new("");

    /// <summary>Words. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).</summary>
    public static CsvCell Text(string? text) =>
        new(Quoted(text is { Length: > 0 } && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text ?? ""));

    /// <summary>
    /// A number that counts nothing, such as an order's: a spreadsheet keeps fifteen digits and makes zeros of the rest, so a longer one
    /// gets a tab behind it, which makes words of it and is not seen.
    /// </summary>
    public static CsvCell Code(string? code) =>
        code is { Length: > ExactDigits } && code.All(char.IsAsciiDigit) ? new(code + "\t") : Text(code);

    /// <summary>A whole number.</summary>
    public static CsvCell Number(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Yuan with two decimals and without a sign for the currency, such as -0.05.</summary>
    public static CsvCell Yuan(Fen amount) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(amount.Value < 0 ? "-" : "")}{Math.Abs(amount.Value / 100)}.{Math.Abs(amount.Value % 100):00}"
            )
        );

    /// <summary>A time by the shop's clock, in the form that spreadsheets know.</summary>
    public static CsvCell Time(DateTimeOffset at) =>
        new(at.ToOffset(Times.ShopOffset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    /// <summary>As it stands in the file (RFC 4180).</summary>
    public override string ToString() => written ?? "";

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(MustBeQuoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
