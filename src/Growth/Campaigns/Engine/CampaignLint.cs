using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>What no campaign of any kind may be published with.</summary>
internal static class CampaignLint
{
    private const int MaxDays = 180;

    /// <summary>Words that urge to share or promise easy money: WeChat's mini-program rules, section 5.1, abuse of sharing.</summary>
    private static readonly string[] UrgingWords =
    [
        "必转",
        "转发有钱",
        "转发领钱",
        "点一下就有钱",
        "百元现金",
        "不转不是",
        "疯狂转发",
        "全民转发",
        "躺赚",
        "拉人头",
        "邀请即送现金",
    ];

    public static IReadOnlyDictionary<string, Sentence[]> Check(
        ICampaignKind kind,
        object config,
        LintFacts facts,
        (CampaignVersion Version, object Config)? published
    )
    {
        List<Finding> findings =
        [
            .. Window(facts, published?.Version),
            .. Words("name", facts.Name),
            .. Words("config.shareTitle", kind.Face(config, kind.Texts.Zh).ShareTitle),
            .. kind.Lint(config, facts),
        ];
        if (published is { } before)
        {
            findings.AddRange(kind.Worse(before.Config, config));
        }

        return findings
            .GroupBy(finding => finding.Field, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(finding => new Sentence(finding.Zh, finding.En)).Distinct().ToArray());
    }

    private static IEnumerable<Finding> Window(LintFacts facts, CampaignVersion? published)
    {
        if (facts.EndsAt <= facts.StartsAt)
        {
            yield return new Finding("endsAt", "结束时间要晚于开始时间", "The end must be after the start");
        }

        if (facts.EndsAt <= facts.Now)
        {
            yield return new Finding("endsAt", "结束时间已经过去", "The end has passed already");
        }

        if (facts.EndsAt - facts.StartsAt > TimeSpan.FromDays(MaxDays))
        {
            yield return new Finding("endsAt", $"活动最长 {MaxDays} 天", $"A campaign lasts {MaxDays} days at most");
        }

        if (published is not null && facts.EndsAt < published.EndsAt)
        {
            yield return new Finding("endsAt", "发布后结束时间只能延后", "After publishing the end may only move later");
        }

        if (published is not null && facts.StartsAt > published.StartsAt)
        {
            yield return new Finding("startsAt", "发布后开始时间只能提前", "After publishing the start may only move earlier");
        }
    }

    private static IEnumerable<Finding> Words(string field, string? text) =>
        UrgingWords
            .Where(word => text?.Contains(word, StringComparison.Ordinal) == true)
            .Select(word => new Finding(
                field,
                $"「{word}」属于诱导分享用语，微信会封禁，请换一种说法",
                $"“{word}” urges people to share; WeChat bans that, please put it differently"
            ));
}
