using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Reviews;

/// <param name="AverageTenths">47 is 4.7 stars.</param>
/// <param name="GoodPercent">Of a hundred reviews, how many have four or five stars.</param>
/// <param name="Hidden">Reviews whose words are not shown; their stars are in the figures.</param>
public sealed record RatingView(
    int Count,
    int AverageTenths,
    int GoodPercent,
    int Good,
    int Medium,
    int Bad,
    int WithPictures,
    int Appended,
    int Hidden
)
{
    public static RatingView Of(ProductRating? rating) =>
        rating is null
            ? new RatingView(0, 0, 0, 0, 0, 0, 0, 0, 0)
            : new RatingView(
                rating.Count,
                rating.AverageTenths,
                rating.GoodPercent,
                rating.Good,
                rating.Medium,
                rating.Bad,
                rating.WithPictures,
                rating.Appended,
                rating.Hidden
            );
}

/// <summary>A page of a product's reviews, and the figures of all of them.</summary>
public sealed record ProductReviews(RatingView Rating, IReadOnlyList<ReviewView> Items, string? Next);

/// <summary>A product's reviews: those that the shop put first, then the newest.</summary>
internal static class ListProductReviews
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/products/{id}/reviews", Handle)
            .AllowAnyone()
            .IsShared()
            .WithName("ListProductReviews")
            .WithTags("Reviews")
            .Produces<ProductReviews>();

    private static async Task<IResult> Handle(
        Visitor visitor,
        Id id,
        Choice<ReviewFilter>? filter,
        [AsParameters] PageQuery page,
        BanyanDb db,
        ICatalogReader catalog,
        ReviewViews views,
        CancellationToken cancellation
    )
    {
        if ((await catalog.Products(visitor.ShopId, [id], cancellation)).Count == 0)
        {
            return Refusal.NotFound.ToHttp();
        }

        var rows = await db.Set<Review>()
            .AsNoTracking()
            .Where(row => row.ProductId == id && row.HiddenReason == null)
            .In(filter?.Value ?? ReviewFilter.All)
            .After(page.After)
            .OrderByDescending(row => row.IsPinned)
            .ThenByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var rating = await db.Set<ProductRating>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        var people = await views.WritersOf(rows, cancellation);
        var shown = Page<ReviewView>.Of(rows, page, row => ReviewView.Of(row, people), KeyOf);
        return Results.Ok(new ProductReviews(RatingView.Of(rating), shown.Items, shown.Next));
    }

    private static string KeyOf(Review row) => $"{(row.IsPinned ? 1 : 0)}_{row.Id}";

    /// <summary>The rows behind the one that the key names.</summary>
    private static IQueryable<Review> After(this IQueryable<Review> rows, string? key)
    {
        var parts = key?.Split('_') ?? [];
        return parts.Length != 2 || !Id.TryParse(parts[1], null, out var id) ? rows
            : parts[0] == "1" ? rows.Where(row => !row.IsPinned || row.Id < id)
            : rows.Where(row => !row.IsPinned && row.Id < id);
    }
}
