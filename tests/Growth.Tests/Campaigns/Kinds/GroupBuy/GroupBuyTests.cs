using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Kinds.GroupBuy;
using Banyan.Growth.Tests.Campaigns.Scripts;
using Banyan.Kernel;

namespace Banyan.Growth.Tests.Campaigns.Kinds.GroupBuy;

public sealed class GroupBuyTests
{
    private static readonly GroupBuyConfig ThreePeople = new()
    {
        ProductId = new Id(4),
        Skus = [new SkuPrice(KindStage.Sku, new Fen(9900), 100)],
        TeamSize = 3,
        Hours = 24,
        LeaderDiscountFen = new Fen(1000),
        BuyLimit = 2,
        TeamLimit = 2,
    };

    [Fact]
    public void Three_who_pay_are_a_team()
    {
        var stage = Play(
            ThreePeople,
            """
            0  alice begin   -> +Offer
            0  alice place   -> 89.00 open 1/3 +Claim*4
            1  alice pay     -> open 1/3 +Publish +WakeAt +Hold
            2  bob   join    -> +Offer
            2  bob   place   -> 99.00 open 2/3 +Claim*3
            3  bob   pay     -> open 2/3 +Hold
            4  cindy place   -> 99.00 open 3/3 +Claim*3
            5  dora  join    -> team_full
            5  dora  place   -> team_full
            6  cindy pay     -> succeeded 3/3 +Fulfil*2 +Notify*3
            7  dora  join    -> team_succeeded
            8  -     deadline -> succeeded 3/3
            """
        );
        stage.RunJobs(KindStage.Start.AddMinutes(9));
        stage.Orders.ShouldAllBe(order => order.State == StageOrderState.Paid);
    }

    [Fact]
    public void A_team_that_stays_too_small_is_paid_back()
    {
        var stage = Play(
            ThreePeople,
            """
            0    alice place    -> 89.00 open 1/3 +Claim*4
            1    alice pay      -> open 1/3 +Publish +WakeAt +Hold
            2    bob   place    -> 99.00 open 2/3 +Claim*3
            3    bob   pay      -> open 2/3 +Hold
            1440 cindy place    -> 99.00 open 3/3 +Claim*3
            1441 -     deadline -> failed 3/3 +Release*2 +Refund*2 +Notify*2
            1442 cindy pay      -> failed 3/3 +Release +Refund +Notify
            1443 dora  place    -> team_failed
            """
        );
        stage.RunJobs(KindStage.Start.AddMinutes(1444));
        stage.Orders.ShouldAllBe(order => order.State == StageOrderState.Refunded);
        stage.Pools.Where(pool => pool.Key.Contains("teams") == false).ShouldAllBe(pool => pool.Value.Used == 0);
    }

    [Fact]
    public void Nobody_can_come_in_before_the_leader_has_paid()
    {
        Play(
            ThreePeople,
            """
            0 alice place -> 89.00 open 1/3 +Claim*4
            1 bob   join  -> team_not_open
            1 bob   place -> team_not_open
            2 alice join  -> pay_first
            """
        );
    }

    [Fact]
    public void A_leader_who_never_pays_leaves_no_team_and_one_who_pays_late_opens_it_again()
    {
        Play(
            ThreePeople,
            """
            0  alice place   -> 89.00 open 1/3 +Claim*4
            15 alice close   -> failed 0/3 +Release
            16 bob   join    -> team_failed
            17 alice paylate -> open 1/3 +Publish +WakeAt +Hold
            18 bob   place   -> 99.00 open 2/3 +Claim*3
            """
        );
    }

    [Fact]
    public void An_unpaid_seat_goes_to_somebody_else_and_its_late_payment_back_to_its_payer()
    {
        var stage = Play(
            ThreePeople with
            {
                TeamSize = 2,
            },
            """
            0  alice place   -> 89.00 open 1/2 +Claim*4
            1  alice pay     -> open 1/2 +Publish +WakeAt +Hold
            2  bob   place   -> 99.00 open 2/2 +Claim*3
            3  cindy place   -> team_full
            17 bob   close   -> open 1/2 +Release
            18 cindy place   -> 99.00 open 2/2 +Claim*3
            19 bob   paylate -> sold_out
            20 cindy pay     -> succeeded 2/2 +Fulfil +Notify*2
            """
        );
        stage.Orders[1].State.ShouldBe(StageOrderState.Refunded);
    }

    [Fact]
    public void Nobody_sits_in_one_team_twice()
    {
        Play(
            ThreePeople,
            """
            0 alice place -> 89.00 open 1/3 +Claim*4
            1 alice pay   -> open 1/3 +Publish +WakeAt +Hold
            2 alice join  -> already_in_team
            2 alice place -> already_in_team
            3 bob   place -> 99.00 open 2/3 +Claim*3
            3 bob   place -> pay_first
            """
        );
    }

