using System.Diagnostics.Metrics;

namespace Banyan.Engines.Telemetry;

/// <summary>What jobs and the doctor count and time, under the same name as <see cref="EngineMeter"/>.</summary>
internal static class UpkeepMeter
{
    private static readonly Counter<long> JobsRun = EngineMeter.Meter.CreateCounter<long>(
        "banyan.jobs.run",
        "{job}",
        "Jobs tried, by type and outcome"
    );

    private static readonly Histogram<double> JobTimes = EngineMeter.Meter.CreateHistogram(
        "banyan.jobs.duration",
        "s",
        "One try of a job",
        tags: null,
        EngineMeter.Seconds
    );

    private static readonly Gauge<double> JobLag = EngineMeter.Meter.CreateGauge<double>(
        "banyan.jobs.lag",
        "s",
        "How long the oldest due job has waited beyond its time"
    );

    private static readonly Gauge<long> JobsNow = EngineMeter.Meter.CreateGauge<long>(
        "banyan.jobs.now",
        "{job}",
        "Jobs that are not over, by state"
    );

    private static readonly Counter<long> ChecksRun = EngineMeter.Meter.CreateCounter<long>(
        "banyan.doctor.checks",
        "{check}",
        "Checks of the books, by check and outcome"
    );

    private static readonly Counter<long> Differences = EngineMeter.Meter.CreateCounter<long>(
        "banyan.doctor.differences",
        "{difference}",
        "Differences found in the books, by check"
    );

    internal static void JobTried(string type, string outcome, TimeSpan took)
    {
        var label = new KeyValuePair<string, object?>("type", type);
        JobsRun.Add(1, label, new KeyValuePair<string, object?>(EngineMeter.OutcomeLabel, outcome));
        JobTimes.Record(took.TotalSeconds, label);
    }

    internal static void JobsAre(long waiting, long running, long dead, TimeSpan lag)
    {
        JobsNow.Record(waiting, new KeyValuePair<string, object?>("state", "waiting"));
        JobsNow.Record(running, new KeyValuePair<string, object?>("state", "running"));
        JobsNow.Record(dead, new KeyValuePair<string, object?>("state", "dead"));
        JobLag.Record(lag.TotalSeconds);
    }

    internal static void Checked(string check, int differences)
    {
        var label = new KeyValuePair<string, object?>("check", check);
        ChecksRun.Add(1, label, new KeyValuePair<string, object?>(EngineMeter.OutcomeLabel, differences == 0 ? "agrees" : "differs"));
        Differences.Add(differences, label);
    }
}
