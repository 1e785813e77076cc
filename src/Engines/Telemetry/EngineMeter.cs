using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Banyan.Engines.Telemetry;

/// <summary>
/// What the engines count and time, under the one name <c>Banyan</c>. An instrument costs next to nothing while nobody listens.
/// Label values come from code alone (types, codes, lane numbers): never from a shop, a person or a request.
/// </summary>
public static class EngineMeter
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Banyan";

    public const string BatchSizeName = "banyan.commit.batch.size";
    public const string QueueWaitName = "banyan.commit.queue.wait";
    public const string CommitTimeName = "banyan.commit.duration";
    public const string ActsName = "banyan.commit.acts";
    public const string RefusalsName = "banyan.commit.refusals";

    public const string ActLabel = "act";
    public const string OutcomeLabel = "outcome";
    public const string CodeLabel = "code";

    public const string Accepted = "accepted";
    public const string Refused = "refused";
    public const string Failed = "failed";

    internal static readonly Meter Meter = new(Name);

    internal static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] };

    private static readonly Histogram<int> BatchSizes = Meter.CreateHistogram(
        BatchSizeName,
        "{act}",
        "Acts committed in one transaction",
        tags: null,
        Sizes
    );

    private static readonly Histogram<double> QueueWaits = Meter.CreateHistogram(
        QueueWaitName,
        "s",
        "From being queued to being decided",
        tags: null,
        Seconds
    );

    private static readonly Histogram<double> CommitTimes = Meter.CreateHistogram(
        CommitTimeName,
        "s",
        "One batch, from opening its transaction to its commit",
        tags: null,
        Seconds
    );

    private static readonly Counter<long> Acts = Meter.CreateCounter<long>(ActsName, "{act}", "Acts answered, by type and outcome");

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(RefusalsName, "{act}", "Acts refused, by code");

    private static readonly UpDownCounter<long> WaitingActs = Meter.CreateUpDownCounter<long>(
        "banyan.commit.waiting",
        "{act}",
        "Acts and edits that wait in a lane"
    );

    /// <summary>One span per batch and one per job.</summary>
    internal static ActivitySource Activities { get; } = new(Name);

    internal static void Waiting(int lane, int change) => WaitingActs.Add(change, new KeyValuePair<string, object?>("lane", lane));

    internal static void Waited(TimeSpan wait) => QueueWaits.Record(wait.TotalSeconds);

    internal static void Committed(int size, TimeSpan took)
    {
        BatchSizes.Record(size);
        CommitTimes.Record(took.TotalSeconds);
    }

    internal static void Answered(Type act, string outcome, string? refusalCode = null)
    {
        Acts.Add(1, new KeyValuePair<string, object?>(ActLabel, act.Name), new KeyValuePair<string, object?>(OutcomeLabel, outcome));
        if (refusalCode is not null)
        {
            Refusals.Add(1, new KeyValuePair<string, object?>(CodeLabel, refusalCode));
        }
    }
}
