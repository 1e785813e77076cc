using System.Globalization;
using Banyan.Engines.Nodes;
using Banyan.Kernel;

namespace Banyan.Host.Clock;

/// <summary>The machine's clock, and in a demonstration an offset that only grows and survives a restart.</summary>
internal sealed class DemoClock : TimeProvider
{
    public const string Topic = "demo-clock";
    private const string Name = "demo-clock-offset-ms";
    private long offsetMs;

    public TimeSpan Offset => TimeSpan.FromMilliseconds(Interlocked.Read(ref offsetMs));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    public async Task Load(SystemValues values, CancellationToken cancellation)
    {
        var text = await values.Find(Id.None, Name, cancellation).ConfigureAwait(false);
        Interlocked.Exchange(ref offsetMs, text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture));
    }

    public async Task Advance(TimeSpan by, SystemValues values, CancellationToken cancellation)
    {
        var moved = Interlocked.Add(ref offsetMs, (long)by.TotalMilliseconds);
        await values.Set(Id.None, Name, moved.ToString(CultureInfo.InvariantCulture), cancellation).ConfigureAwait(false);
    }
}
