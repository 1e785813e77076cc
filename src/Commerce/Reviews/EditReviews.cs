using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Reviews;

/// <param name="Version">Of the review as the writer of the reply saw it.</param>
public sealed record ReplyBody(string Text, int Version);

/// <param name="Reason">In Chinese; the buyer who wrote the review reads it.</param>
public sealed record HideBody(string Reason, int Version);

public sealed record ShowBody(int Version);

public sealed record PinBody(bool Pinned, int Version);

public enum BulkReviewAct
{
    Reply,
    Hide,
    Show,
    Pin,
    Unpin,
}

public sealed record SeenReview(Id Id, int Version);

/// <param name="Text">The reply, or the reason for hiding.</param>
public sealed record BulkReviewBody(BulkReviewAct Act, IReadOnlyList<SeenReview> Reviews, string? Text);

/// <param name="Changed">Left alone, because they had changed since they were seen.</param>
public sealed record BulkReviewResult(int Done, IReadOnlyList<Id> Changed);

/// <summary>Staff answer, hide and pin reviews, one by one or several together.</summary>
internal static class EditReviews
{
    private const int MaxBulk = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        Named(api.MapPost("/reviews/{id}/reply", Reply), "ReplyToReview").Produces<ConsoleReview>();
        Named(api.MapPost("/reviews/{id}/hide", Hide), "HideReview").Produces<ConsoleReview>();
        Named(api.MapPost("/reviews/{id}/show", Show), "ShowReview").Produces<ConsoleReview>();
        Named(api.MapPost("/reviews/{id}/pin", Pin), "PinReview").Produces<ConsoleReview>();
        Named(api.MapPost("/reviews/bulk", Bulk), "EditReviews").Produces<BulkReviewResult>();
    }

    private static RouteHandlerBuilder Named(RouteHandlerBuilder route, string name) =>
        route.RequirePermission(StaffReviews.Write).WithName(name).WithTags(StaffReviews.Tag);

    private static Task<IResult> Reply(StaffCaller caller, Id id, ReplyBody body, ReviewDesk desk, CancellationToken cancellation) =>
        Check.Body().Text(body.Text, 1, ReviewLimits.Reply).ToRefusal() is { } invalid
            ? Task.FromResult(invalid.ToHttp())
            : desk.Edit(caller.ShopId, new SeenReview(id, body.Version), ReviewEdits.Reply(body.Text), cancellation);

    private static Task<IResult> Hide(StaffCaller caller, Id id, HideBody body, ReviewDesk desk, CancellationToken cancellation) =>
        Check.Body().Text(body.Reason, 1, ReviewLimits.Reason).ToRefusal() is { } invalid
            ? Task.FromResult(invalid.ToHttp())
            : desk.Edit(caller.ShopId, new SeenReview(id, body.Version), ReviewEdits.Hide(body.Reason), cancellation);

    private static Task<IResult> Show(StaffCaller caller, Id id, ShowBody body, ReviewDesk desk, CancellationToken cancellation) =>
        desk.Edit(caller.ShopId, new SeenReview(id, body.Version), ReviewEdits.Show, cancellation);

    private static Task<IResult> Pin(StaffCaller caller, Id id, PinBody body, ReviewDesk desk, CancellationToken cancellation) =>
        desk.Edit(caller.ShopId, new SeenReview(id, body.Version), ReviewEdits.Pin(body.Pinned), cancellation);

    private static async Task<IResult> Bulk(StaffCaller caller, BulkReviewBody body, ReviewDesk desk, CancellationToken cancellation)
    {
        var max = body.Act == BulkReviewAct.Reply ? ReviewLimits.Reply : ReviewLimits.Reason;
        var check = Check
            .Body()
            .Count(body.Reviews, 1, MaxBulk)
            .Each(body.Reviews, (each, seen) => each.Number(seen.Version, 0, int.MaxValue))
            .Text(body.Text, body.Act is BulkReviewAct.Reply or BulkReviewAct.Hide ? 1 : 0, max);
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        ReviewEdit edit = body.Act switch
        {
            BulkReviewAct.Reply => ReviewEdits.Reply(body.Text!),
            BulkReviewAct.Hide => ReviewEdits.Hide(body.Text!),
            BulkReviewAct.Show => ReviewEdits.Show,
            BulkReviewAct.Pin => ReviewEdits.Pin(true),
            BulkReviewAct.Unpin => ReviewEdits.Pin(false),
        };
        return (await desk.EditAll(caller.ShopId, body.Reviews, edit, cancellation)).ToHttp();
    }
}

/// <summary>Runs what staff do to reviews.</summary>
internal sealed class ReviewDesk(Commit commit, BanyanDb db, ReviewViews views, TimeProvider clock)
{
    public async Task<IResult> Edit(Id shopId, SeenReview seen, ReviewEdit edit, CancellationToken cancellation)
    {
        var edited = await Run(shopId, seen, edit, cancellation);
        return edited.IsOk ? await StaffReviews.Show(seen.Id, db, views, cancellation) : edited.Refusal.ToHttp();
    }

    /// <summary>Each for itself: what somebody else changed meanwhile is left alone and named.</summary>
    public async Task<Result<BulkReviewResult>> EditAll(
        Id shopId,
        IReadOnlyList<SeenReview> reviews,
        ReviewEdit edit,
        CancellationToken cancellation
    )
    {
        var distinct = reviews.DistinctBy(seen => seen.Id).ToList();
        var results = await Task.WhenAll(distinct.Select(seen => Run(shopId, seen, edit, cancellation)));
        var failed = results.FirstOrDefault(result => !result.IsOk && result.Refusal != ChangeReviewAct.EditedMeanwhile);
        if (failed.Refusal is { } refusal)
        {
            return refusal;
        }

        var changed = distinct.Where((_, i) => !results[i].IsOk).Select(seen => seen.Id).ToList();
        return new BulkReviewResult(distinct.Count - changed.Count, changed);
    }

    private Task<Result<Id>> Run(Id shopId, SeenReview seen, ReviewEdit edit, CancellationToken cancellation) =>
        commit.Run(new ChangeReviewAct(seen.Id, seen.Version, edit) { ShopId = shopId, At = clock.GetUtcNow() }, cancellation);
}
