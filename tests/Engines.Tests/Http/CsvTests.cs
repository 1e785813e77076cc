using System.Text;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Http;

namespace Banyan.Engines.Tests.Http;

public class CsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    public void Words_that_a_spreadsheet_would_run_get_an_apostrophe(string text, string written) =>
        CsvCell.Text(text).ToString().ShouldBe(written);

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("苹果 1=1 a-b", "苹果 1=1 a-b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData(" a ", " a ")]
    public void Words_are_quoted_where_they_must_be_and_nowhere_else(string? text, string written) =>
        CsvCell.Text(text).ToString().ShouldBe(written);

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(5, "0.05")]
    [InlineData(-5, "-0.05")]
    [InlineData(123456, "1234.56")]
    [InlineData(-200000, "-2000.00")]
    [InlineData(long.MinValue, "-92233720368547758.08")]
    public void Amounts_stay_numbers_below_zero_too(long fen, string written) => CsvCell.Yuan(new Fen(fen)).ToString().ShouldBe(written);

    [Theory]
    [InlineData("261101631733764096", "261101631733764096\t")]
    [InlineData("4200001234567890", "4200001234567890\t")]
    [InlineData("420000123456789", "420000123456789")]
    [InlineData("R261101631733764096", "R261101631733764096")]
    [InlineData("=1", "'=1")]
    [InlineData(null, "")]
    public void Long_numbers_of_orders_keep_their_last_digits(string? code, string written) =>
        CsvCell.Code(code).ToString().ShouldBe(written);

    [Fact]
    public void Numbers_and_times_are_what_spreadsheets_know()
    {
        CsvCell.Number(-42).ToString().ShouldBe("-42");
        CsvCell.Time(new DateTimeOffset(2026, 10, 31, 16, 0, 5, TimeSpan.Zero)).ToString().ShouldBe("2026-11-01 00:00:05");
        CsvCell.Empty.ToString().ShouldBe("");
        default(CsvCell).ToString().ShouldBe("");
    }

    [Fact]
    public async Task A_file_begins_with_its_mark_and_every_row_ends_a_line()
    {
        using var body = new MemoryStream();

        await CsvFile.Write(Rows([CsvCell.Text("名称"), CsvCell.Text("a,b")], [CsvCell.Empty, CsvCell.Number(-1)]), body, default);

        body.ToArray().ShouldBe([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("名称,\"a,b\"\r\n,-1\r\n")]);
    }

    [Fact]
    public async Task A_file_without_rows_is_its_mark_alone()
    {
        using var body = new MemoryStream();
        await CsvFile.Write(Rows(), body, default);
        body.ToArray().ShouldBe([0xEF, 0xBB, 0xBF]);
    }

    [Fact]
    public async Task Rows_leave_before_the_last_one_is_made()
    {
        using var body = new MemoryStream();
        var seen = 0L;

        async IAsyncEnumerable<IReadOnlyList<CsvCell>> Many()
        {
            for (var i = 0; i < 10_000; i++)
            {
                yield return [CsvCell.Number(i), CsvCell.Text("十个汉字在这一格里面")];
                await Task.Yield();
            }

            seen = body.Length;
        }

        await CsvFile.Write(Many(), body, default);

        seen.ShouldBeGreaterThan(0);
        (body.Length - seen).ShouldBeLessThan(40 * 1024, "no more is kept than one buffer");
    }

    [Fact]
    public async Task The_answer_names_its_file_in_any_language_and_never_a_path()
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext();
        http.Response.Body = body;

        await new CsvFile("账簿-..\\a/b\r\n\".csv", Rows()).ExecuteAsync(http);

        http.Response.ContentType.ShouldBe("text/csv; charset=utf-8");
        var disposition = http.Response.Headers.ContentDisposition.ToString();
        disposition.ShouldStartWith("attachment; filename=");
        disposition.ShouldEndWith($"filename*=UTF-8''{Uri.EscapeDataString("账簿-.._a_b___.csv")}");
        http.Response.Headers.CacheControl.ToString().ShouldBe("no-store");
    }

    private static async IAsyncEnumerable<IReadOnlyList<CsvCell>> Rows(params IReadOnlyList<CsvCell>[] rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows)
        {
            yield return row;
        }
    }
}
