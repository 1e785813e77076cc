using Banyan.Growth.Campaigns;
using Banyan.Growth.Campaigns.Contracts;

namespace Banyan.Growth.Tests.Campaigns;

/// <summary>What every listed kind must bring along.</summary>
public sealed class KindListTests
{
    public static TheoryData<string> Codes => [.. KindList.All.Select(kind => kind.Code)];

    [Fact]
    public void Every_kind_of_the_program_is_listed_once()
    {
        var written = typeof(KindList)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && typeof(ICampaignKind).IsAssignableFrom(type));
        KindList.All.Select(kind => kind.GetType()).ShouldBe(written, ignoreOrder: true);
        KindList.All.Select(kind => kind.Code).ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Codes))]
    public void Both_languages_say_the_same_things(string code)
    {
        var kind = KindList.All.Single(kind => kind.Code == code);
        kind.Texts.En.Keys.ShouldBe(kind.Texts.Zh.Keys, ignoreOrder: true);
        kind.Form.Describe(kind.Texts.Zh).Count.ShouldBe(kind.Form.Describe(kind.Texts.En).Count);
        foreach (var words in (Words[])[kind.Texts.Zh, kind.Texts.En])
        {
            kind.Face(kind.Defaults, words).Rules.ShouldNotBeEmpty();
            kind.Face(kind.Defaults, words).Rules.ShouldAllBe(rule => !rule.Contains('{'));
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_config_survives_being_stored(string code)
    {
        var kind = KindList.All.Single(kind => kind.Code == code);
        kind.WriteConfig(kind.ReadConfig(kind.WriteConfig(kind.Defaults))).ShouldBe(kind.WriteConfig(kind.Defaults));
        kind.ReadConfig("{}").ShouldNotBeNull("versions written before a property existed must load");
    }
}
