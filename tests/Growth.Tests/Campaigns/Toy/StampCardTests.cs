using System.Text.Json;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Growth.Campaigns;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Tests.Campaigns.Engine;
using Banyan.Growth.Tests.Campaigns.Scripts;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Tests.Campaigns.Toy;

/// <summary>A kind is one folder, its tests and one line: this one lives here and goes through everything a kind goes through.</summary>
public sealed class StampCardTests
{
    private const int Day = 24 * 60;

    [Fact]
    public void A_card_takes_one_stamp_a_day_and_ends_full()
    {
        KindScript.Play(
            new StampCardKind(),
            new StampCardConfig { Stamps = 2 },
            $"""
            0          alice begin -> open 0/2 +Claim +Publish +WakeAt
            1          alice stamp -> open 1/2 +Save
            2          alice stamp -> stamped_today
            3          bob   stamp -> not_your_card
            {Day}      alice stamp -> succeeded 2/2 +Save +Claim +Grant
            {Day + 1}  alice stamp -> card_over
            """
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_runs_on_the_engine_without_a_table_or_an_endpoint_of_its_own(Database database)
    {
        await using var store = await StoreFixture.Create(database, new StampCardKind());
        var now = store.Clock.GetUtcNow();
        var campaign = await store.Campaign("stamp_card", new StampCardConfig { Stamps = 1 }, now.AddMinutes(-1), now.AddDays(3));
        var acts = store.Get<CampaignActs>();
        var runs = new List<Id>();
        foreach (var member in (Id[])[new Id(11), new Id(12)])
        {
            var caller = new MemberCaller(store.Shop, member);
            var header = new IdempotencyHeader("begin", "POST begin");
            var begun = await acts.Begin(caller, campaign, new BeginBody(null, null), header, default);
            begun.Value.Next.ShouldBe(NextStep.Run);

            // The same request again is the same answer; another one is a second card.
            (await acts.Begin(caller, campaign, new BeginBody(null, null), header, default)).Value.ShouldBe(begun.Value);
            var second = await acts.Begin(caller, campaign, new BeginBody(null, null), header with { Key = "again" }, default);
            second.Refusal!.Code.ShouldBe("has_card");

            var run = begun.Value.RunId!.Value;
            runs.Add(run);
            (await acts.OnRun(caller, run, "stamp", new ActBody(null), header with { Key = "stamp" }, default)).Refusal.ShouldBeNull();
        }

        await using var db = await store.Db();
        var balances = await db.Set<Account>().AsNoTracking().ToDictionaryAsync(account => account.Key, account => account.Balance);
        balances["member:11:points"].ShouldBe(100);
        balances["member:12:points"].ShouldBe(5, "the one prize was taken");
        (
            await db.Set<RunAct>().Where(act => act.RunId == runs[1]).OrderBy(act => act.Id).Select(act => act.Effects).ToListAsync()
        ).ShouldBe(["+Claim +Publish +WakeAt", "+Save +Grant"]);
        (await store.Differences()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_reaches_an_act_that_the_kind_does_not_offer(Database database)
    {
        await using var store = await StoreFixture.Create(database, new StampCardKind());
        var now = store.Clock.GetUtcNow();
        var campaign = await store.Campaign("stamp_card", new StampCardConfig(), now.AddMinutes(-1), now.AddDays(3));
        var caller = new MemberCaller(store.Shop, new Id(11));
        var acts = store.Get<CampaignActs>();
        var header = new IdempotencyHeader("a", "POST");
        var begun = await acts.Begin(caller, campaign, new BeginBody(null, null), header, default);
        var run = begun.Value.RunId!.Value;
        foreach (var act in (string[])[ActTypes.Deadline, ActTypes.OrderPaid, ActTypes.Stopped, "nonsense"])
        {
            (await acts.OnRun(caller, run, act, new ActBody(null), header, default)).Refusal.ShouldBe(Refusal.NotFound);
        }

        store.Clock.Advance(TimeSpan.FromDays(3));
        await store.Drain();
        await using var db = await store.Db();
        (await db.Set<Run>().SingleAsync()).Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public void Its_form_is_made_from_its_config_in_both_languages()
    {
        var kind = new StampCardKind();
        var fields = kind.Form.Describe(kind.Texts.Zh);
        fields.Select(field => field.Name).ShouldBe(["stamps", "points", "prizes", "consolation", "consolationPoints", "colour", "shops"]);
        fields[0].ShouldBe(new FieldMeta("stamps", "集满点数", "", FieldType.Integer, "个", 1, 30, true, null, null, "规则", null));
        fields[4].VisibleWhen.ShouldBe(new FieldCondition("consolation", true));
        fields[5].Choices.ShouldBe([new FieldChoice("red", "红色"), new FieldChoice("gold", "金色")]);
        fields[6].Fields!.Single().Label.ShouldBe("店名");
        kind.Form.Describe(kind.Texts.En)[0].Label.ShouldBe("Stamps on a card");
    }

    [Theory]
    [InlineData("""{"stamps":0,"points":5,"prizes":1,"consolation":false,"colour":"red","shops":[]}""", "config.stamps")]
    [InlineData("""{"stamps":"3","points":5,"prizes":1,"consolation":false,"colour":"red","shops":[]}""", "config.stamps")]
    [InlineData("""{"stamps":3.5,"points":5,"prizes":1,"consolation":false,"colour":"red","shops":[]}""", "config.stamps")]
    [InlineData("""{"stamps":3,"prizes":1,"consolation":false,"colour":"red","shops":[]}""", "config.points")]
    [InlineData("""{"stamps":3,"points":5,"prizes":1,"consolation":true,"colour":"red","shops":[]}""", "config.consolationPoints")]
    [InlineData("""{"stamps":3,"points":5,"prizes":1,"consolation":1,"colour":"red","shops":[]}""", "config.consolation")]
    [InlineData("""{"stamps":3,"points":5,"prizes":1,"consolation":false,"colour":"blue","shops":[]}""", "config.colour")]
    [InlineData("""{"stamps":3,"points":5,"prizes":1,"consolation":false,"colour":"red","shops":[{},{},{}]}""", "config.shops")]
    [InlineData(
        """{"stamps":3,"points":5,"prizes":1,"consolation":false,"colour":"red","shops":[{"shopName":" "}]}""",
        "config.shops[0].shopName"
    )]
    [InlineData("[]", "config")]
    [InlineData("""{"stamps":3,"points":5,"prizes":1,"consolation":false,"colour":"red","shops":[{"shopName":"一店"}]}""", null)]
    public void The_same_form_checks_what_comes_back(string config, string? wrong)
    {
        var errors = new StampCardKind().Form.Check(JsonSerializer.Deserialize<JsonElement>(config));
        errors.Keys.ShouldBe(wrong is null ? [] : [wrong]);
    }
}
