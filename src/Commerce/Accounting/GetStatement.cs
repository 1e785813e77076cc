using Banyan.Commerce.Accounting.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Accounting;

/// <summary>
/// A page of an account's statement: the sums are of the whole period, the lines of this page. Opening + inflow − outflow = closing.
/// </summary>
/// <param name="Account">With its balance at the end of the period.</param>
/// <param name="From">First day, by the shop's calendar.</param>
/// <param name="To">Last day.</param>
/// <param name="Beside">What waits or is held beside the account at the end of the period: no part of its balance.</param>
/// <param name="Items">The oldest first.</param>
public sealed record Statement(
    AccountCard Account,
    DateOnly From,
    DateOnly To,
    long Opening,
    long Inflow,
    long Outflow,
    long Closing,
    IReadOnlyList<AccountCard> Beside,
    IReadOnlyList<StatementLine> Items,
    string? Next
);

/// <summary>What reading a statement needs beside the caller and the account.</summary>
internal sealed record StatementDesk(AccountNames Names, StatementReader Reader, TimeProvider Clock)
{
    /// <summary>The account and the days that were asked for, or why not.</summary>
    public async Task<Result<(StatementSubject Subject, StatementDays Days)>> Open(
        Id shopId,
        string key,
        StatementQuery query,
        bool english,
        CancellationToken cancellation
    )
    {
        var account = await Names.Find(key, cancellation);
        if (!account.IsOk)
        {
            return account.Refusal;
        }

        return StatementDays
            .Of(query, Clock.GetUtcNow())
            .Map(days => (new StatementSubject(shopId, account.Value, days.Period, english), days));
    }
}

internal static class GetStatement
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/accounts/{key}/statement", Handle)
            .RequirePermission(AccountingModule.Read)
            .WithName("GetStatement")
            .WithTags(AccountingModule.Tag)
            .Produces<Statement>();

    private static async Task<IResult> Handle(
        StaffCaller caller,
        string key,
        [AsParameters] StatementQuery query,
        [AsParameters] PageQuery page,
        StatementDesk desk,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var opened = await desk.Open(caller.ShopId, key, query, Answers.PrefersEnglish(request), cancellation);
        if (!opened.IsOk)
        {
            return opened.Refusal.ToHttp();
        }

        var (subject, days) = opened.Value;
        var place = HistoryPlace.Parse(page.After);
        var sums = await desk.Reader.Sums(subject, place, cancellation);
        var postings = await desk.Reader.Postings(subject, place, page.Take, cancellation);
        var lines = await desk.Reader.Lines(subject, [.. postings.Take(page.Size)], sums.Passed, cancellation);
        if (postings.Count <= page.Size)
        {
            // Something may have been posted since the sums were read: the last page closes with its own last line.
            sums = sums with
            {
                Inflow = sums.InflowBefore + lines.Sum(line => line.Inflow),
                Outflow = sums.OutflowBefore + lines.Sum(line => line.Outflow),
            };
        }

        return Results.Ok(
            new Statement(
                await desk.Reader.Card(subject, sums.Closing, cancellation),
                days.From,
                days.To,
                sums.Opening,
                sums.Inflow,
                sums.Outflow,
                sums.Closing,
                await desk.Reader.Beside(subject, cancellation),
                lines,
                postings.Count > page.Size ? HistoryPlace.Of(postings[page.Size - 1]).ToString() : null
            )
        );
    }
}
