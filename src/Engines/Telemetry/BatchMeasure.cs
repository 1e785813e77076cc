using System.Diagnostics;

namespace Banyan.Engines.Telemetry;

/// <summary>Times one batch and puts a span around it. A batch that fails leaves a span in error and counts nothing.</summary>
internal sealed class BatchMeasure(int size) : IDisposable
{
    private readonly long begun = Stopwatch.GetTimestamp();
    private readonly Activity? span = EngineMeter.Activities.StartActivity("commit batch")?.SetTag("banyan.batch.size", size);
    private bool committed;

    /// <summary>The rows are loaded; what waited is decided now.</summary>
    public static void Decides(IEnumerable<long> queuedAt)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var at in queuedAt)
        {
            EngineMeter.Waited(Stopwatch.GetElapsedTime(at, now));
        }
    }

    public void Committed()
    {
        committed = true;
        EngineMeter.Committed(size, Stopwatch.GetElapsedTime(begun));
    }

    public void Dispose()
    {
        if (!committed)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }

        span?.Dispose();
    }
}
