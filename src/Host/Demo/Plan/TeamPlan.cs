namespace Banyan.Host.Demo.Plan;

/// <summary>Teams of past campaigns, full and failed, and teams that are waiting for somebody now.</summary>
internal static class TeamPlan
{
    /// <summary>Open teams now: hours since they began and seats taken. The first of candle and orange belong to 果果妈's story.</summary>
    private static readonly (string Campaign, int Sku, int HoursAgo, int Taken)[] Open =
    [
        ("orange", 0, 20, 3),
        ("orange", 1, 11, 2),
        ("orange", 0, 3, 1),
        ("tieguanyin", 0, 15, 2),
        ("tieguanyin", 0, 6, 1),
        ("tieguanyin", 1, 2, 2),
        ("candle", 0, 9, 1),
        ("candle", 1, 4, 1),
    ];

    public static IReadOnlyList<PlannedTeam> Make(Calendar calendar, IReadOnlyList<PlannedMember> members, StockPlan stock)
    {
        var dice = new Dice(53);
        var teams = new List<PlannedTeam>();
        foreach (var campaign in DemoContent.Shops.Campaigns)
        {
            var crew = new Crew(members, dice);
            foreach (var open in Open.Where(open => open.Campaign == campaign.Key))
            {
                var begins = calendar.Now.AddHours(-open.HoursAgo).AddMinutes(-dice.Below(40));
                teams.Add(Assemble(campaign, open.Sku, begins, open.Taken, crew));
            }

            teams.AddRange(Past(calendar, campaign, crew, dice));
        }

        return [.. teams.Where(team => stock.TryTake(Slug(team), team.Sku, team.Seats.Count))];
    }

    private static string Slug(PlannedTeam team) => DemoContent.Shops.Campaigns.Single(campaign => campaign.Key == team.Campaign).Slug;

    private static IEnumerable<PlannedTeam> Past(Calendar calendar, CampaignContent campaign, Crew crew, Dice dice)
    {
        // The last hours belong to the open teams, so every team here has ended by now.
        var lastStart = calendar.Now.AddHours(-campaign.Hours - 6);
        for (var day = campaign.FromDay + 1; day < Math.Min(campaign.ToDay, 0); day++)
        {
            var begins = calendar.At(day, dice.Between(9, 21), dice.Below(60));
            if (begins > lastStart || begins.AddHours(campaign.Hours + 1) > calendar.At(campaign.ToDay, 0) || !dice.Percent(72))
            {
                continue;
            }

            var taken = dice.Percent(74) ? campaign.TeamSize : dice.Between(1, campaign.TeamSize - 1);
            yield return Assemble(campaign, dice.Below(Math.Min(2, campaign.Prices.Count)), begins, taken, crew);
        }
    }

    private static PlannedTeam Assemble(CampaignContent campaign, int sku, DateTimeOffset begins, int taken, Crew crew)
    {
        var seats = new List<PlannedSeat>();
        for (var i = 0; i < taken; i++)
        {
            var favourite =
                i == 0 && campaign.Key == "candle" ? "果果妈"
                : i == 1 && campaign.Key == "orange" ? "果果妈"
                : null;
            var at = begins.AddMinutes(i == 0 ? 0 : i * campaign.Hours * 60 / (campaign.TeamSize * 6) + i * 7);
            seats.Add(new PlannedSeat(crew.Next(begins, favourite), at));
        }

        return new PlannedTeam(campaign.Key, sku, seats);
    }

    /// <summary>Gives members who are in no team of the campaign yet.</summary>
    private sealed class Crew(IReadOnlyList<PlannedMember> members, Dice dice)
    {
        private readonly HashSet<int> used = [];

        public int Next(DateTimeOffset at, string? favourite)
        {
            if (favourite is not null && used.Add(members.IndexOf(favourite)))
            {
                return members.IndexOf(favourite);
            }

            while (true)
            {
                var member = dice.Below(members.Count);
                var persona = DemoContent.People.Personas.Any(persona => persona.Name == members[member].Nickname);
                if (!persona && members[member].JoinsAt < at.AddHours(-2) && used.Add(member))
                {
                    return member;
                }
            }
        }
    }
}
