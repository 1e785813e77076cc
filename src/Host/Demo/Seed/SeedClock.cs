namespace Banyan.Host.Demo.Seed;

/// <summary>
/// The past, as the seed walks through it. Work that runs side by side has each its own minute; everything else (deadlines, jobs)
/// sees the minute that the walk has reached.
/// </summary>
internal sealed class SeedClock(DateTimeOffset start) : TimeProvider
{
    private readonly AsyncLocal<DateTimeOffset?> own = new();
    private long reached = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => own.Value ?? new DateTimeOffset(Interlocked.Read(ref reached), TimeSpan.Zero);

    /// <summary>Everybody has reached this moment; going back is not possible.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        if (moment.UtcTicks > Interlocked.Read(ref reached))
        {
            Interlocked.Exchange(ref reached, moment.UtcTicks);
        }
    }

    /// <summary>From here on this flow of calls, and only it, lives at the moment.</summary>
    public void Enter(DateTimeOffset moment) => own.Value = moment;
}
