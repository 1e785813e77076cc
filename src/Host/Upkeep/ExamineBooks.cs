using Banyan.Engines.Doctor;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Host.Upkeep;

/// <param name="Latest">Null before the first examination.</param>
/// <param name="History">Earlier ones too, the newest first.</param>
internal sealed record BooksReport(Examination? Latest, IReadOnlyList<ExaminationSummary> History);

/// <param name="By">Who asked for it; null: the calendar.</param>
/// <param name="Clean">No check found anything.</param>
internal sealed record Examination(DateTimeOffset At, ExaminationMode Mode, string? By, bool Clean, IReadOnlyList<BookCheckView> Checks);

/// <param name="Wrong">The checks that found something.</param>
internal sealed record ExaminationSummary(
    Id Id,
    DateTimeOffset At,
    ExaminationMode Mode,
    string? By,
    int Checks,
    long Rows,
    IReadOnlyList<BookCheckView> Wrong
);

/// <param name="Rows">How many rows of this shop were looked at.</param>
/// <param name="DifferenceCount">May be more than are listed.</param>
/// <param name="Differences">What differs in this shop, one sentence each.</param>
internal sealed record BookCheckView(string Name, string Label, bool Ok, long Rows, int DifferenceCount, IReadOnlyList<string> Differences);

internal sealed record ExamineBooksBody(ExaminationMode Mode);

/// <summary>The books of the caller's own shop: what was found last, what was found before, and an examination now.</summary>
internal sealed class ExamineBooks(IEnumerable<IBookCheck> checks)
{
    private const int MaxRuns = 30;
    private readonly Dictionary<string, IBookCheck> byName = checks.ToDictionary(check => check.Name, StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/doctor", Read).RequirePermission("system.read").WithName("ReadBooksReport").WithTags("System").Produces<BooksReport>();
        api.MapPost("/doctor", Run).RequirePermission("system.manage").WithName("ExamineBooks").WithTags("System").Produces<Examination>();
    }

    private static async Task<IResult> Read(BanyanDb db, ExamineBooks books, HttpRequest request, CancellationToken cancellation)
    {
        var english = Answers.PrefersEnglish(request);
        var rows = await db.Set<BookExamination>()
            .AsNoTracking()
            .OrderByDescending(row => row.Id)
            .Take(MaxRuns * books.byName.Count)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var runs = rows.GroupBy(row => row.RunId).Take(MaxRuns).Select(run => run.OrderBy(row => row.Id).ToList()).ToList();
        return Results.Ok(
            new BooksReport(runs.Count == 0 ? null : books.View(runs[0], english), [.. runs.Select(run => books.Summary(run, english))])
        );
    }

    private static async Task<IResult> Run(
        StaffCaller caller,
        ExamineBooksBody body,
        ShopExaminations examinations,
        ExamineBooks books,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var english = Answers.PrefersEnglish(request);
        var rows = await examinations.Run(caller.ShopId, body.Mode, caller.Name, cancellation).ConfigureAwait(false);
        return rows.IsOk ? Results.Ok(books.View(rows.Value, english)) : rows.Refusal.ToHttp();
    }

    private Examination View(IReadOnlyList<BookExamination> run, bool english) =>
        new(run[0].At, run[0].Mode, run[0].By, run.All(row => row.DifferenceCount == 0), [.. run.Select(row => View(row, english))]);

    private ExaminationSummary Summary(List<BookExamination> run, bool english) =>
        new(
            run[0].RunId,
            run[0].At,
            run[0].Mode,
            run[0].By,
            run.Count,
            run.Sum(row => row.Rows),
            [.. run.Where(row => row.DifferenceCount > 0).Select(row => View(row, english))]
        );

    private BookCheckView View(BookExamination row, bool english)
    {
        var check = byName.GetValueOrDefault(row.Check);
        var label = (english ? check?.LabelEn : check?.LabelZh) ?? row.Check;
        return new BookCheckView(row.Check, label, row.DifferenceCount == 0, row.Rows, row.DifferenceCount, row.Differences);
    }
}
