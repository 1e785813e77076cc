using Banyan.Engines.Jobs;
using Banyan.Kernel;

namespace Banyan.Commerce.Reviews.Contracts;

/// <summary>
/// A member wrote a review, or added to one. It does not say how many stars were given, on purpose: whatever a shop gives for a review, it
/// gives for any review. Paying for praise is forbidden by 反不正当竞争法 (revised 2025-06-27), article 9, and by
/// 网络反不正当竞争暂行规定 (in force since 2024-09-01), article 9: nobody may induce 指定好评 by cash back, red packets or coupons.
/// </summary>
/// <param name="HasText">Whether words were written; a reward may ask for them.</param>
/// <param name="Pictures">How many pictures were added; a reward may ask for some.</param>
/// <param name="IsAppended">The second time, 追评.</param>
public sealed record ReviewWritten(
    Id ReviewId,
    Id OrderId,
    Id LineId,
    Id ProductId,
    Id MemberId,
    bool HasText,
    int Pictures,
    bool IsAppended
)
{
    /// <summary>The job that carries it, written in the review's own transaction.</summary>
    public const string JobType = "review-written";
}

/// <summary>Does something about reviews from a higher ring, such as giving points for them.</summary>
public interface IReviewFollower
{
    /// <summary>
    /// Called at least once for each review and again until nobody refuses: what it gives has a source of its own that is unique for ever,
    /// such as <c>review:42</c>.
    /// </summary>
    /// <returns>Null when done, or why it must be tried again.</returns>
    Task<Refusal?> Follow(Job job, ReviewWritten written, CancellationToken cancellation);
}
