using Banyan.Commerce.Files.Contracts;
using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Reviews;

public sealed record AppendReviewBody(string Text, IReadOnlyList<string>? Pictures);

/// <summary>The writer adds to a review, once. The stars stay as they were given.</summary>
internal static class AppendReview
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/reviews/{id}/append", Handle).RequireMember().WithName("AppendReview").WithTags("Reviews").Produces<OwnReview>();

    private static async Task<IResult> Handle(
        MemberCaller caller,
        Id id,
        AppendReviewBody body,
        Commit commit,
        ReviewViews views,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Text, 1, ReviewLimits.Text).OwnPictures(body.Pictures, ReviewLimits.Pictures).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var act = new AppendReviewAct(id, caller.MemberId, body) { ShopId = caller.ShopId, At = clock.GetUtcNow() };
        var appended = await commit.Run(act, cancellation);
        return appended.IsOk ? Results.Ok(await views.Own(appended.Value, cancellation)) : appended.Refusal.ToHttp();
    }
}

internal sealed class AppendReviewAct(Id reviewId, Id memberId, AppendReviewBody body) : Act<Review>
{
    private static readonly Refusal Before = Refusal.Conflict("already_appended", "已经追评过了", "This review has been added to already");
    private static readonly Refusal TooLate = Refusal.Conflict(
        "append_too_late",
        $"评价超过 {ReviewLimits.AppendWithin.Days} 天，不能再追评",
        $"A review can be added to within {ReviewLimits.AppendWithin.Days} days"
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

    public override Result<Review> Decide(World world)
    {
        if (world.One(ReviewRows.ById, ShopId, reviewId) is not { } review || review.MemberId != memberId)
        {
            return Refusal.NotFound;
        }

        if (review.AppendedAt is not null)
        {
            return Before;
        }

        if (review.CreatedAt + ReviewLimits.AppendWithin < At)
        {
            return TooLate;
        }

        var text = body.Text.Trim();
        var pictures = body.Pictures ?? [];
        var appended = review with
        {
            AppendText = text,
            AppendPictures = pictures,
            AppendedAt = At,
            HasPictures = review.HasPictures || pictures.Count > 0,
            SearchText = ReviewTexts.SearchOf(review.ProductName, review.Text, text),
        };
        Ratings.Put(world, review, appended);
        var happened = new ReviewWritten(
            review.Id,
            review.OrderId,
            review.LineId,
            review.ProductId,
            memberId,
            HasText: true,
            pictures.Count,
            IsAppended: true
        );
        JobQueue.Enqueue(world, ShopId, ReviewWritten.JobType, $"{ReviewWritten.JobType}:{review.Id}:appended", happened, At);
        return appended;
    }
}
