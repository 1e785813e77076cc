using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Tests.Commit;

/// <summary>What comes together with something bad in one batch, and what a clock that goes back does to it.</summary>
public class BadInputTests
{
    private const int Good = 20;
    private static readonly AccountKey Purse = AccountKey.Commission(new Id(7));

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Each_act_of_a_bad_batch_gets_its_own_answer(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var before = (await Run(fixture, Pay("before", key: "before"))).Value;
        (await Run(fixture, Pay("taken"))).IsOk.ShouldBeTrue();

        // While an edit runs, what comes waits: all of it is one batch.
        var gate = new TaskCompletionSource();
        var edit = fixture.Commit.Exclusive<Done>(
            fixture.Shop,
            async _ =>
            {
                await gate.Task;
                return Done.Yes;
            }
        );
        var good = Enumerable.Range(0, Good).Select(i => Run(fixture, Pay($"good{i}", key: $"good{i}"))).ToList();
        var failsToDecide = Run(fixture, Pay("bad1") with { Decides = () => throw new InvalidOperationException("decide") });
        var failsToName = Run(fixture, Pay("bad2") with { Names = () => throw new InvalidOperationException("name") });
        var oversized = Run(fixture, Pay(new string('x', 81)));
        var duplicate = Run(fixture, Pay("taken"));
        var twice = new[] { Run(fixture, Pay("twice", key: "twice")), Run(fixture, Pay("twice", key: "twice")) };
        var other = Run(fixture, Pay("another", key: "twice") with { Hash = "other" });
        var late = Run(fixture, Pay("before", key: "before") with { At = TimeSpan.FromDays(-400) });
        var refused = Run(fixture, Pay("refused") with { Decides = () => Refusal.NotFound });
        good.AddRange(Enumerable.Range(Good, Good).Select(i => Run(fixture, Pay($"good{i}"))));
        gate.SetResult();
        await edit;

        (await Task.WhenAll(good)).Select(answer => answer.Value).Distinct().Count().ShouldBe(2 * Good);
        (await failsToDecide.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldBe("decide");
        (await failsToName.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldBe("name");
        (await oversized.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain("posting.source_id");
        await duplicate.ShouldThrowAsync<System.Data.Common.DbException>();
        (await Task.WhenAll(twice)).Select(answer => answer.Value).Distinct().ShouldHaveSingleItem();
        (await other).Refusal!.Code.ShouldBe("idempotency_key_reused");
        (await late).Value.ShouldBe(before);
        (await refused).Refusal!.Code.ShouldBe("not_found");
        (await Balance(fixture)).ShouldBe(2 * Good + 3);
        (await fixture.Differences()).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_clock_that_goes_back_disturbs_nothing(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var ids = new List<Id>();
        foreach (var (step, number) in ((int[])[0, -1, -3600, 1, -86_400, 90_000]).Select((step, number) => (step, number)))
        {
            fixture.Clock.Advance(TimeSpan.FromSeconds(step));
            for (var i = 0; i < Good; i++)
            {
                // The act's own time goes back as well: a request may have waited.
                var act = Pay($"{number}:{i}", key: $"{number}:{i}") with
                {
                    At = TimeSpan.FromSeconds(-i),
                };
                ids.Add((await Run(fixture, act)).Value);
                (await Run(fixture, act)).Value.ShouldBe(ids[^1]);
            }
        }

        ids.ShouldBe(ids.Order().Distinct(), "ids are unique and grow");
        fixture.Clock.Advance(TimeSpan.FromDays(1));
        await Sweep(fixture);
        fixture.Clock.Advance(TimeSpan.FromDays(-1));
        await Sweep(fixture);
        (await Balance(fixture)).ShouldBe(ids.Count);
        (await fixture.Differences()).ShouldBeEmpty();
    }

    private static async Task Sweep(EngineFixture fixture)
    {
        foreach (var source in fixture.Get<IEnumerable<IDeadlineSource>>())
        {
            while (await source.Sweep(fixture.Clock.GetUtcNow(), CancellationToken.None) > 0) { }
        }
    }

    private static Wish Pay(string source, string? key = null) => new(source, key);

    private static Task<Result<Id>> Run(EngineFixture fixture, Wish wish) =>
        fixture.Commit.Run(
            new PayOne(wish)
            {
                ShopId = fixture.Shop,
                At = fixture.Clock.GetUtcNow() + wish.At,
                Key = wish.Key is null ? null : new ActKey("member:7", wish.Key, wish.Hash),
            }
        );

    private static async Task<long> Balance(EngineFixture fixture)
    {
        await using var db = await fixture.Db();
        return await db.Set<Account>()
            .IgnoreQueryFilters()
            .Where(account => account.Key == Purse.Key)
            .Select(account => account.Balance)
            .SingleAsync();
    }

    private sealed record Wish(string Source, string? Key)
    {
        public string Hash { get; init; } = "h";

        public TimeSpan At { get; init; }

        public Action Names { get; init; } = () => { };

        public Func<Refusal?> Decides { get; init; } = () => null;
    }

    private sealed class PayOne(Wish wish) : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            wish.Names();
            if (stage == Stage.Account)
            {
                Banyan.Engines.Ledger.Ledger.Need(needs, ShopId, Purse);
            }
        }

        public override Result<Id> Decide(World world)
        {
            var movement = new Movement(AccountKey.ShopCommission, Purse, 1, "test", wish.Source, "测试");
            var posted = Banyan.Engines.Ledger.Ledger.Post(world, ShopId, movement, At);
            return wish.Decides() is { } refusal ? refusal : posted.Map(posting => posting.Id);
        }
    }
}
