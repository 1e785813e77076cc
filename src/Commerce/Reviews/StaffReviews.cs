using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Reviews;

/// <param name="Q">Words of the review or of the goods' name, or an order number.</param>
/// <param name="Product">Only this product's.</param>
public sealed record StaffReviewQuery(Choice<StaffReviewFilter>? Filter, string? Q, Id? Product);

/// <summary>Reviews as staff read them.</summary>
internal static class StaffReviews
{
    public const string Read = "reviews.read";
    public const string Write = "reviews.write";
    public const string Tag = "Reviews";
    private const int MaxQuery = 40;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reviews", List).RequirePermission(Read).WithName("ListReviews").WithTags(Tag).Produces<Page<ConsoleReview>>();
        api.MapGet("/reviews/{id}", Get).RequirePermission(Read).WithName("GetReview").WithTags(Tag).Produces<ConsoleReview>();
    }

    public static async Task<IResult> Show(Id id, BanyanDb db, ReviewViews views, CancellationToken cancellation)
    {
        var rows = await db.Set<Review>().AsNoTracking().Where(row => row.Id == id).ToListAsync(cancellation);
        return rows.Count == 0 ? Refusal.NotFound.ToHttp() : Results.Ok((await views.ForStaff(rows, cancellation))[0]);
    }

    private static async Task<IResult> List(
        StaffCaller caller,
        [AsParameters] StaffReviewQuery query,
        [AsParameters] PageQuery page,
        BanyanDb db,
        ReviewViews views,
        CancellationToken cancellation
    )
    {
        var (after, product) = (page.AfterId, query.Product);
        var text = query.Q?.Trim().ToLowerInvariant() ?? "";
        text = text.Length > MaxQuery ? text[..MaxQuery] : text;
        var rows = await db.Set<Review>()
            .AsNoTracking()
            .Where(row => (after == Id.None || row.Id < after) && (product == null || row.ProductId == product))
            .Where(row => text.Length == 0 || row.SearchText.Contains(text) || row.OrderNo.StartsWith(text))
            .In(query.Filter?.Value ?? StaffReviewFilter.All)
            .OrderByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var shown = (await views.ForStaff(rows, cancellation)).ToDictionary(view => view.Id);
        return Results.Ok(Page<ConsoleReview>.Of(rows, page, row => shown[row.Id], row => row.Id.ToString()));
    }

    private static Task<IResult> Get(StaffCaller caller, Id id, BanyanDb db, ReviewViews views, CancellationToken cancellation) =>
        Show(id, db, views, cancellation);
}
