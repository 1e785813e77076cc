using Banyan.Kernel;
using Microsoft.Extensions.Logging;

namespace Banyan.Engines.Jobs;

/// <summary>What a sweep does with the items it found.</summary>
public static class DueItems
{
    /// <summary>
    /// Handles each item for itself: one that is refused or fails is logged, stays due and is tried again at the next sweep, and the
    /// others go on.
    /// </summary>
    /// <param name="name">What the item is called in the log.</param>
    /// <returns>How many were handled. The others are not counted: nobody must sweep again at once for their sake.</returns>
    public static async Task<int> HandleEach<TItem>(
        IReadOnlyCollection<TItem> due,
        Func<TItem, Task<Refusal?>> handle,
        Func<TItem, string> name,
        ILogger log,
        CancellationToken cancellation
    )
    {
        var handled = await Task.WhenAll(due.Select(Handle)).ConfigureAwait(false);
        return handled.Count(isHandled => isHandled);

        async Task<bool> Handle(TItem item)
        {
            try
            {
                if (await handle(item).ConfigureAwait(false) is not { } refusal)
                {
                    return true;
                }

                log.LogWarning("{Item} is due and was refused: {Code}", name(item), refusal.Code);
                return false;
            }
#pragma warning disable CA1031 // Whatever one item throws must not stop those behind it.
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                log.LogError(exception, "{Item} is due and failed", name(item));
                return false;
            }
#pragma warning restore CA1031
        }
    }
}
