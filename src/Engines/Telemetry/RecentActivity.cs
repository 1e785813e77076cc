using System.Diagnostics.Metrics;

namespace Banyan.Engines.Telemetry;

/// <summary>
/// The last hour of this process, minute by minute, for people who have no monitoring beside the product. Listens to
/// <see cref="EngineMeter"/> like any other listener would, and keeps a fixed amount whatever happens.
/// </summary>
public sealed class RecentActivity : IDisposable
{
    private const int Minutes = 60;
    private const int MsPerMinute = 60_000;
    private const int MaxCodes = 200;

    private static readonly HashSet<string> Wanted = new(StringComparer.Ordinal)
    {
        EngineMeter.BatchSizeName,
        EngineMeter.QueueWaitName,
        EngineMeter.CommitTimeName,
        EngineMeter.ActsName,
        EngineMeter.RefusalsName,
    };

    private readonly MeterListener listener = new();
    private readonly Lock turn = new();
    private readonly Slot[] slots = [.. Enumerable.Range(0, Minutes).Select(_ => new Slot())];

    public RecentActivity()
    {
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == EngineMeter.Name && Wanted.Contains(instrument.Name))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => Sized(value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Timed(instrument.Name, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Counted(instrument.Name, value, labels));
        listener.Start();
    }

    /// <summary>The figures of the last hour, and the acts of each of its minutes, the current one last.</summary>
    /// <param name="orderActs">Which acts are an order that was placed.</param>
    public ActivityFigures Read(IReadOnlySet<string> orderActs)
    {
        var minute = Minute();
        lock (turn)
        {
            var sum = new Slot();
            var perMinute = new List<long>(Minutes);
            for (var at = minute - Minutes + 1; at <= minute; at++)
            {
                var slot = slots[(int)(at % Minutes)];
                var current = slot.Minute == at;
                perMinute.Add(current ? slot.Acts : 0);
                if (current)
                {
                    sum.Add(slot);
                }
            }

            // The minute that has only begun would make every rate look low.
            return new ActivityFigures(
                perMinute,
                perMinute[^2],
                OrdersAt(minute - 1, orderActs),
                sum.Accepted.Where(act => orderActs.Contains(act.Key)).Sum(act => act.Value),
                sum.Batches == 0 ? null : Math.Round((double)sum.BatchedActs / sum.Batches, 1),
                sum.LargestBatch,
                new Percentiles(sum.Waits.PercentileMs(50), sum.Waits.PercentileMs(95)),
                new Percentiles(sum.Commits.PercentileMs(50), sum.Commits.PercentileMs(95)),
                [.. sum.Refusals.OrderByDescending(code => code.Value).ThenBy(code => code.Key, StringComparer.Ordinal)]
            );
        }
    }

    public void Dispose() => listener.Dispose();

    private long OrdersAt(long minute, IReadOnlySet<string> orderActs)
    {
        var slot = slots[(int)(minute % Minutes)];
        return slot.Minute == minute ? slot.Accepted.Where(act => orderActs.Contains(act.Key)).Sum(act => act.Value) : 0;
    }

    private void Sized(int size)
    {
        lock (turn)
        {
            var slot = Current();
            slot.Batches++;
            slot.BatchedActs += size;
            slot.LargestBatch = Math.Max(slot.LargestBatch, size);
        }
    }

    private void Timed(string name, double seconds)
    {
        lock (turn)
        {
            var slot = Current();
            (name == EngineMeter.QueueWaitName ? slot.Waits : slot.Commits).Add(seconds);
        }
    }

    private void Counted(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (name == EngineMeter.RefusalsName)
        {
            var code = (string)labels[0].Value!;
            lock (turn)
            {
                Count(Current().Refusals, code, value);
            }
        }
        else if (name == EngineMeter.ActsName)
        {
            var (act, outcome) = ((string)labels[0].Value!, (string)labels[1].Value!);
            lock (turn)
            {
                var slot = Current();
                slot.Acts += value;
                if (outcome == EngineMeter.Accepted)
                {
                    Count(slot.Accepted, act, value);
                }
            }
        }
    }

    private Slot Current()
    {
        var minute = Minute();
        var slot = slots[(int)(minute % Minutes)];
        if (slot.Minute != minute)
        {
            slot.Begin(minute);
        }

        return slot;
    }

    // One hour ahead, so that the first minute of a machine has minutes before it.
    private static long Minute() => Environment.TickCount64 / MsPerMinute + Minutes;

    private static void Count(Dictionary<string, long> counts, string name, long value)
    {
        if (counts.Count < MaxCodes || counts.ContainsKey(name))
        {
            counts[name] = counts.GetValueOrDefault(name) + value;
        }
    }

    private sealed class Slot
    {
        public long Minute { get; private set; } = -1;

        public long Acts { get; set; }

        public long Batches { get; set; }

        public long BatchedActs { get; set; }

        public int LargestBatch { get; set; }

        public Durations Waits { get; } = new();

        public Durations Commits { get; } = new();

        public Dictionary<string, long> Accepted { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, long> Refusals { get; } = new(StringComparer.Ordinal);

        public void Begin(long minute)
        {
            Minute = minute;
            (Acts, Batches, BatchedActs, LargestBatch) = (0, 0, 0, 0);
            Waits.Clear();
            Commits.Clear();
            Accepted.Clear();
            Refusals.Clear();
        }

        public void Add(Slot other)
        {
            Acts += other.Acts;
            Batches += other.Batches;
            BatchedActs += other.BatchedActs;
            LargestBatch = Math.Max(LargestBatch, other.LargestBatch);
            Waits.Add(other.Waits);
            Commits.Add(other.Commits);
            foreach (var (act, count) in other.Accepted)
            {
                Count(Accepted, act, count);
            }

            foreach (var (code, count) in other.Refusals)
            {
                Count(Refusals, code, count);
            }
        }
    }
}

/// <summary>Null where nothing happened.</summary>
public sealed record Percentiles(double? P50Ms, double? P95Ms);

/// <param name="ActsByMinute">Sixty minutes, the current one last.</param>
/// <param name="ActsLastMinute">Of the last whole minute.</param>
/// <param name="BatchMean">Acts per transaction; null where nothing was committed.</param>
/// <param name="Refusals">By code, the most frequent first.</param>
public sealed record ActivityFigures(
    IReadOnlyList<long> ActsByMinute,
    long ActsLastMinute,
    long OrdersLastMinute,
    long OrdersLastHour,
    double? BatchMean,
    int BatchMax,
    Percentiles QueueWait,
    Percentiles CommitTime,
    IReadOnlyList<KeyValuePair<string, long>> Refusals
);
