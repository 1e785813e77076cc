using Banyan.Commerce.Files.Contracts;
using Banyan.Commerce.Orders.Contracts;
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

/// <param name="Stars">1 … 5.</param>
public sealed record LineReviewBody(Id LineId, int Stars, string? Text, IReadOnlyList<string>? Pictures);

/// <param name="Reviews">Of lines of the order, each once.</param>
public sealed record WriteReviewsBody(IReadOnlyList<LineReviewBody> Reviews, bool Anonymous = false);

public sealed record WrittenReviews(IReadOnlyList<Id> Ids);

/// <summary>
/// A buyer says what they think of what they received, line by line. What was refunded in full may be reviewed too: they had it in their
/// hands.
/// </summary>
internal static class WriteReviews
{
    private const int MaxLines = 50;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/orders/{id}/reviews", Handle).RequireMember().WithName("WriteReviews").WithTags("Reviews").Produces<WrittenReviews>();

    private static async Task<IResult> Handle(
        MemberCaller caller,
        Id id,
        WriteReviewsBody body,
        IdempotencyHeader header,
        Commit commit,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var check = Check
            .Body()
            .Count(body.Reviews, 1, MaxLines)
            .Each(
                body.Reviews,
                (each, review) =>
                    each.Number(review.Stars, 1, Stars.Most)
                        .Text(review.Text, 0, ReviewLimits.Text)
                        .OwnPictures(review.Pictures, ReviewLimits.Pictures)
            );
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var act = new WriteReviewsAct(id, caller.MemberId, body)
        {
            ShopId = caller.ShopId,
            At = clock.GetUtcNow(),
            Key = key.Value,
        };
        return (await commit.Run(act, cancellation)).ToHttp();
    }
}

internal sealed class WriteReviewsAct(Id orderId, Id memberId, WriteReviewsBody body) : Act<WrittenReviews>
{
    private static readonly Refusal NotReceived = Refusal.Conflict(
        "not_received",
        "确认收货后才能评价",
        "A review can be written once the goods are received"
    );

    private static readonly Refusal Before = Refusal.Conflict("already_reviewed", "这件商品已经评价过了", "This has been reviewed already");

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Order)
        {
            needs.Add(OrderRows.ById, ShopId, orderId);
            needs.Add(OrderRows.LinesOf, ShopId, orderId);
            needs.Add(ReviewRows.OfOrder, ShopId, orderId);
        }
        else if (stage == Stage.Run)
        {
            foreach (var line in world.Many(OrderRows.LinesOf, ShopId, orderId))
            {
                needs.Add(RatingRows.OfProduct, ShopId, line.ProductId);
            }
        }
    }

    public override Result<WrittenReviews> Decide(World world)
    {
        if (world.One(OrderRows.ById, ShopId, orderId) is not { } order || order.MemberId != memberId)
        {
            return Refusal.NotFound;
        }

        if (order.ReceivedAt is null)
        {
            return NotReceived;
        }

        var lines = world.Many(OrderRows.LinesOf, ShopId, orderId).ToDictionary(line => line.Id);
        var written = new List<Id>();
        foreach (var input in body.Reviews)
        {
            if (!lines.TryGetValue(input.LineId, out var line))
            {
                return Refusal.NotFound;
            }

            if (world.Many(ReviewRows.OfOrder, ShopId, orderId).Any(review => review.LineId == line.Id))
            {
                return Before;
            }

            var review = New(world.NextId(), order, line, input);
            Ratings.Put(world, before: null, review);
            written.Add(review.Id);
            var happened = new ReviewWritten(
                review.Id,
                order.Id,
                line.Id,
                line.ProductId,
                memberId,
                review.Text.Length > 0,
                review.Pictures.Count,
                IsAppended: false
            );
            JobQueue.Enqueue(world, ShopId, ReviewWritten.JobType, $"{ReviewWritten.JobType}:{review.Id}", happened, At);
        }

        return new WrittenReviews(written);
    }

    private Review New(Id id, Order order, OrderLine line, LineReviewBody input)
    {
        var text = input.Text?.Trim() ?? "";
        return new Review
        {
            ShopId = ShopId,
            Id = id,
            OrderId = order.Id,
            OrderNo = order.No,
            LineId = line.Id,
            ProductId = line.ProductId,
            ProductName = line.Name,
            SpecText = line.SpecText,
            ImageUrl = line.ImageUrl,
            MemberId = order.MemberId,
            Stars = input.Stars,
            Text = text,
            Pictures = input.Pictures ?? [],
            IsAnonymous = body.Anonymous,
            AppendPictures = [],
            HasPictures = input.Pictures is { Count: > 0 },
            SearchText = ReviewTexts.SearchOf(line.Name, text),
            CreatedAt = At,
        };
    }
}

internal static class Ratings
{
    /// <summary>Writes the review and the figures of its product.</summary>
    public static void Put(World world, Review? before, Review after)
    {
        var rating =
            world.One(RatingRows.OfProduct, after.ShopId, after.ProductId)
            ?? new ProductRating { ShopId = after.ShopId, Id = after.ProductId };
        world.Put(rating.After(before, after));
        world.Put(after);
    }
}
