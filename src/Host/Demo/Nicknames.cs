namespace Banyan.Host.Demo;

/// <summary>Names for the members of the demo: personas first, then net names and plain names, all different.</summary>
internal static class Nicknames
{
    public static IReadOnlyList<string> Take(int count)
    {
        var people = DemoContent.People;
        var dice = new Dice(20231);
        var names = new List<string>(people.Personas.Select(persona => persona.Name));
        var used = new HashSet<string>(names, StringComparer.Ordinal);
        var netNames = new Queue<string>(people.Nicknames);
        while (names.Count < count)
        {
            var name = netNames.Count > 0 && dice.Percent(62) ? netNames.Dequeue() : PlainName(people, dice);
            if (used.Add(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static string PlainName(PeopleContent people, Dice dice)
    {
        var (surname, given) = (dice.Pick(people.Surnames), dice.Pick(people.GivenNames));
        return dice.Below(5) switch
        {
            0 => surname + dice.Pick(people.Suffixes),
            1 => given + dice.Pick(people.Suffixes),
            2 => "小" + surname + dice.Below(100).ToString("00", System.Globalization.CultureInfo.InvariantCulture),
            _ => surname + given,
        };
    }
}
