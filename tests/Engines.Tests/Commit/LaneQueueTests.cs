using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Tests.Commit;

public class LaneQueueTests
{
    private static readonly Id Large = new(1);
    private static readonly Id Small = new(2);

    [Fact]
    public void A_rush_in_one_shop_does_not_hold_up_its_neighbour()
    {
        var queue = new LaneQueue(new CommitOptions());
        Add(queue, Large, 1000);
        Add(queue, Small, 3);
        Take(queue, 8).Count(act => act.ShopId == Small).ShouldBe(3);
    }

    [Fact]
    public void Bulk_work_waits_for_people_but_not_for_ever()
    {
        var queue = new LaneQueue(new CommitOptions(BulkPerBatch: 2));
        Add(queue, Large, 10, bulk: true);
        Add(queue, Small, 100);
        var batch = Take(queue, 50);
        batch.Count.ShouldBe(50);
        batch.Count(act => act.IsBulk).ShouldBe(2);

        // A batch that is not full takes no more of it, however much there is.
        Take(queue, 256).Count(act => act.IsBulk).ShouldBe(2);
        Take(queue, 256).Count.ShouldBe(2);
    }

    [Fact]
    public void An_edit_keeps_its_place_in_its_shop_and_stops_no_other()
    {
        var queue = new LaneQueue(new CommitOptions());
        Add(queue, Large, 2);
        queue.TryAdd(new PendingEdit(Large, () => Task.FromResult<(object?, Refusal?)>((null, null)))).ShouldBeTrue();
        Add(queue, Large, 2);
        Add(queue, Small, 4);

        Take(queue, 100).Select(act => act.ShopId).Order().ShouldBe([Large, Large, Small, Small, Small, Small]);
        var none = new List<PendingAct>();
        queue.Take(none, 100, out var edit);
        edit.ShouldNotBeNull();
        none.ShouldBeEmpty();
        Take(queue, 100).Count.ShouldBe(2);
        queue.Count.ShouldBe(0);
    }

    [Fact]
    public void A_full_queue_turns_away_and_what_must_run_again_goes_first()
    {
        var queue = new LaneQueue(new CommitOptions(MaxQueue: 3));
        Add(queue, Large, 3);
        queue.TryAdd(new PendingAct(new Nothing(99) { ShopId = Small, At = default })).ShouldBeFalse();
        var first = Take(queue, 2);
        queue.PutBack(first);
        Take(queue, 3).Select(NumberOf).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Nobody_is_queued_behind_what_has_waited_too_long()
    {
        var queue = new LaneQueue(new CommitOptions { MaxWait = TimeSpan.Zero });
        Add(queue, Large, 1);
        queue.TryAdd(new PendingAct(new Nothing(1) { ShopId = Large, At = default })).ShouldBeFalse();
        queue.TryAdd(new PendingAct(new Nothing(1) { ShopId = Small, At = default })).ShouldBeTrue();
    }

    [Fact]
    public void A_closed_queue_is_emptied_and_takes_nothing_more()
    {
        var queue = new LaneQueue(new CommitOptions());
        Add(queue, Large, 1);
        queue.Close();
        queue.TryAdd(new PendingAct(new Nothing(1) { ShopId = Large, At = default })).ShouldBeFalse();
        queue.Wait().ShouldBeTrue();
        Take(queue, 10).Count.ShouldBe(1);
        queue.Wait().ShouldBeFalse();
    }

    private static void Add(LaneQueue queue, Id shop, int count, bool bulk = false)
    {
        for (var i = 0; i < count; i++)
        {
            queue.TryAdd(new PendingAct(new Nothing(i, bulk) { ShopId = shop, At = default })).ShouldBeTrue();
        }
    }

    private static List<PendingAct> Take(LaneQueue queue, int limit)
    {
        var acts = new List<PendingAct>();
        queue.Take(acts, limit, out var edit);
        edit.ShouldBeNull();
        return acts;
    }

    private static int NumberOf(PendingAct pending) => ((Nothing)pending.Act).Number;

    private sealed class Nothing(int number, bool bulk = false) : Act<Done>
    {
        public int Number => number;

        public override bool IsBulk => bulk;

        public override void Need(Stage stage, World world, Needs needs) { }

        public override Result<Done> Decide(World world) => Done.Yes;
    }
}
