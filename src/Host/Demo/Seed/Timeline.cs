namespace Banyan.Host.Demo.Seed;

/// <summary>
/// Things that happen at their time. Those of one chain follow each other; chains run side by side inside a window, so that many acts
/// share a
/// commit. After each window everything that became due is worked off.
/// </summary>
internal sealed class Timeline(SeedClock clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);
    private readonly List<(DateTimeOffset At, int Order, string Chain, Func<Task> Act)> acts = [];

    public void Add(DateTimeOffset at, string chain, Func<Task> act) => acts.Add((at, acts.Count, chain, act));

    /// <param name="until">Where the walk ends: nothing planned after it is done.</param>
    /// <param name="settle">Works off what has become due.</param>
    public async Task Run(DateTimeOffset until, Func<Task> settle)
    {
        foreach (
            var window in acts.Where(act => act.At <= until).GroupBy(act => act.At.UtcTicks / Window.Ticks).OrderBy(window => window.Key)
        )
        {
            var chains = window.GroupBy(act => act.Chain, StringComparer.Ordinal);
            await Task.WhenAll(chains.Select(chain => RunChain([.. chain.OrderBy(act => act.At).ThenBy(act => act.Order)])))
                .ConfigureAwait(false);
            var end = new DateTimeOffset((window.Key + 1) * Window.Ticks, TimeSpan.Zero);
            clock.MoveTo(end < until ? end : until);
            await settle().ConfigureAwait(false);
        }

        clock.MoveTo(until);
        await settle().ConfigureAwait(false);
    }

    private async Task RunChain(IReadOnlyList<(DateTimeOffset At, int Order, string Chain, Func<Task> Act)> chain)
    {
        foreach (var (at, _, _, act) in chain)
        {
            clock.Enter(at);
            await act().ConfigureAwait(false);
        }
    }
}
