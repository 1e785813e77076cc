using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Reviews.Books;

/// <summary>Each product's figures are the sums of its reviews.</summary>
internal sealed class RatingsFollowReviews : IBookCheck
{
    public string Name => "ratings-follow-reviews";

    public string LabelZh => "商品评分与评价一致";

    public string LabelEn => "Ratings are the sums of their reviews";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var reviews = db.Set<Review>().Within(scope);
        var wrong = await db.Set<ProductRating>()
            .Within(scope)
            .Select(rating => new
            {
                rating.ShopId,
                rating.Id,
                rating.Count,
                rating.StarSum,
                rating.Hidden,
                Reviews = reviews.Count(row => row.ShopId == rating.ShopId && row.ProductId == rating.Id),
                Stars = reviews.Where(row => row.ShopId == rating.ShopId && row.ProductId == rating.Id).Sum(row => row.Stars),
                Unseen = reviews.Count(row => row.ShopId == rating.ShopId && row.ProductId == rating.Id && row.HiddenReason != null),
            })
            .Where(row => row.Count != row.Reviews || row.StarSum != row.Stars || row.Hidden != row.Unseen)
            .OrderBy(row => row.Id)
            .Take(Doctor.MaxDifferences)
            .ToListAsync(cancellation);
        return new CheckFindings(
            await db.Set<ProductRating>().Within(scope).LongCountAsync(cancellation),
            [
                .. wrong.Select(row =>
                    $"shop {row.ShopId} product {row.Id}: {row.Count} reviews with {row.StarSum} stars and {row.Hidden} hidden, "
                    + $"but there are {row.Reviews} with {row.Stars} and {row.Unseen}"
                ),
            ]
        );
    }
}
