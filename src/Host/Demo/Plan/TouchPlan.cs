using System.Globalization;

namespace Banyan.Host.Demo.Plan;

/// <summary>Openings of shares by people who only look: most of them, as everywhere.</summary>
internal static class TouchPlan
{
    private const int LookersPerDay = 26;

    public static IReadOnlyList<PlannedTouch> Make(Calendar calendar, IReadOnlyList<PlannedMember> members)
    {
        var dice = new Dice(47);
        var touches = new List<PlannedTouch>();
        for (var day = DemoPlan.FirstOrderDay; day <= 0; day++)
        {
            var count = LookersPerDay * calendar.Busyness(day) * (70 + day - DemoPlan.FirstOrderDay) / 10_000;
            for (var i = 0; i < count; i++)
            {
                if (calendar.IfCome(calendar.Sometime(day, dice)) is { } at && Sharer(members, at, dice) is { } sharer)
                {
                    var visitor = string.Create(CultureInfo.InvariantCulture, $"looker-{day + 100}-{dice.Below(count)}");
                    var landing = dice.Percent(75) ? dice.Pick(dice.Pick(DemoContent.MainCatalog).Goods).Slug : null;
                    touches.Add(new PlannedTouch(at, sharer, visitor, dice.Pick(DemoContent.People.Channels), landing));
                }
            }
        }

        return touches;
    }

    private static int? Sharer(IReadOnlyList<PlannedMember> members, DateTimeOffset at, Dice dice)
    {
        var choices = new List<(int, int)>();
        for (var i = 0; i < members.Count && members[i].JoinsAt < at.AddHours(-3); i++)
        {
            choices.Add((i, members[i].Application is null ? 1 : 9));
        }

        return choices.Count == 0 ? null : dice.PickWeighted(choices);
    }
}
