using System.Text;
using Banyan.Kernel;

namespace Banyan.Engines.Http;

/// <summary>
/// Reads CSV that people made: UTF-8 with or without a byte order mark, or GB 18030 as Chinese spreadsheets save it; commas, semicolons
/// or tabs between cells, and quotes where a cell holds one, a quote or a line break (RFC 4180).
/// </summary>
public static class CsvText
{
    private const int Gb18030 = 54936;

    private static readonly Refusal NotText = Refusal.Invalid(
        "file",
        "文件不是 CSV 文本：请用 UTF-8 或 GB18030 保存",
        "The file is no CSV text in UTF-8 or GB 18030"
    );

    private static readonly Refusal Broken = Refusal.Invalid(
        "file",
        "文件里有一处引号没有成对，无法分列",
        "A quote in the file is never closed"
    );

    private static readonly Refusal TooLong = Refusal.Invalid("file", "文件的行数太多", "The file has too many rows");

    /// <summary>The rows of the file, empty ones left out.</summary>
    /// <param name="maxRows">One more is refused.</param>
    public static Result<IReadOnlyList<CsvRow>> Read(byte[] content, int maxRows)
    {
        if (Decode(content) is not { } text)
        {
            return NotText;
        }

        var reader = new Reader(text);
        var rows = new List<CsvRow>();
        while (reader.Next() is { } row)
        {
            if (row.Cells.Any(cell => cell.Length > 0))
            {
                rows.Add(row);
            }

            if (rows.Count > maxRows)
            {
                return TooLong;
            }
        }

        return reader.IsBroken ? Broken : rows;
    }

    private static string? Decode(byte[] content)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var bytes = content.AsSpan().StartsWith(mark) ? content.AsSpan(mark.Length) : content;
        // A picture or a workbook has zeros, text has none.
        if (bytes.Contains((byte)0))
        {
            return null;
        }

        return TryDecode(new UTF8Encoding(false, throwOnInvalidBytes: true), bytes)
            ?? TryDecode(
                CodePagesEncodingProvider.Instance.GetEncoding(
                    Gb18030,
                    EncoderFallback.ExceptionFallback,
                    DecoderFallback.ExceptionFallback
                )!,
                bytes
            );
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>By the first line: a spreadsheet that was copied has tabs, some save semicolons.</summary>
    private static char SeparatorOf(string text)
    {
        var head = text.AsSpan();
        var end = head.IndexOf('\n');
        head = end < 0 ? head : head[..end];
        return head.Contains('\t') ? '\t'
            : head.Contains(',') || !head.Contains(';') ? ','
            : ';';
    }

    private sealed class Reader(string text)
    {
        private readonly char separator = SeparatorOf(text);
        private int at;
        private int line = 1;

        public bool IsBroken { get; private set; }

        public CsvRow? Next()
        {
            if (at >= text.Length)
            {
                return null;
            }

            var begun = line;
            var cells = new List<string>();
            while (true)
            {
                cells.Add(Cell());
                if (at >= text.Length || text[at] != separator)
                {
                    break;
                }

                at++;
            }

            EndLine();
            return new CsvRow(begun, cells);
        }

        private string Cell()
        {
            if (at < text.Length && text[at] == '"')
            {
                return Quoted();
            }

            var from = at;
            while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
            {
                at++;
            }

            return text[from..at].Trim();
        }

        private string Quoted()
        {
            var cell = new StringBuilder();
            at++;
            while (at < text.Length)
            {
                if (text[at] == '"')
                {
                    if (at + 1 >= text.Length || text[at + 1] != '"')
                    {
                        at++;
                        SkipToEnd();
                        return cell.ToString().Trim();
                    }

                    at++;
                }

                line += text[at] == '\n' ? 1 : 0;
                cell.Append(text[at++]);
            }

            IsBroken = true;
            return cell.ToString();
        }

        private void SkipToEnd()
        {
            while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
            {
                at++;
            }
        }

        private void EndLine()
        {
            at += at < text.Length && text[at] == '\r' ? 1 : 0;
            at += at < text.Length && text[at] == '\n' ? 1 : 0;
            line++;
        }
    }
}

/// <param name="Line">Where it begins in the file, from 1.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>Empty where the row is too short.</summary>
    public string Cell(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";
}
