using Banyan.Commerce.Reviews.Contracts;

namespace Banyan.Commerce.Reviews;

/// <summary>Which reviews a shopper wants to read.</summary>
public enum ReviewFilter
{
    All,
    Pictures,
    Good,
    Medium,
    Bad,
    Appended,
}

/// <summary>Which reviews staff want to work on.</summary>
public enum StaffReviewFilter
{
    All,
    Unanswered,
    Pictures,
    Good,
    Medium,
    Bad,
    Appended,
    Pinned,
    Hidden,
}

internal static class ReviewFilters
{
    public static IQueryable<Review> In(this IQueryable<Review> rows, ReviewFilter filter) =>
        filter switch
        {
            ReviewFilter.All => rows,
            ReviewFilter.Pictures => rows.Where(row => row.HasPictures),
            ReviewFilter.Good => rows.Where(row => row.Stars >= Stars.GoodFrom),
            ReviewFilter.Medium => rows.Where(row => row.Stars > Stars.BadTo && row.Stars < Stars.GoodFrom),
            ReviewFilter.Bad => rows.Where(row => row.Stars <= Stars.BadTo),
            ReviewFilter.Appended => rows.Where(row => row.AppendedAt != null),
        };

    public static IQueryable<Review> In(this IQueryable<Review> rows, StaffReviewFilter filter) =>
        filter switch
        {
            StaffReviewFilter.All => rows,
            StaffReviewFilter.Unanswered => rows.Where(row => row.Reply == null && row.HiddenReason == null),
            StaffReviewFilter.Pictures => rows.In(ReviewFilter.Pictures),
            StaffReviewFilter.Good => rows.In(ReviewFilter.Good),
            StaffReviewFilter.Medium => rows.In(ReviewFilter.Medium),
            StaffReviewFilter.Bad => rows.In(ReviewFilter.Bad),
            StaffReviewFilter.Appended => rows.In(ReviewFilter.Appended),
            StaffReviewFilter.Pinned => rows.Where(row => row.IsPinned),
            StaffReviewFilter.Hidden => rows.Where(row => row.HiddenReason != null),
        };
}
