using Banyan.Commerce.Members.Contracts;

namespace Banyan.Host.Demo.Plan;

/// <summary>Somebody who joins the shop.</summary>
/// <param name="Number">Position in the list of names; it chooses the avatar.</param>
/// <param name="Sharer">Position of the sharer in the list of members; null: came alone.</param>
/// <param name="Landing">What the share they opened led to: a product by slug, or null for the home page.</param>
internal sealed record PlannedMember(
    int Number,
    string Nickname,
    DateTimeOffset JoinsAt,
    int? Sharer,
    string Channel,
    string? Landing,
    string Phone,
    Address Home
)
{
    public PlannedApplication? Application { get; init; }

    public int Depth { get; init; }
}

/// <summary>A wish to become a distributor; decided later, or not yet.</summary>
internal sealed record PlannedApplication(DateTimeOffset At, DateTimeOffset? DecidedAt, bool Approved);

/// <summary>An opening of a share by somebody who does not join.</summary>
internal sealed record PlannedTouch(DateTimeOffset At, int Sharer, string VisitorId, string Channel, string? Landing);

internal sealed record PlannedLine(string Slug, int Sku, int Quantity);

/// <summary>An order and what becomes of it. A null time means: never, or not yet.</summary>
internal sealed record PlannedOrder(int Member, DateTimeOffset PlacedAt, IReadOnlyList<PlannedLine> Lines)
{
    public string Remark { get; init; } = "";

    /// <summary>Fetched at the shop's store rather than sent: shipped then means that it lies ready.</summary>
    public bool Pickup { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>When the buyer confirms; without it the shop's time limit does.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public PlannedRefund? Refund { get; init; }
}

internal enum RefundScope
{
    /// <summary>Everything that is left of the order.</summary>
    Whole,

    /// <summary>The first line.</summary>
    FirstLine,

    /// <summary>A third of the money of the first line, goods kept.</summary>
    ThirdOfFirstLine,
}

internal enum RefundVerdict
{
    Waiting,
    Accepted,
    Rejected,
}

internal sealed record PlannedRefund(DateTimeOffset At, RefundScope Scope, string Reason, RefundVerdict Verdict, DateTimeOffset? DecidedAt);

/// <summary>A team of a group-buy: the first member begins it, the others join. Too few: it fails at its deadline.</summary>
internal sealed record PlannedTeam(string Campaign, int Sku, IReadOnlyList<PlannedSeat> Seats);

internal sealed record PlannedSeat(int Member, DateTimeOffset At);

/// <summary>The demo's last six weeks: the same for the same day, whoever asks.</summary>
internal sealed record DemoPlan(
    DateTimeOffset Now,
    IReadOnlyList<PlannedMember> Members,
    IReadOnlyList<PlannedTouch> Touches,
    IReadOnlyList<PlannedOrder> Orders,
    IReadOnlyList<PlannedTeam> Teams
)
{
    public const int MemberCount = 300;

    /// <summary>Names in use: members, personas who have never been here, and the second shop's members, in this order.</summary>
    public static int NameCount => MemberCount + PeoplePlan.Newcomers().Count + SecondShopPlan.MemberCount;

    /// <summary>People come from this many days before today; orders begin later.</summary>
    public const int FirstDay = -45;
    public const int FirstOrderDay = -30;

    public static DemoPlan For(DateTimeOffset now)
    {
        var calendar = new Calendar(now);
        var members = PeoplePlan.Make(calendar);
        var touches = TouchPlan.Make(calendar, members);
        var stock = new StockPlan(DemoContent.MainCatalog);
        var teams = TeamPlan.Make(calendar, members, stock);
        var orders = OrderPlan.Make(calendar, members, stock);
        return new DemoPlan(now, members, touches, orders, teams);
    }
}

internal static class PlannedMembers
{
    /// <summary>Position of the member with this nickname.</summary>
    public static int IndexOf(this IReadOnlyList<PlannedMember> members, string nickname)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Nickname == nickname)
            {
                return i;
            }
        }

        throw new ArgumentException($"Nobody is called {nickname}.", nameof(nickname));
    }
}
