using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Kernel;

namespace Banyan.Commerce.Reviews;

/// <summary>Tells the followers of reviews, one after the other; the first that refuses has it tried again.</summary>
internal sealed class TellReviewWritten(IEnumerable<IReviewFollower> followers) : IJobHandler
{
    private readonly IReadOnlyList<IReviewFollower> followers = [.. followers];

    public string Type => ReviewWritten.JobType;

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var written = job.PayloadOf<ReviewWritten>();
        foreach (var follower in followers)
        {
            if (await follower.Follow(job, written, cancellation) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
