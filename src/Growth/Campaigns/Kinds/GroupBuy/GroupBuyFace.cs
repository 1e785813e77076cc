using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Kinds.GroupBuy;

/// <summary>What a group buy says of itself: everything that decides about money is disclosed here.</summary>
internal static class GroupBuyFace
{
    public static KindFace Of(GroupBuyConfig config, Words words) =>
        new(
            words.Fill("face.label", ("size", config.TeamSize)),
            config.ProductId.IsNone ? null : config.ProductId,
            config.Skus,
            Facts(config, words),
            Rules(config, words),
            string.IsNullOrWhiteSpace(config.ShareTitle) ? null : config.ShareTitle.Trim()
        );

    private static List<FaceFact> Facts(GroupBuyConfig config, Words words)
    {
        List<FaceFact> facts =
        [
            new(words["facts.size"], words.Fill("facts.people", ("n", config.TeamSize))),
            new(words["facts.hours"], words.Fill("facts.hoursValue", ("n", config.Hours))),
            new(words["facts.limit"], words.Fill("facts.pieces", ("n", config.BuyLimit))),
        ];
        if (config.LeaderDiscountFen > Fen.Zero)
        {
            facts.Add(new FaceFact(words["facts.leader"], words.Fill("facts.leaderValue", ("amount", config.LeaderDiscountFen.ToYuan()))));
        }

        return facts;
    }

    private static List<string> Rules(GroupBuyConfig config, Words words)
    {
        List<string> rules =
        [
            words.Fill("rules.start", ("size", config.TeamSize), ("hours", config.Hours)),
            words["rules.end"],
            config.AllowFewer
                ? words.Fill("rules.fewer", ("minimum", config.MinimumSize), ("size", config.TeamSize))
                : words.Fill("rules.full", ("size", config.TeamSize)),
            words["rules.refund"],
            words.Fill("rules.limit", ("pieces", config.BuyLimit), ("teams", config.TeamLimit)),
        ];
        if (config.LeaderDiscountFen > Fen.Zero)
        {
            rules.Add(words.Fill("rules.leader", ("amount", config.LeaderDiscountFen.ToYuan())));
        }

        if (config.NewMembersOnly)
        {
            rules.Add(words["rules.newOnly"]);
        }

        rules.Add(words["rules.ship"]);
        return rules;
    }
}
