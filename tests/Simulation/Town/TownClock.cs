namespace Banyan.Simulation.Town;

/// <summary>The town's time. It stands still until somebody moves it, and it may be set back.</summary>
internal sealed class TownClock : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Move(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
