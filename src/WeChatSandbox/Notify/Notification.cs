namespace Banyan.WeChatSandbox.Notify;

internal enum DeliveryState
{
    Waiting,
    Delivered,
    Lost,
    GivenUp,
}

/// <summary>What a notification is about.</summary>
/// <param name="EventType">TRANSACTION.SUCCESS, REFUND.SUCCESS …</param>
/// <param name="OriginalType">transaction or refund; also the associated data.</param>
/// <param name="Summary">For people.</param>
/// <param name="OutTradeNo">The order it is about.</param>
internal sealed record NotificationSubject(string EventType, string OriginalType, string Summary, string OutTradeNo);

/// <summary>One try to deliver a notification.</summary>
/// <param name="At">When it was sent, by the sandbox's clock.</param>
/// <param name="Status">HTTP status, 0 when nothing came back.</param>
/// <param name="ElapsedMs">Real milliseconds.</param>
/// <param name="Note">What went wrong, or which disturbance was applied.</param>
internal sealed record DeliveryAttempt(DateTimeOffset At, int Status, long ElapsedMs, string? Note);

/// <summary>
/// One notification with its deliveries. The body is made once and repeated byte by byte; only the signature is fresh each time.
/// </summary>
internal sealed class Notification(string id, NotificationSubject subject, string url, byte[] body, long dueAt)
{
    private readonly Lock _gate = new();
    private readonly List<DeliveryAttempt> _attempts = [];
    private int _rung;
    private bool _sending;

    public string Id { get; } = id;
    public NotificationSubject Subject { get; } = subject;
    public string Url { get; } = url;
    public byte[] Body { get; } = body;
    public DeliveryState State { get; private set; } = DeliveryState.Waiting;
    public long DueAt { get; private set; } = dueAt;

    public IReadOnlyList<DeliveryAttempt> Attempts()
    {
        lock (_gate)
        {
            return [.. _attempts];
        }
    }

    /// <summary>True once for each rung of the ladder whose time has come.</summary>
    public bool TryBegin(long nowMs)
    {
        lock (_gate)
        {
            if (State != DeliveryState.Waiting || _sending || DueAt > nowMs)
            {
                return false;
            }

            return _sending = true;
        }
    }

    public void Record(DeliveryAttempt attempt)
    {
        lock (_gate)
        {
            _attempts.Add(attempt);
        }
    }

    public void End(DeliveryState state)
    {
        lock (_gate)
        {
            (State, _sending) = (state, false);
        }
    }

    /// <summary>Goes to the next rung, or gives up after the last one.</summary>
    public void Retry(long nowMs, double speed)
    {
        lock (_gate)
        {
            _sending = false;
            if (_rung >= Ladder.Seconds.Count)
            {
                State = DeliveryState.GivenUp;
                return;
            }

            DueAt = nowMs + (long)(Ladder.Seconds[_rung++] * 1000 / speed);
        }
    }
}

/// <summary>WeChat repeats an unanswered notification 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h later: 24 h 4 min.</summary>
internal static class Ladder
{
    public static readonly IReadOnlyList<int> Seconds =
    [
        15,
        15,
        30,
        180,
        600,
        1200,
        1800,
        1800,
        1800,
        3600,
        10800,
        10800,
        10800,
        21600,
        21600,
    ];
}
