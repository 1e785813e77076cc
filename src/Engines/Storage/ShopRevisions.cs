using System.Collections.Concurrent;
using Banyan.Kernel;

namespace Banyan.Engines.Storage;

/// <summary>
/// Counts the transactions that this process has committed for each shop. What was read under a number is still true while the number is
/// the same, as far as this process knows; the other nodes' writes are not counted, so whoever keeps something also lets it grow old
/// within a second.
/// </summary>
public sealed class ShopRevisions
{
    private readonly ConcurrentDictionary<Id, Counter> counters = new();

    public long Of(Id shopId) => Volatile.Read(ref CounterOf(shopId).Value);

    /// <summary>Called after the commit, and before anybody is answered who might read what was written.</summary>
    public void Changed(Id shopId) => Interlocked.Increment(ref CounterOf(shopId).Value);

    private Counter CounterOf(Id shopId) => counters.GetOrAdd(shopId, _ => new Counter());

    private sealed class Counter
    {
        public long Value;
    }
}
