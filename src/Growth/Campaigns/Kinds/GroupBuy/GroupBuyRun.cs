using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Kinds.GroupBuy;

/// <summary>A team. Old teams must load for ever: properties are added, never renamed.</summary>
public sealed record GroupBuyRun : IRunState
{
    public RunStatus Status { get; init; }

    /// <summary>One seat per member; a member who comes again takes their old seat.</summary>
    public IReadOnlyList<Seat> Seats { get; init; } = [];

    /// <summary>When the leader paid: from then on others may join and the hours count.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public FailReason? Failed { get; init; }

    public Seat? SeatOf(Id memberId) => Seats.FirstOrDefault(seat => seat.MemberId == memberId);

    public Seat? SeatOfOrder(Id orderId) => Seats.FirstOrDefault(seat => seat.OrderId == orderId);

    public int Count(params ReadOnlySpan<ParticipantState> states)
    {
        var count = 0;
        foreach (var seat in Seats)
        {
            count += states.Contains(seat.State) ? 1 : 0;
        }

        return count;
    }

    public GroupBuyRun With(Seat seat) =>
        this with
        {
            Seats = SeatOf(seat.MemberId) is { } old ? [.. Seats.Select(s => s == old ? seat : s)] : [.. Seats, seat],
        };
}

public sealed record Seat(Id MemberId, Id OrderId, bool Leader, ParticipantState State, bool IsNew, DateTimeOffset At);

public enum FailReason
{
    /// <summary>The leader never paid; nobody else could come in.</summary>
    LeaderUnpaid,

    /// <summary>Too few at the deadline.</summary>
    Expired,

    /// <summary>Staff stopped the campaign.</summary>
    Stopped,

    /// <summary>Everybody took their money back.</summary>
    Empty,
}
