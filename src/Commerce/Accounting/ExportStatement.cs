using System.Runtime.CompilerServices;
using Banyan.Commerce.Accounting.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Accounting;

/// <summary>A whole statement as a CSV file, read and written page by page.</summary>
internal static class ExportStatement
{
    private const int PageSize = 500;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/accounts/{key}/statement.csv", Handle)
            .RequirePermission(AccountingModule.Read)
            .WithName("ExportStatement")
            .WithTags(AccountingModule.Tag)
            .Produces<string>(StatusCodes.Status200OK, "text/csv");

    private static async Task<IResult> Handle(
        StaffCaller caller,
        string key,
        [AsParameters] StatementQuery query,
        StatementDesk desk,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var english = Answers.PrefersEnglish(request);
        var opened = await desk.Open(caller.ShopId, key, query, english, cancellation);
        if (!opened.IsOk)
        {
            return opened.Refusal.ToHttp();
        }

        var (subject, days) = opened.Value;
        var sums = await desk.Reader.Sums(subject, place: null, cancellation);
        var account = await desk.Reader.Card(subject, sums.Closing, cancellation);
        var sheet = new StatementSheet(account.Unit, english);
        return new CsvFile(StatementSheet.FileName(account, days, english), Rows(subject, sums.Opening, desk.Reader, sheet, cancellation));
    }

    private static async IAsyncEnumerable<IReadOnlyList<CsvCell>> Rows(
        StatementSubject subject,
        long opening,
        StatementReader reader,
        StatementSheet sheet,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        yield return sheet.Heads();
        yield return sheet.Opening(subject.Period.From, opening);
        var (balance, inflow, outflow) = (opening, 0L, 0L);
        HistoryPlace? place = null;
        IReadOnlyList<Posting> postings;
        do
        {
            postings = await reader.Postings(subject, place, PageSize, cancellation);
            foreach (var line in await reader.Lines(subject, postings, balance, cancellation))
            {
                (balance, inflow, outflow) = (line.Balance, inflow + line.Inflow, outflow + line.Outflow);
                yield return sheet.Line(line);
            }

            place = postings.Count > 0 ? HistoryPlace.Of(postings[^1]) : place;
        } while (postings.Count == PageSize);

        yield return sheet.Total(inflow, outflow);
        yield return sheet.Closing(balance);
        foreach (var beside in await reader.Beside(subject, cancellation))
        {
            yield return sheet.Beside(beside);
        }
    }
}
