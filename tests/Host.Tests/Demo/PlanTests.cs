using Banyan.Host.Demo;
using Banyan.Host.Demo.Plan;

namespace Banyan.Host.Tests.Demo;

public sealed class PlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 12, 7, 30, 0, TimeSpan.Zero);
    private static readonly DemoPlan Plan = DemoPlan.For(Now);

    [Fact]
    public void The_same_day_gives_the_same_plan()
    {
        var again = DemoPlan.For(Now);
        again.Members.ShouldBe(Plan.Members);
        again.Touches.ShouldBe(Plan.Touches);
        again.Orders.Select(Describe).ShouldBe(Plan.Orders.Select(Describe));
        again.Teams.SelectMany(team => team.Seats).ShouldBe(Plan.Teams.SelectMany(team => team.Seats));

        static string Describe(PlannedOrder order) => string.Join(',', order.Lines) + (order with { Lines = [] });
    }

    [Fact]
    public void Three_hundred_members_hang_in_a_tree_four_deep()
    {
        Plan.Members.Count.ShouldBe(DemoPlan.MemberCount);
        Plan.Members.Max(member => member.Depth).ShouldBe(4);
        Plan.Members.Select(member => member.Phone).ShouldBeUnique();
        Plan.Members.ShouldAllBe(member => member.Sharer == null || Plan.Members[member.Sharer.Value].JoinsAt < member.JoinsAt);
        Plan.Members.Count(member => member.Application is { Approved: true }).ShouldBeInRange(12, 40);
        Plan.Members.Count(member => member.Application is { DecidedAt: null }).ShouldBeInRange(1, 8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(17)]
    public void Nothing_is_planned_after_now_and_orders_grow(int hours)
    {
        var now = Now.AddHours(hours);
        var plan = DemoPlan.For(now);
        plan.Orders.Count.ShouldBeInRange(330, 560);
        plan.Members.ShouldAllBe(member => member.JoinsAt < now);
        plan.Touches.ShouldAllBe(touch => touch.At < now);
        plan.Teams.SelectMany(team => team.Seats).ShouldAllBe(seat => seat.At < now);
        plan.Orders.ShouldAllBe(order =>
            order.PlacedAt < now && !(order.ReceivedAt > now) && (order.Refund == null || order.Refund.At < now)
        );
        plan.Orders.ShouldAllBe(order => plan.Members[order.Member].JoinsAt < order.PlacedAt);
        var half = now.AddDays(-15);
        plan.Orders.Count(order => order.PlacedAt > half).ShouldBeGreaterThan(plan.Orders.Count(order => order.PlacedAt <= half));
    }

    [Fact]
    public void Every_running_campaign_has_teams_that_wait_for_somebody()
    {
        foreach (var campaign in DemoContent.Shops.Campaigns)
        {
            var teams = Plan.Teams.Where(team => team.Campaign == campaign.Key).ToList();
            var waiting = teams.Where(team => team.Seats[0].At.AddHours(campaign.Hours) > Now).ToList();
            waiting.ShouldAllBe(team => team.Seats.Count < campaign.TeamSize);
            (waiting.Count >= 2).ShouldBe(campaign.ToDay > 0, campaign.Name);
            teams.ShouldContain(team => team.Seats.Count == campaign.TeamSize, campaign.Name);
            teams.SelectMany(team => team.Seats).Select(seat => seat.Member).ShouldBeUnique();
        }
    }
}
