using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Reviews.Contracts;

/// <summary>
/// What a buyer wrote about one line of an order that they received: once, and once more later. It is never deleted and nobody but its
/// writer makes one: a buyer who says nothing has said nothing.
/// </summary>
public sealed record Review : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id OrderId { get; init; }

    public required string OrderNo { get; init; }

    /// <summary>Unique: a line is reviewed once.</summary>
    public required Id LineId { get; init; }

    public required Id ProductId { get; init; }

    /// <summary>Of the line, as it was bought.</summary>
    public required string ProductName { get; init; }

    public required string SpecText { get; init; }

    public required string ImageUrl { get; init; }

    public required Id MemberId { get; init; }

    /// <summary>1 … 5.</summary>
    public required int Stars { get; init; }

    public string Text { get; init; } = "";

    public required IReadOnlyList<string> Pictures { get; init; }

    /// <summary>Other shoppers see neither name nor picture of the writer; staff see the order anyway.</summary>
    public bool IsAnonymous { get; init; }

    public string? AppendText { get; init; }

    public required IReadOnlyList<string> AppendPictures { get; init; }

    public DateTimeOffset? AppendedAt { get; init; }

    public string? Reply { get; init; }

    public DateTimeOffset? RepliedAt { get; init; }

    /// <summary>Why its words and pictures are not shown, in Chinese, for the writer to read; null: they are shown.</summary>
    public string? HiddenReason { get; init; }

    public DateTimeOffset? HiddenAt { get; init; }

    /// <summary>Shown first, and marked as put there by the shop.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Whether it or what was appended has pictures; a column, to be filtered by.</summary>
    public bool HasPictures { get; init; }

    /// <summary>Goods and words in lower case: LIKE ignores case on one of the two databases only.</summary>
    public required string SearchText { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsHidden => HiddenReason is not null;
}

/// <summary>What may be written.</summary>
public static class ReviewLimits
{
    public const int Text = 500;
    public const int Pictures = 9;
    public const int Reply = 500;
    public const int Reason = 100;

    /// <summary>So long after a review its writer may add to it.</summary>
    public static readonly TimeSpan AppendWithin = TimeSpan.FromDays(180);
}

/// <summary>Good is 4 and 5 stars, bad is 1 and 2.</summary>
public static class Stars
{
    public const int Most = 5;
    public const int GoodFrom = 4;
    public const int BadTo = 2;
}

/// <summary>How reviews are found under lock: with the orders, before the figures that follow from them.</summary>
public static class ReviewRows
{
    public static readonly RowSet<Review, Id> ById = new(Stage.Order, review => review.Id);
    public static readonly RowSet<Review, Id> OfOrder = new(Stage.Order, review => review.OrderId);
}

internal sealed class ReviewTable : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.HasShopKey();
        builder.Property(review => review.OrderNo).HasMaxLength(24);
        builder.Property(review => review.ProductName).HasMaxLength(120);
        builder.Property(review => review.SpecText).HasMaxLength(120);
        builder.Property(review => review.ImageUrl).HasMaxLength(300);
        builder.Property(review => review.Text).HasMaxLength(2 * ReviewLimits.Text);
        builder.Property(review => review.AppendText).HasMaxLength(2 * ReviewLimits.Text);
        builder.Property(review => review.Reply).HasMaxLength(2 * ReviewLimits.Reply);
        builder.Property(review => review.HiddenReason).HasMaxLength(2 * ReviewLimits.Reason);
        builder.Property(review => review.Pictures).HasJson();
        builder.Property(review => review.AppendPictures).HasJson();
        builder.Ignore(review => review.IsHidden);
        builder.HasIndex(review => new { review.ShopId, review.LineId }).IsUnique();
        builder.HasIndex(review => new { review.ShopId, review.OrderId });
        builder.HasIndex(review => new { review.ShopId, review.ProductId });
        builder.HasIndex(review => new { review.ShopId, review.MemberId });
        builder.ToTable(table => table.HasCheckConstraint("ck_review_stars", "stars >= 1 AND stars <= 5"));
    }
}
