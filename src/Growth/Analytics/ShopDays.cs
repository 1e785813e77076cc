using Banyan.Kernel;

namespace Banyan.Growth.Analytics;

/// <summary>The shop's days as the database counts them: whole days since 1970 in the shop's zone.</summary>
internal static class ShopDays
{
    public const long DayMs = 86_400_000;
    public static readonly long OffsetMs = (long)Times.ShopOffset.TotalMilliseconds;
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>The <paramref name="count"/> days that end with the day of <paramref name="now"/>, oldest first.</summary>
    public static IReadOnlyList<DateOnly> Last(int count, DateTimeOffset now)
    {
        var today = now.ShopDay();
        return [.. Enumerable.Range(0, count).Select(i => today.AddDays(i - count + 1))];
    }

    /// <summary>The number that <c>(milliseconds + OffsetMs) / DayMs</c> gives for every instant of the day.</summary>
    public static long NumberOf(DateOnly day) => day.DayNumber - Epoch;
}
