using System.Diagnostics;
using Banyan.Kernel;

namespace Banyan.Engines.Commit;

/// <summary>Something that waits in a lane for its turn.</summary>
internal abstract class Pending
{
    /// <summary>By the stopwatch.</summary>
    public long QueuedAt { get; } = Stopwatch.GetTimestamp();

    public TaskCompletionSource<(object? Value, Refusal? Refusal)> Answer { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal sealed class PendingAct(Act act) : Pending
{
    public Act Act => act;

    /// <summary>How often the decision asked for a row that had not been named.</summary>
    public int Misses { get; set; }
}

internal sealed class PendingEdit(Func<Task<(object? Value, Refusal? Refusal)>> edit) : Pending
{
    public async Task Run()
    {
        try
        {
            Answer.TrySetResult(await edit().ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whatever went wrong belongs to the caller who waits; the lane must live on.
        catch (Exception exception)
        {
            Answer.TrySetException(exception);
        }
#pragma warning restore CA1031
    }
}
