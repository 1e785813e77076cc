using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Reviews;

/// <summary>A line of an order and what its buyer wrote about it.</summary>
/// <param name="Review">Null: nothing yet.</param>
public sealed record ReviewedLine(Id LineId, Id ProductId, string Name, string SpecText, string ImageUrl, OwnReview? Review);

/// <param name="CanReview">Whether the goods were received.</param>
public sealed record OrderReviews(Id OrderId, bool CanReview, IReadOnlyList<ReviewedLine> Lines);

/// <summary>What a member wrote.</summary>
internal static class ListOwnReviews
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reviews", List).RequireMember().WithName("ListOwnReviews").WithTags("Reviews").Produces<Page<OwnReview>>();
        api.MapGet("/reviews/{id}", Get).RequireMember().WithName("GetOwnReview").WithTags("Reviews").Produces<OwnReview>();
        api.MapGet("/orders/{id}/reviews", OfOrder)
            .RequireMember()
            .WithName("ListOrderReviews")
            .WithTags("Reviews")
            .Produces<OrderReviews>();
    }

    private static async Task<IResult> List(
        MemberCaller caller,
        [AsParameters] PageQuery page,
        BanyanDb db,
        ReviewViews views,
        CancellationToken cancellation
    )
    {
        var after = page.AfterId;
        var rows = await db.Set<Review>()
            .AsNoTracking()
            .Where(row => row.MemberId == caller.MemberId && (after == Id.None || row.Id < after))
            .OrderByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var shown = (await views.Own(rows, cancellation)).ToDictionary(view => view.Id);
        return Results.Ok(Page<OwnReview>.Of(rows, page, row => shown[row.Id], row => row.Id.ToString()));
    }

    private static async Task<IResult> Get(MemberCaller caller, Id id, BanyanDb db, ReviewViews views, CancellationToken cancellation)
    {
        var row = await db.Set<Review>()
            .AsNoTracking()
            .FirstOrDefaultAsync(review => review.Id == id && review.MemberId == caller.MemberId, cancellation);
        return row is null ? Refusal.NotFound.ToHttp() : Results.Ok(await views.Own(row, cancellation));
    }

    private static async Task<IResult> OfOrder(MemberCaller caller, Id id, BanyanDb db, ReviewViews views, CancellationToken cancellation)
    {
        var order = await db.Set<Order>()
            .Where(row => row.Id == id && row.MemberId == caller.MemberId)
            .Select(row => new { row.ReceivedAt })
            .FirstOrDefaultAsync(cancellation);
        if (order is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var lines = await db.Set<OrderLine>()
            .AsNoTracking()
            .Where(row => row.OrderId == id)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellation);
        var rows = await db.Set<Review>().AsNoTracking().Where(row => row.OrderId == id).ToListAsync(cancellation);
        var written = (await views.Own(rows, cancellation)).ToDictionary(view => view.LineId);
        return Results.Ok(
            new OrderReviews(
                id,
                order.ReceivedAt is not null,
                [
                    .. lines.Select(line => new ReviewedLine(
                        line.Id,
                        line.ProductId,
                        line.Name,
                        line.SpecText,
                        line.ImageUrl,
                        written.GetValueOrDefault(line.Id)
                    )),
                ]
            )
        );
    }
}
