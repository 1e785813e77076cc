using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Banyan.Engines.Http;

/// <summary>
/// A CSV file as an answer (RFC 4180, in UTF-8 with a byte order mark, without which spreadsheets take Chinese for something else). Rows
/// are written as they come: a file of any length needs the memory of a few rows. Rows are asked for only after the answer has begun, so
/// refuse before; what fails later breaks the connection off, and a file that was cut short never looks like a whole one.
/// </summary>
/// <param name="name">With its ending; in any language (RFC 5987). What no file may be called is replaced.</param>
public sealed class CsvFile(string name, IAsyncEnumerable<IReadOnlyList<CsvCell>> rows) : IResult
{
    public const string ContentType = "text/csv; charset=utf-8";
    private const string NewLine = "\r\n";
    private const string NotInNames = "\\/:*?\"<>|";
    private const int FlushedAt = 32 * 1024;
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.ContentDisposition = Disposition(name);
        response.Headers.CacheControl = "no-store";
        await Write(rows, response.Body, httpContext.RequestAborted);
    }

    /// <summary>Writes the bytes of the file.</summary>
    public static async Task Write(IAsyncEnumerable<IReadOnlyList<CsvCell>> rows, Stream body, CancellationToken cancellation)
    {
        var line = new StringBuilder();
        using var buffer = new MemoryStream();
        buffer.Write(WithMark.Preamble);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            line.Clear().AppendJoin(',', row).Append(NewLine);
            buffer.Write(WithMark.GetBytes(line.ToString()));
            if (buffer.Length >= FlushedAt)
            {
                await Flush(buffer, body, cancellation);
            }
        }

        await Flush(buffer, body, cancellation);
    }

    private static async Task Flush(MemoryStream buffer, Stream body, CancellationToken cancellation)
    {
        await body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellation);
        buffer.SetLength(0);
    }

    private static string Disposition(string name)
    {
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName(
            string.Concat(name.Select(c => NotInNames.Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? '_' : c))
        );
        return header.ToString();
    }
}
