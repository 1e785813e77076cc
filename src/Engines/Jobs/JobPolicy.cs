namespace Banyan.Engines.Jobs;

/// <summary>How often, how soon and for how long the jobs of one type are tried. Each handler declares its own.</summary>
/// <param name="MaxAttempts">After so many tries it is set aside as dead for staff to look at.</param>
/// <param name="Lease">A try that takes longer is taken for lost, and another node tries again.</param>
/// <param name="FirstPause">Before the second try; it doubles with every further one.</param>
/// <param name="MaxPause">No pause is longer.</param>
public sealed record JobPolicy(int MaxAttempts, TimeSpan Lease, TimeSpan FirstPause, TimeSpan MaxPause)
{
    private const int MaxDoublings = 30;

    /// <summary>For effects inside the database and quick calls: twelve tries over about an hour and a quarter.</summary>
    public static readonly JobPolicy Default = new(12, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    /// <param name="failed">How many tries have failed before this one.</param>
    public TimeSpan PauseAfter(int failed)
    {
        var pause = FirstPause.Ticks * Math.Pow(2, Math.Min(failed, MaxDoublings));
        return pause >= MaxPause.Ticks ? MaxPause : TimeSpan.FromTicks((long)pause);
    }
}
