namespace Banyan.Engines.Commit;

/// <summary>
/// How large a batch may be. What waits decides how large it is; this only bounds it. Larger batches cost less per act until one of them
/// makes everybody wait, so the bound grows while full batches are quick and is halved when one was slow for its size.
/// </summary>
internal sealed class BatchBound(CommitOptions options)
{
    private const int First = 256;

    /// <summary>A batch that took less than this many times the shortest one was not slow for its size: the machine is.</summary>
    private const int SlowForItsSize = 3;

    /// <summary>The shortest batch is forgotten slowly, as machines become slower too.</summary>
    private const double Forgetting = 1.05;

    private TimeSpan shortest = TimeSpan.MaxValue;

    public int Limit { get; private set; } = Math.Min(First, options.MaxBatch);

    public void Adapt(int count, TimeSpan took)
    {
        shortest = took < shortest ? took : shortest * Forgetting;
        if (took > options.SlowBatch && took > shortest * SlowForItsSize)
        {
            Limit = count > options.MinBatch ? Math.Max(options.MinBatch, count / 2) : Limit;
        }
        else if (count >= Limit && took < options.SlowBatch / 2)
        {
            Limit = Math.Min(options.MaxBatch, Limit + Limit / 4 + 1);
        }
    }
}
