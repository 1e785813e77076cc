namespace Banyan.Engines.Telemetry;

/// <summary>
/// Counts times in classes that grow by a quarter, from 0.1 ms to over a minute: a percentile read from them is at most a quarter too high,
/// and keeping them costs the same for ten times as for ten million.
/// </summary>
internal sealed class Durations
{
    private const double FirstMs = 0.1;
    private const double Growth = 1.25;
    private const int Classes = 64;
    private readonly long[] counts = new long[Classes];

    public long Total { get; private set; }

    public void Add(double seconds)
    {
        counts[ClassOf(seconds * 1_000)]++;
        Total++;
    }

    public void Add(Durations other)
    {
        for (var i = 0; i < Classes; i++)
        {
            counts[i] += other.counts[i];
        }

        Total += other.Total;
    }

    public void Clear()
    {
        Array.Clear(counts);
        Total = 0;
    }

    /// <summary>Milliseconds that <paramref name="percent"/> of all times did not exceed; null where there were none.</summary>
    public double? PercentileMs(int percent)
    {
        if (Total == 0)
        {
            return null;
        }

        var rank = (Total * percent + 99) / 100;
        var seen = 0L;
        var at = 0;
        while (at < Classes - 1 && (seen += counts[at]) < rank)
        {
            at++;
        }

        return Math.Round(FirstMs * Math.Pow(Growth, at), 2);
    }

    private static int ClassOf(double ms) =>
        ms <= FirstMs ? 0 : Math.Clamp((int)Math.Ceiling(Math.Log(ms / FirstMs) / Math.Log(Growth)), 0, Classes - 1);
}