    [Fact]
    public void Fewer_are_enough_where_the_rules_say_so()
    {
        Play(
            ThreePeople with
            {
                AllowFewer = true,
                MinimumSize = 2,
            },
            """
            0    alice place    -> 89.00 open 1/3 +Claim*4
            1    alice pay      -> open 1/3 +Publish +WakeAt +Hold
            2    bob   place    -> 99.00 open 2/3 +Claim*3
            3    bob   pay      -> open 2/3 +Hold
            1440 cindy place    -> 99.00 open 3/3 +Claim*3
            1441 -     deadline -> succeeded 3/3 +Fulfil*2 +Notify*2
            1442 cindy pay      -> succeeded 3/3
            """
        );
    }

    [Fact]
    public void A_refund_before_success_gives_the_seat_back_and_one_under_way_keeps_it()
    {
        Play(
            ThreePeople with
            {
                TeamSize = 2,
            },
            """
            0 alice place         -> 89.00 open 1/2 +Claim*4
            1 alice pay           -> open 1/2 +Publish +WakeAt +Hold
            2 bob   place         -> 99.00 open 2/2 +Claim*3
            3 alice refunding     -> open 2/2
            4 cindy place         -> team_full
            5 bob   pay           -> open 2/2 +Hold
            6 alice refund_closed -> succeeded 2/2 +Fulfil*2 +Notify*2
            """
        );
        Play(
            ThreePeople with
            {
                TeamSize = 2,
            },
            """
            0 alice place     -> 89.00 open 1/2 +Claim*4
            1 alice pay       -> open 1/2 +Publish +WakeAt +Hold
            2 bob   place     -> 99.00 open 2/2 +Claim*3
            3 bob   pay       -> succeeded 2/2 +Fulfil +Notify*2
            4 alice refunding -> succeeded 2/2
            5 alice refunded  -> succeeded 1/2
            """
        );
        Play(
            ThreePeople,
            """
            0 alice place     -> 89.00 open 1/3 +Claim*4
            1 alice pay       -> open 1/3 +Publish +WakeAt +Hold
            2 alice refunding -> open 1/3
            3 alice refunded  -> failed 0/3 +Release
            """
        );
    }

    [Fact]
    public void Limits_hold_for_pieces_and_for_new_members()
    {
        Play(
            ThreePeople,
            """
            0 alice place x3 -> buy_limit
            0 alice place x2 -> 89.00 open 1/3 +Claim*4
            """
        );
        Play(
            ThreePeople with
            {
                NewMembersOnly = true,
            },
            """
            0 alice place     -> 89.00 open 1/3 +Claim*4
            1 alice pay       -> open 1/3 +Publish +WakeAt +Hold
            2 bob   place     -> new_members_only
            3 cindy place new -> 99.00 open 2/3 +Claim*3
            """
        );
    }

    [Fact]
    public void A_stopped_campaign_ends_its_teams()
    {
        Play(
            ThreePeople,
            """
            0 alice place   -> 89.00 open 1/3 +Claim*4
            1 alice pay     -> open 1/3 +Publish +WakeAt +Hold
            2 bob   place   -> 99.00 open 2/3 +Claim*3
            3 -     stopped -> failed 2/3 +Release +Refund +Notify
            """
        );
    }

    [Fact]
    public void The_end_of_the_campaign_is_the_deadline_of_late_teams()
    {
        var stage = new KindStage(new GroupBuyKind(), ThreePeople)
        {
            Frame = new CampaignFrame(KindStage.CampaignId, KindStage.Start, KindStage.Start.AddHours(3)),
        };
        stage.Place(new Actor(new Id(1)), 1, KindStage.Start);
        stage.Pay(stage.Orders[0], KindStage.Start);
        stage.DeadlineAt.ShouldBe(KindStage.Start.AddHours(3));
    }

    [Fact]
    public void A_team_from_the_first_release_still_loads()
    {
        ICampaignKind kind = new GroupBuyKind();
        using var stream = typeof(GroupBuyTests).Assembly.GetManifestResourceStream("Campaigns/Kinds/GroupBuy/run.v1.json")!;
        using var reader = new StreamReader(stream);
        var run = (GroupBuyRun)kind.ReadRun(reader.ReadToEnd());
        run.Status.ShouldBe(RunStatus.Failed);
        run.Failed.ShouldBe(FailReason.Expired);
        run.OpenedAt.ShouldBe(DateTimeOffset.Parse("2026-06-01T02:01:00Z", null));
        run.Seats.Count.ShouldBe(5);
        run.Seats[0]
            .ShouldBe(
                new Seat(
                    new Id(11),
                    new Id(101),
                    true,
                    ParticipantState.Refunded,
                    false,
                    DateTimeOffset.Parse("2026-06-01T02:00:00Z", null)
                )
            );
        run.Seats.Select(seat => seat.State)
            .ShouldBe([
                ParticipantState.Refunded,
                ParticipantState.Refunding,
                ParticipantState.Paid,
                ParticipantState.Unpaid,
                ParticipantState.Closed,
            ]);
    }

    private static KindStage Play(GroupBuyConfig config, string script) => KindScript.Play(new GroupBuyKind(), config, script);
}
