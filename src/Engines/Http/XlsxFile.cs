using System.IO.Compression;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Banyan.Engines.Http;

/// <summary>
/// A workbook of one sheet as an answer (Office Open XML, ECMA-376). Rows are written as they come, into a file beside, because the format
/// is a ZIP archive whose directory comes last. Words are inline strings, which no spreadsheet takes for formulas.
/// </summary>
/// <param name="name">With its ending; in any language (RFC 5987).</param>
/// <param name="sheet">What the sheet is called.</param>
/// <param name="rows">The first one is the head.</param>
public sealed class XlsxFile(string name, string sheet, IAsyncEnumerable<IReadOnlyList<SheetCell>> rows) : IResult
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int BufferBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellation = httpContext.RequestAborted;
        await using var kept = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            BufferBytes,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        await Write(rows, sheet, kept, cancellation);
        kept.Position = 0;
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.ContentLength = kept.Length;
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName(name);
        response.Headers.ContentDisposition = header.ToString();
        response.Headers.CacheControl = "no-store";
        await kept.CopyToAsync(response.Body, cancellation);
    }

    /// <summary>Writes the bytes of the file.</summary>
    public static async Task Write(
        IAsyncEnumerable<IReadOnlyList<SheetCell>> rows,
        string sheet,
        Stream body,
        CancellationToken cancellation
    )
    {
        using var archive = new ZipArchive(body, ZipArchiveMode.Create, leaveOpen: true);
        await Part(
            archive,
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/>"
                + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}.styles+xml\"/>"
                + $"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Types}.worksheet+xml\"/></Types>"
        );
        await Part(archive, "_rels/.rels", Related(("rId1", "officeDocument", "xl/workbook.xml")));
        await Part(
            archive,
            "xl/_rels/workbook.xml.rels",
            Related(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"))
        );
        await Part(
            archive,
            "xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
                + $"<sheet name=\"{SecurityElement.Escape(sheet)}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        );
        await Part(
            archive,
            "xl/styles.xml",
            $"<styleSheet xmlns=\"{Main}\"><fonts count=\"2\"><font/><font><b/></font></fonts>"
                + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
                + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
                + "<cellXfs count=\"2\"><xf xfId=\"0\"/><xf xfId=\"0\" fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>"
        );
        await Sheet(archive, rows, cancellation);
    }

    private static async Task Sheet(ZipArchive archive, IAsyncEnumerable<IReadOnlyList<SheetCell>> rows, CancellationToken cancellation)
    {
        await using var stream = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), BufferBytes);
        await writer.WriteAsync(
            $"{Declaration}<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\">"
                + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
                + "<sheetFormatPr defaultColWidth=\"16\" defaultRowHeight=\"15\"/><sheetData>"
        );
        var (line, isHead) = (new StringBuilder(), true);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            line.Clear().Append("<row>");
            foreach (var cell in row)
            {
                Append(line, cell, isHead);
            }

            isHead = false;
            await writer.WriteAsync(line.Append("</row>"), cancellation);
        }

        await writer.WriteAsync("</sheetData></worksheet>");
    }

    private static void Append(StringBuilder line, SheetCell cell, bool isHead)
    {
        var style = isHead ? " s=\"1\"" : "";
        if (cell.IsNumber)
        {
            line.Append($"<c{style}><v>{cell.Written}</v></c>");
        }
        else if (cell.Written is null or "")
        {
            line.Append("<c/>");
        }
        else
        {
            line.Append($"<c{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escape(cell.Written)}</t></is></c>");
        }
    }

    /// <summary>What XML 1.0 cannot hold at all is left out.</summary>
    private static string Escape(string text) => SecurityElement.Escape(string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar))) ?? "";

    private static string Related(params (string Id, string Type, string Target)[] parts) =>
        $"<Relationships xmlns=\"{PackageRelations}\">"
        + string.Concat(parts.Select(part => $"<Relationship Id=\"{part.Id}\" Type=\"{Relations}/{part.Type}\" Target=\"{part.Target}\"/>"))
        + "</Relationships>";

    private static async Task Part(ZipArchive archive, string path, string xml)
    {
        await using var writer = new StreamWriter(archive.CreateEntry(path).Open(), new UTF8Encoding(false));
        await writer.WriteAsync(Declaration + xml);
    }
}
