using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Tests.Commit;

public class ForgetAnswersTests
{
    private const int Old = ForgetAnswers.MaxPerSlice + 100;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Answers_are_kept_for_seven_days_and_forgotten_in_slices(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        var first = (await Answer(fixture, "first")).Value;
        await Task.WhenAll(Enumerable.Range(0, Old).Select(i => Answer(fixture, $"old{i}", shop: 1 + i % 2)));
        fixture.Clock.Advance(TimeSpan.FromDays(6));
        var kept = (await Answer(fixture, "kept")).Value;
        (await Sweep(fixture)).ShouldBe(0, "nothing is seven days old");
        (await Answer(fixture, "first")).Value.ShouldBe(first);

        fixture.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        (await Sweep(fixture)).ShouldBe(Old + 1);
        (await Keys(fixture)).ShouldBe(["test:kept"]);
        (await Sweep(fixture)).ShouldBe(0);
        (await Answer(fixture, "kept")).Value.ShouldBe(kept);
        (await Answer(fixture, "first")).Value.ShouldNotBe(first, "after seven days it is a new request");
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task One_transaction_deletes_a_slice_at_most(Database database)
    {
        await using var fixture = await EngineFixture.Create(database);
        await Task.WhenAll(Enumerable.Range(0, Old).Select(i => Answer(fixture, $"old{i}")));
        fixture.Clock.Advance(TimeSpan.FromDays(8));
        (await Source(fixture).Sweep(fixture.Clock.GetUtcNow(), CancellationToken.None)).ShouldBe(ForgetAnswers.MaxPerSlice);
        (await Source(fixture).Sweep(fixture.Clock.GetUtcNow(), CancellationToken.None)).ShouldBe(Old - ForgetAnswers.MaxPerSlice);
    }

    private static ForgetAnswers Source(EngineFixture fixture) =>
        fixture.Get<IEnumerable<IDeadlineSource>>().OfType<ForgetAnswers>().Single();

    private static async Task<int> Sweep(EngineFixture fixture)
    {
        var (all, some) = (0, 0);
        do
        {
            all += some = await Source(fixture).Sweep(fixture.Clock.GetUtcNow(), CancellationToken.None);
        } while (some > 0);

        return all;
    }

    private static async Task<List<string>> Keys(EngineFixture fixture)
    {
        await using var db = await fixture.Db();
        return await db.Set<Idempotency>().IgnoreQueryFilters().Select(row => row.Key).ToListAsync();
    }

    private static Task<Result<Id>> Answer(EngineFixture fixture, string key, long shop = 1) =>
        fixture.Commit.Run(
            new GiveId
            {
                ShopId = new Id(shop),
                At = fixture.Clock.GetUtcNow(),
                Key = new ActKey("test", key, "h"),
            }
        );

    private sealed class GiveId : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Id> Decide(World world) => world.NextId();
    }
}
