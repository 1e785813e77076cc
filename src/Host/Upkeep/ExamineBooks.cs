using Banyan.Engines.Doctor;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Host.Upkeep;

/// <param name="Clean">No check found anything.</param>
internal sealed record BooksReport(bool Clean, DateTimeOffset CheckedAt, IReadOnlyList<BookCheckView> Checks);

/// <param name="Rows">How many rows were looked at, in all shops.</param>
/// <param name="Differences">What differs in this shop, one sentence each.</param>
internal sealed record BookCheckView(string Name, string Label, bool Ok, long Rows, IReadOnlyList<string> Differences);

/// <summary>
/// Runs every book check. A shop sees its own differences; those of other shops are for who runs the server (<c>doctor</c>).
/// </summary>
internal static class ExamineBooks
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/doctor", Handle).RequirePermission("system.read").WithName("ExamineBooks").WithTags("System").Produces<BooksReport>();

    private static async Task<IResult> Handle(
        StaffCaller caller,
        Doctor doctor,
        TimeProvider clock,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var english = Answers.PrefersEnglish(request);
        var results = await doctor.Examine(cancellation).ConfigureAwait(false);
        var checks = results.Select(result => View(result, caller.ShopId, english)).ToList();
        return Results.Ok(new BooksReport(checks.TrueForAll(check => check.Ok), clock.GetUtcNow(), checks));
    }

    private static BookCheckView View(CheckResult result, Id shopId, bool english)
    {
        var own = result.Findings.Differences.Where(text => IsAbout(text, shopId)).ToList();
        return new BookCheckView(result.Name, english ? result.LabelEn : result.LabelZh, own.Count == 0, result.Findings.Rows, own);
    }

    /// <summary>Differences begin with the shop, by the contract of <see cref="CheckFindings"/>.</summary>
    private static bool IsAbout(string text, Id shopId)
    {
        var begin = $"shop {shopId}";
        return text.StartsWith(begin, StringComparison.Ordinal) && (text.Length == begin.Length || !char.IsAsciiDigit(text[begin.Length]));
    }
}
