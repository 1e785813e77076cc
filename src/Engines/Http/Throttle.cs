using System.Collections.Concurrent;

namespace Banyan.Engines.Http;

/// <summary>
/// Counts how often somebody did something within a time, to slow down guessing and floods. Kept in memory, per node: it is a brake, not a
/// limit that anything's correctness rests on.
/// </summary>
/// <param name="most">So many times within <paramref name="within"/>.</param>
public sealed class Throttle(TimeProvider clock, int most, TimeSpan within)
{
    private const int MaxTracked = 20_000;
    private readonly ConcurrentDictionary<string, Times> counted = new(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="who"/> has done it too often and must wait.</summary>
    public bool IsOver(string who) =>
        counted.TryGetValue(who, out var times) && times.Count >= most && times.Since + within > clock.GetUtcNow();

    /// <summary>Once more.</summary>
    public void Count(string who)
    {
        var now = clock.GetUtcNow();
        if (counted.Count >= MaxTracked)
        {
            // Somebody comes as endless people: forgetting is better than growing; the rate limit per address still holds.
            counted.Clear();
        }

        counted.AddOrUpdate(
            who,
            new Times(1, now),
            (_, before) => before.Since + within > now ? before with { Count = before.Count + 1 } : new Times(1, now)
        );
    }

    private sealed record Times(int Count, DateTimeOffset Since);
}
