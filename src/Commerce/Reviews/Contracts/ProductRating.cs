using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Reviews.Contracts;

/// <summary>
/// The figures of a product's reviews, kept beside them in the same transaction. Hiding the words of a review leaves its stars where they
/// are: a rate that rose when complaints are hidden would be "concealing negative reviews", which 网络反不正当竞争暂行规定 (in force since
/// 2024-09-01), article 9, forbids.
/// </summary>
public sealed record ProductRating : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    /// <summary>The product's id.</summary>
    public required Id Id { get; init; }

    public int Version { get; init; }

    public int Count { get; init; }

    /// <summary>Σ of the stars.</summary>
    public int StarSum { get; init; }

    public int Good { get; init; }

    public int Medium { get; init; }

    public int Bad { get; init; }

    public int WithPictures { get; init; }

    public int Appended { get; init; }

    public int Hidden { get; init; }

    /// <summary>The average in tenths of a star, rounded: 47 is 4.7. 0 without reviews.</summary>
    public int AverageTenths => Count == 0 ? 0 : (StarSum * 20 + Count) / (Count * 2);

    /// <summary>Good ones of a hundred, rounded down: 100 % means all. 0 without reviews.</summary>
    public int GoodPercent => Count == 0 ? 0 : Good * 100 / Count;

    /// <summary>The figures after a review came or changed.</summary>
    /// <param name="before">Null for a new one.</param>
    public ProductRating After(Review? before, Review after)
    {
        var left = before is null ? this : Add(before, -1);
        return left.Add(after, 1);
    }

    private ProductRating Add(Review review, int sign) =>
        this with
        {
            Count = Count + sign,
            StarSum = StarSum + sign * review.Stars,
            Good = Good + (review.Stars >= Stars.GoodFrom ? sign : 0),
            Medium = Medium + (review.Stars is > Stars.BadTo and < Stars.GoodFrom ? sign : 0),
            Bad = Bad + (review.Stars <= Stars.BadTo ? sign : 0),
            WithPictures = WithPictures + (review.HasPictures ? sign : 0),
            Appended = Appended + (review.AppendedAt is null ? 0 : sign),
            Hidden = Hidden + (review.IsHidden ? sign : 0),
        };
}

/// <summary>How ratings are found under lock.</summary>
public static class RatingRows
{
    public static readonly RowSet<ProductRating, Id> OfProduct = new(Stage.Run, rating => rating.Id);
}

internal sealed class ProductRatingTable : IEntityTypeConfiguration<ProductRating>
{
    public void Configure(EntityTypeBuilder<ProductRating> builder)
    {
        builder.HasShopKey();
        builder.Ignore(rating => rating.AverageTenths);
        builder.Ignore(rating => rating.GoodPercent);
        builder.ToTable(table => table.HasCheckConstraint("ck_product_rating_sum", "count >= 0 AND good + medium + bad = count"));
    }
}
