using Banyan.Kernel;

namespace Banyan.Host.Demo.Plan;

/// <summary>Days counted from today, and the hours at which people shop.</summary>
internal sealed class Calendar(DateTimeOffset now)
{
    private static readonly (int Hour, int Weight)[] Hours =
    [
        (7, 2),
        (8, 4),
        (9, 6),
        (10, 8),
        (11, 8),
        (12, 11),
        (13, 9),
        (14, 6),
        (15, 6),
        (16, 6),
        (17, 6),
        (18, 7),
        (19, 9),
        (20, 13),
        (21, 14),
        (22, 9),
        (23, 3),
    ];

    public DateTimeOffset Now => now;

    public DateOnly DayOf(int day) => now.ShopDay().AddDays(day);

    /// <summary>A moment of the day, at the minute.</summary>
    public DateTimeOffset At(int day, int hour, int minute = 0) => DayOf(day).StartOfShopDay().AddMinutes(hour * 60 + minute);

    /// <summary>Some moment of the day at which people are likely to be on their phones.</summary>
    public DateTimeOffset Sometime(int day, Dice dice) => At(day, dice.PickWeighted(Hours), dice.Below(60)).AddSeconds(dice.Below(60));

    /// <summary>How busy the day of the week is, in percent.</summary>
    public int Busyness(int day) =>
        DayOf(day).DayOfWeek switch
        {
            DayOfWeek.Saturday or DayOfWeek.Sunday => 145,
            DayOfWeek.Friday => 115,
            DayOfWeek.Monday => 88,
            _ => 100,
        };

    /// <summary>The next working hours of the shop at or after a moment: 9:30 to 17:30 on any day.</summary>
    public static DateTimeOffset WorkingTime(DateTimeOffset after, Dice dice)
    {
        var local = after.ToOffset(Times.ShopOffset);
        var minutes = local.Hour * 60 + local.Minute;
        var day = after.ShopDay();
        return minutes switch
        {
            < 570 => day.StartOfShopDay().AddMinutes(570 + dice.Below(120)),
            < 1020 => after.AddMinutes(10 + dice.Below(25)),
            _ => day.AddDays(1).StartOfShopDay().AddMinutes(570 + dice.Below(180)),
        };
    }

    /// <summary>The moment if it has come, else null.</summary>
    public DateTimeOffset? IfCome(DateTimeOffset at) => at < now.AddMinutes(-3) ? at : null;
}
