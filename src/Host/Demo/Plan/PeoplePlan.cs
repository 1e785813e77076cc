using System.Globalization;
using Banyan.Commerce.Members.Contracts;

namespace Banyan.Host.Demo.Plan;

/// <summary>Who joins when, through whom, and who becomes a distributor.</summary>
internal static class PeoplePlan
{
    private const int MaxDepth = 4;

    /// <summary>Joining days and sharers that the personas' stories need; everybody else follows the dice.</summary>
    private static readonly Dictionary<string, (int Day, string? Sharer)> Stories = new(StringComparer.Ordinal)
    {
        ["周明远"] = (-45, null),
        ["林晓棠"] = (-43, "周明远"),
        ["苏苏的茶席"] = (-42, "周明远"),
        ["沈知秋"] = (-38, "林晓棠"),
        ["果果妈"] = (-34, "林晓棠"),
        ["老周爱喝茶"] = (-33, "苏苏的茶席"),
        ["陈大海"] = (-21, "林晓棠"),
        ["许一诺"] = (-20, "林晓棠"),
        ["小榕"] = (-3, null),
    };

    private static readonly string[] Distributors = ["周明远", "林晓棠", "苏苏的茶席"];

    public static IReadOnlyList<PlannedMember> Make(Calendar calendar)
    {
        var dice = new Dice(41);
        var newcomers = Newcomers();
        var names = Nicknames.Take(DemoPlan.MemberCount + newcomers.Count);
        var arrivals = names
            .Select((name, number) => (name, number))
            .Where(person => !newcomers.Contains(person.name))
            .Select(person => (person.name, person.number, At: JoiningTime(calendar, person.name, dice)))
            .OrderBy(person => person.At)
            .ThenBy(person => person.number)
            .ToList();
        var members = new List<PlannedMember>(arrivals.Count);
        foreach (var (name, number, at) in arrivals)
        {
            members.Add(Introduce(members, new Arrival(name, number, at), dice));
        }

        return Apply(calendar, members);
    }

    /// <summary>Personas who have never been here, so that a visitor can be new.</summary>
    public static IReadOnlyCollection<string> Newcomers() =>
        [.. DemoContent.People.Personas.Where(persona => persona.Role == "newcomer").Select(persona => persona.Name)];

    private static DateTimeOffset JoiningTime(Calendar calendar, string name, Dice dice)
    {
        if (Stories.TryGetValue(name, out var story))
        {
            return calendar.At(story.Day, 10, dice.Below(600));
        }

        // Before the orders begin the shop grows evenly, afterwards faster and more on weekends.
        var days = new List<(int, int)>();
        for (var day = DemoPlan.FirstDay; day <= 0; day++)
        {
            var growth = day < DemoPlan.FirstOrderDay ? 60 : 50 + (day - DemoPlan.FirstOrderDay) * 2;
            days.Add((day, growth * calendar.Busyness(day)));
        }

        var at = calendar.Sometime(dice.PickWeighted(days), dice);
        return at < calendar.Now.AddMinutes(-40) ? at : at.AddDays(-1);
    }

    private static PlannedMember Introduce(List<PlannedMember> members, Arrival arrival, Dice dice)
    {
        var sharer = Stories.TryGetValue(arrival.Name, out var story)
            ? story.Sharer is { } name
                ? members.IndexOf(name)
                : null
            : FindSharer(members, arrival.At, dice);
        var catalog = DemoContent.MainCatalog;
        return new PlannedMember(
            arrival.Number,
            arrival.Name,
            arrival.At,
            sharer,
            dice.Pick(DemoContent.People.Channels),
            dice.Percent(70) ? dice.Pick(dice.Pick(catalog).Goods).Slug : null,
            Phone(arrival.Number, dice),
            HomeOf(dice, Phone(arrival.Number + 500, dice))
        )
        {
            Depth = sharer is { } index ? members[index].Depth + 1 : 0,
        };
    }

    private static int? FindSharer(List<PlannedMember> members, DateTimeOffset at, Dice dice)
    {
        if (members.Count < 12 || !dice.Percent(76))
        {
            return null;
        }

        var candidates = new List<(int, int)>();
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].JoinsAt < at.AddHours(-3) && members[i].Depth < MaxDepth)
            {
                candidates.Add((i, Pull(members[i])));
            }
        }

        return candidates.Count == 0 ? null : dice.PickWeighted(candidates);
    }

    // A few people bring most of the others; deeper members bring fewer.
    private static int Pull(PlannedMember member) =>
        member.Nickname switch
        {
            "林晓棠" => 40,
            "周明远" => 22,
            "苏苏的茶席" => 26,
            _ => member.Number % 9 == 0 ? 16
            : member.Number % 3 == 0 ? 3
            : 1,
        };

    public static string Phone(int number, Dice dice) =>
        string.Create(CultureInfo.InvariantCulture, $"1{dice.Pick<int>([35, 36, 38, 50, 58, 77, 86, 89])}0000{number:0000}");

    public static Address HomeOf(Dice dice, string phone)
    {
        var people = DemoContent.People;
        var place = dice.Pick(people.Addresses);
        var (building, unit, door) = (dice.Between(1, 28), dice.Between(1, 4), dice.Between(1, 18) * 100 + dice.Between(1, 4));
        var detail = string.Create(CultureInfo.InvariantCulture, $"{place[3]} {building} 栋 {unit} 单元 {door}");
        return new Address(dice.Pick(people.Surnames) + dice.Pick(people.GivenNames), phone, place[0], place[1], place[2], detail);
    }

    private static List<PlannedMember> Apply(Calendar calendar, List<PlannedMember> members)
    {
        var dice = new Dice(43);
        return [.. members.Select(member => member with { Application = ApplicationOf(calendar, member, dice) })];
    }

    private static PlannedApplication? ApplicationOf(Calendar calendar, PlannedMember member, Dice dice)
    {
        if (member.Nickname == "陈大海")
        {
            return new PlannedApplication(calendar.Now.AddHours(-9), DecidedAt: null, Approved: false);
        }

        var early = member.JoinsAt < calendar.At(-12, 0);
        var active = Distributors.Contains(member.Nickname) || (early && member.Number % 9 == 0);
        if (!active && !(member.JoinsAt > calendar.At(-8, 0) && member.Number % 31 == 4))
        {
            return null;
        }

        var at = member.JoinsAt.AddMinutes(Distributors.Contains(member.Nickname) ? 30 : dice.Between(90, 2500));
        if (!active || at > calendar.Now.AddHours(-30))
        {
            return calendar.IfCome(at) is { } waiting ? new PlannedApplication(waiting, DecidedAt: null, Approved: false) : null;
        }

        return new PlannedApplication(
            at,
            Calendar.WorkingTime(at.AddMinutes(35), dice),
            !dice.Percent(6) || Distributors.Contains(member.Nickname)
        );
    }

    private sealed record Arrival(string Name, int Number, DateTimeOffset At);
}
