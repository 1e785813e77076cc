using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Tests.Commit;

public class CommitTests
{
    private static readonly AccountKey Purse = AccountKey.CommissionPending(new Id(7));

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task The_same_key_twenty_times_at_once_runs_once_and_answers_the_same(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => fixture.Commit.Run(Pay(fixture, 100, "once", new ActKey("member:7", "k1", "h"))))
        );

        answers.Select(answer => answer.Value).Distinct().Count().ShouldBe(1);
        (await Balance(fixture)).ShouldBe(100);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task The_same_key_for_another_request_is_refused(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        (await fixture.Commit.Run(Pay(fixture, 100, "a", new ActKey("member:7", "k1", "h")))).IsOk.ShouldBeTrue();
        var answer = await fixture.Commit.Run(Pay(fixture, 200, "b", new ActKey("member:7", "k1", "other")));
        answer.Refusal!.Code.ShouldBe("idempotency_key_reused");
        (await Balance(fixture)).ShouldBe(100);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_refused_act_leaves_nothing_behind_and_its_neighbours_stand(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var good = Enumerable.Range(0, 30).Select(i => fixture.Commit.Run(Pay(fixture, 10, $"good{i}")));
        var bad = Enumerable.Range(0, 30).Select(i => fixture.Commit.Run(Pay(fixture, -10_000, $"bad{i}")));
        var answers = await Task.WhenAll(good.Zip(bad, (a, b) => new[] { a, b }).SelectMany(pair => pair));

        answers.Count(answer => answer.IsOk).ShouldBe(30);
        answers.Where(answer => !answer.IsOk).ShouldAllBe(answer => answer.Refusal!.Code == "insufficient_balance");
        (await Balance(fixture)).ShouldBe(300);
        (await fixture.Differences()).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_poisoned_act_fails_alone(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        (await fixture.Commit.Run(Pay(fixture, 10, "taken"))).IsOk.ShouldBeTrue();

        // The source is taken: only the database can see it, so the whole batch fails and is halved until the culprit is alone.
        var poisoned = fixture.Commit.Run(Pay(fixture, 10, "taken"));
        var others = Enumerable.Range(0, 40).Select(i => fixture.Commit.Run(Pay(fixture, 1, $"other{i}"))).ToList();
        (await Task.WhenAll(others)).ShouldAllBe(answer => answer.IsOk);
        await poisoned.ShouldThrowAsync<System.Data.Common.DbException>();
        (await Balance(fixture)).ShouldBe(50);
        (await fixture.Differences()).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_power_cut_before_any_statement_leaves_all_or_nothing(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        await fixture.Commit.Run(Pay(fixture, 1000, "start"));
        var gateway = fixture.Get<SqlGateway>();
        for (var cut = 1; cut <= 6; cut++)
        {
            var left = cut;
            gateway.BeforeStatement = _ =>
            {
                if (--left == 0)
                {
                    throw new IOException("power cut");
                }
            };
            var outcome = await Record.ExceptionAsync(() => fixture.Commit.Run(Pay(fixture, -10, $"cut{cut}")));
            gateway.BeforeStatement = null;
            (await fixture.Differences()).ShouldBeEmpty();
            (await Balance(fixture)).ShouldBe(outcome is null ? 990 : 1000);
            if (outcome is null)
            {
                return;
            }
        }

        Assert.Fail("The act sends more statements than were cut.");
    }

    [Fact]
    public async Task A_batch_sends_the_same_statements_however_many_acts_it_has()
    {
        await using var fixture = await EngineFixture.Create(Database.Postgres);
        await fixture.Commit.Run(Pay(fixture, 1000, "start"));
        var few = await StatementsFor(fixture, 10);
        var many = await StatementsFor(fixture, 200);
        many.ShouldBe(few);
        few.ShouldBeLessThan(10);
    }

    private static async Task<long> StatementsFor(EngineFixture fixture, int acts)
    {
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
        var gateway = fixture.Get<SqlGateway>();
        var batch = Enumerable
            .Range(0, acts)
            .Select(i => fixture.Commit.Run(Pay(fixture, 1, $"of{acts}:{i}", Key($"{acts}:{i}"))))
            .ToList();
        var before = gateway.Statements;
        gate.SetResult();
        await edit;
        (await Task.WhenAll(batch)).ShouldAllBe(answer => answer.IsOk);
        return gateway.Statements - before;
    }

    private static ActKey Key(string key) => new("member:7", key, "h");

    private static Transfer Pay(EngineFixture fixture, long amount, string source, ActKey? key = null) =>
        new(amount, source)
        {
            ShopId = fixture.Shop,
            At = fixture.Clock.GetUtcNow(),
            Key = key,
        };

    private static async Task<long> Balance(EngineFixture fixture)
    {
        await using var db = await fixture.Db();
        return await db.Set<Account>()
            .IgnoreQueryFilters()
            .Where(account => account.Key == Purse.Key)
            .Select(account => account.Balance)
            .SingleAsync();
    }

    private sealed class Transfer(long amount, string source) : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Account)
            {
                Banyan.Engines.Ledger.Ledger.Need(needs, ShopId, Purse);
            }
        }

        public override Result<Id> Decide(World world)
        {
            var (from, to) = amount > 0 ? (AccountKey.ShopCommission, Purse) : (Purse, AccountKey.ShopCommission);
            var movement = new Movement(from, to, Math.Abs(amount), "test", source, "测试");
            return Banyan.Engines.Ledger.Ledger.Post(world, ShopId, movement, At).Map(posting => posting.Id);
        }
    }
}
