using System.Globalization;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Kernel;

namespace Banyan.Commerce.Accounting.Contracts;

/// <summary>Which days a statement is about, as <c>2026-11-01</c> by the shop's calendar, both included.</summary>
/// <param name="From">The first day of the month of <paramref name="To"/>, or of this month, when it is not said.</param>
/// <param name="To">The last day of the month of <paramref name="From"/> when it is not said.</param>
public sealed record StatementQuery(string? From, string? To);

/// <summary>The days of a statement, both included.</summary>
public sealed record StatementDays(DateOnly From, DateOnly To)
{
    public const int Max = 366;
    public const string Format = "yyyy-MM-dd";

    // Days outside cannot be told apart from slips of the finger, and the ends of the calendar have no instants to compare with.
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2999, 12, 31);

    public Period Period => new(From.StartOfShopDay(), To.AddDays(1).StartOfShopDay());

    /// <param name="max">How many days may be asked for at once.</param>
    public static Result<StatementDays> Of(StatementQuery query, DateTimeOffset now, int max = Max)
    {
        var (from, to) = (Parse(query.From), Parse(query.To));
        var read = Check
            .Body()
            .That(
                from is not null || string.IsNullOrEmpty(query.From),
                "from",
                "应为 2026-11-01 这样的日期",
                "Must be a date such as 2026-11-01"
            )
            .That(
                to is not null || string.IsNullOrEmpty(query.To),
                "to",
                "应为 2026-11-30 这样的日期",
                "Must be a date such as 2026-11-30"
            );
        if (read.ToRefusal() is { } unreadable)
        {
            return unreadable;
        }

        var begin = from ?? FirstOfMonth(to ?? now.ShopDay());
        var days = new StatementDays(begin, to ?? FirstOfMonth(begin).AddMonths(1).AddDays(-1));
        return
            Check
                .Body()
                .That(days.From <= days.To, "to", "结束日期不能早于开始日期", "Must not be before the first day")
                .That(days.To.DayNumber - days.From.DayNumber < max, "to", $"最多 {max} 天", $"At most {max} days")
                .ToRefusal()
                is { } wrong
            ? wrong
            : days;
    }

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The day, or null when the text is none.</summary>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= First && day <= Last
            ? day
            : null;

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}
