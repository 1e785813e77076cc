using System.Runtime.CompilerServices;
using Banyan.Commerce.Accounting.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Finance;

/// <summary>The daily settlement, on the screen and as a file.</summary>
internal static class GetFinanceDays
{
    private const int MaxDays = 92;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/finance/days", Show)
            .RequirePermission(FinanceModule.Read)
            .WithName("GetFinanceDays")
            .WithTags(FinanceModule.Tag)
            .Produces<FinanceDays>();
        api.MapGet("/finance/days/export", Export)
            .RequirePermission(FinanceModule.Read)
            .WithName("ExportFinanceDays")
            .WithTags(FinanceModule.Tag)
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
    }

    private static async Task<IResult> Show(
        [AsParameters] StatementQuery query,
        DayLedger ledger,
        TimeProvider clock,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var read = await Read(query, ledger, clock, Answers.PrefersEnglish(request), cancellation);
        return read.IsOk ? Results.Ok(read.Value) : read.Refusal.ToHttp();
    }

    private static async Task<IResult> Export(
        [AsParameters] StatementQuery query,
        DayLedger ledger,
        TimeProvider clock,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var english = Answers.PrefersEnglish(request);
        var read = await Read(query, ledger, clock, english, cancellation);
        if (!read.IsOk)
        {
            return read.Refusal.ToHttp();
        }

        var sheet = new DaySheet(read.Value, english);
        return new CsvFile(sheet.FileName, Rows(sheet, cancellation));
    }

    private static async Task<Result<FinanceDays>> Read(
        StatementQuery query,
        DayLedger ledger,
        TimeProvider clock,
        bool english,
        CancellationToken cancellation
    )
    {
        var days = StatementDays.Of(query, clock.GetUtcNow(), MaxDays);
        if (!days.IsOk)
        {
            return days.Refusal;
        }

        var (from, to) = days.Value;
        var items = await ledger.Of(from, to, cancellation);
        return new FinanceDays(from, to, ledger.Balances(english), items, ledger.Total(items));
    }

    private static async IAsyncEnumerable<IReadOnlyList<CsvCell>> Rows(
        DaySheet sheet,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await Task.CompletedTask;
        foreach (var row in sheet.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }
}
