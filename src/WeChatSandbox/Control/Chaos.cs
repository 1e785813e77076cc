namespace Banyan.WeChatSandbox.Control;

/// <summary>What may happen to a reply besides the kinds of <see cref="Disturbance"/>.</summary>
internal static class ReplyChaos
{
    /// <summary>Refused before anything was done.</summary>
    public const string Error500 = "error-500";
    public const string Error429 = "error-429";

    /// <summary>Done, and the connection breaks before the answer.</summary>
    public const string Cut = "cut";

    /// <summary>Mini-program APIs: errcode -1.</summary>
    public const string Busy = "busy";
    public const string Delay = "delay";

    public static readonly IReadOnlyList<string> All = [.. Disturbance.All, Error500, Error429, Cut, Busy, Delay];
}

/// <summary>What may happen to a notification besides the kinds of <see cref="Disturbance"/>.</summary>
internal static class NotifyChaos
{
    /// <summary>Never sent, not even by a retry.</summary>
    public const string Lose = "lose";

    /// <summary>This attempt gets lost on the way; the ladder goes on.</summary>
    public const string DropAttempt = "drop-attempt";
    public const string Delay = "delay";

    public static readonly IReadOnlyList<string> All = [.. Disturbance.All, Lose, DropAttempt, Delay];
}

/// <summary>One disturbance that was ordered.</summary>
/// <param name="Target">reply or notify.</param>
/// <param name="Kind">See the lists above.</param>
/// <param name="Times">How many messages it still meets.</param>
/// <param name="DelayMs">Real milliseconds to wait first.</param>
/// <param name="Path">Replies: only for paths that begin so.</param>
internal sealed record ChaosStep(string Target, string Kind, int Times, int DelayMs, string? Path);

/// <summary>Disturbances that were ordered and have not happened yet, first come first served.</summary>
internal sealed class Chaos
{
    private const int MaxSteps = 1000;
    private readonly Lock _gate = new();
    private readonly List<ChaosStep> _steps = [];

    public bool Add(ChaosStep step)
    {
        lock (_gate)
        {
            if (_steps.Count >= MaxSteps)
            {
                return false;
            }

            _steps.Add(step);
            return true;
        }
    }

    public IReadOnlyList<ChaosStep> Waiting()
    {
        lock (_gate)
        {
            return [.. _steps];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _steps.Clear();
        }
    }

    public ChaosStep? TakeReply(string path) =>
        Take(s => s.Target == "reply" && (s.Path is null || path.StartsWith(s.Path, StringComparison.Ordinal)));

    public ChaosStep? TakeNotify() => Take(s => s.Target == "notify");

    private ChaosStep? Take(Predicate<ChaosStep> fits)
    {
        lock (_gate)
        {
            var index = _steps.FindIndex(fits);
            if (index < 0)
            {
                return null;
            }

            var step = _steps[index];
            if (step.Times > 1)
            {
                _steps[index] = step with { Times = step.Times - 1 };
            }
            else
            {
                _steps.RemoveAt(index);
            }

            return step;
        }
    }
}
