using System.Diagnostics;

namespace Banyan.Bench;

/// <summary>Many at once inside of this process.</summary>
internal static class Callers
{
    /// <summary>Each caller does one thing after another until the time is over.</summary>
    /// <param name="one">Is told the number of the caller.</param>
    /// <returns>How many were done per second.</returns>
    public static async Task<double> PerSecond(int callers, TimeSpan time, Func<int, Task> one)
    {
        var done = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
                Enumerable
                    .Range(0, callers)
                    .Select(caller =>
                        Task.Run(async () =>
                        {
                            while (watch.Elapsed < time)
                            {
                                await one(caller).ConfigureAwait(false);
                                Interlocked.Increment(ref done);
                            }
                        })
                    )
            )
            .ConfigureAwait(false);
        return done / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Does each of these, so many at once.</summary>
    /// <returns>How many were done per second.</returns>
    public static async Task<double> All<T>(int callers, IReadOnlyCollection<T> items, Func<T, Task> one)
    {
        var watch = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = callers };
        await Parallel.ForEachAsync(items, options, async (item, _) => await one(item).ConfigureAwait(false)).ConfigureAwait(false);
        return items.Count / watch.Elapsed.TotalSeconds;
    }
}
