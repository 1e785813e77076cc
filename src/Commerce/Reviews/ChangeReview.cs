using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Reviews;

/// <summary>Something that staff do to a review: a function of what it was.</summary>
internal delegate Review ReviewEdit(Review review, DateTimeOffset at);

/// <summary>What staff can do to reviews. There is no way to delete one, or to change what a buyer wrote.</summary>
internal static class ReviewEdits
{
    public static ReviewEdit Reply(string text) => (review, at) => review with { Reply = text.Trim(), RepliedAt = at };

    /// <summary>The words and pictures are no longer shown, the writer sees why, and the stars still count.</summary>
    public static ReviewEdit Hide(string reason) =>
        (review, at) => review with { HiddenReason = reason.Trim(), HiddenAt = at, IsPinned = false };

    public static readonly ReviewEdit Show = (review, _) => review with { HiddenReason = null, HiddenAt = null };

    public static ReviewEdit Pin(bool pinned) => (review, _) => review with { IsPinned = pinned && !review.IsHidden };
}

/// <summary>Changes one review, if it still is what its editor saw.</summary>
internal sealed class ChangeReviewAct(Id reviewId, int version, ReviewEdit edit) : Act<Id>
{
    public static readonly Refusal EditedMeanwhile = Refusal.Conflict(
        "edited_meanwhile",
        "这条评价刚刚有变化，请刷新后再操作",
        "This review has changed meanwhile, please look at it again"
    );

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Order)
        {
            needs.Add(ReviewRows.ById, ShopId, reviewId);
        }
        else if (stage == Stage.Run && world.One(ReviewRows.ById, ShopId, reviewId) is { } review)
        {
            needs.Add(RatingRows.OfProduct, ShopId, review.ProductId);
        }
    }

    public override Result<Id> Decide(World world)
    {
        if (world.One(ReviewRows.ById, ShopId, reviewId) is not { } review)
        {
            return Refusal.NotFound;
        }

        if (review.Version != version)
        {
            return EditedMeanwhile;
        }

        Ratings.Put(world, review, edit(review, At));
        return reviewId;
    }
}
