using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Reviews.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Reviews;

/// <param name="DaysLater">Whole days after the review; 0 on the same day.</param>
public sealed record ReviewAppendix(string Text, IReadOnlyList<string> Pictures, DateTimeOffset At, int DaysLater)
{
    public static ReviewAppendix? Of(Review review) =>
        review.AppendedAt is { } at
            ? new ReviewAppendix(review.AppendText ?? "", review.AppendPictures, at, (at - review.CreatedAt).Days)
            : null;
}

public sealed record ReviewReply(string Text, DateTimeOffset At);

/// <summary>A review as every shopper sees it.</summary>
/// <param name="Author">With a masked name and no picture when the writer chose to be anonymous.</param>
public record ReviewView(
    Id Id,
    Person Author,
    int Stars,
    string Text,
    IReadOnlyList<string> Pictures,
    string SpecText,
    DateTimeOffset CreatedAt,
    ReviewAppendix? Appended,
    ReviewReply? Reply,
    bool IsPinned
)
{
    private const string Stranger = "匿名用户";

    internal static ReviewView Of(Review review, IReadOnlyDictionary<Id, Person> people) =>
        new(
            review.Id,
            AuthorOf(review, people),
            review.Stars,
            review.Text,
            review.Pictures,
            review.SpecText,
            review.CreatedAt,
            ReviewAppendix.Of(review),
            review is { Reply: { } reply, RepliedAt: { } at } ? new ReviewReply(reply, at) : null,
            review.IsPinned
        );

    /// <summary>榕***下 for 榕树下: enough to see that reviews come from different people, too little to know from whom.</summary>
    private static Person AuthorOf(Review review, IReadOnlyDictionary<Id, Person> people)
    {
        var person = people.GetValueOrDefault(review.MemberId) ?? new Person(Stranger, "");
        if (!review.IsAnonymous)
        {
            return person;
        }

        var name = new System.Globalization.StringInfo(person.Nickname);
        var count = name.LengthInTextElements;
        return new Person(count < 2 ? Stranger : $"{name.SubstringByTextElements(0, 1)}***{name.SubstringByTextElements(count - 1)}", "");
    }
}

/// <summary>A review for its writer.</summary>
public sealed record OwnReview : ReviewView
{
    internal OwnReview(ReviewView view, Review review, DateTimeOffset now)
        : base(view)
    {
        (OrderId, LineId, ProductId) = (review.OrderId, review.LineId, review.ProductId);
        (ProductName, ImageUrl) = (review.ProductName, review.ImageUrl);
        (Anonymous, HiddenReason) = (review.IsAnonymous, review.HiddenReason);
        CanAppend = review.AppendedAt is null && review.CreatedAt + ReviewLimits.AppendWithin >= now;
    }

    public Id OrderId { get; init; }

    public Id LineId { get; init; }

    public Id ProductId { get; init; }

    public string ProductName { get; init; }

    public string ImageUrl { get; init; }

    public bool Anonymous { get; init; }

    /// <summary>Why others do not see its words; null: they do.</summary>
    public string? HiddenReason { get; init; }

    public bool CanAppend { get; init; }
}

/// <summary>A review in the console.</summary>
public sealed record ConsoleReview : ReviewView
{
    internal ConsoleReview(ReviewView view, Review review, Buyer buyer)
        : base(view)
    {
        (OrderId, OrderNo, ProductId) = (review.OrderId, review.OrderNo, review.ProductId);
        (ProductName, ImageUrl, Buyer) = (review.ProductName, review.ImageUrl, buyer);
        (Anonymous, HiddenReason, HiddenAt, Version) = (review.IsAnonymous, review.HiddenReason, review.HiddenAt, review.Version);
    }

    public Id OrderId { get; init; }

    public string OrderNo { get; init; }

    public Id ProductId { get; init; }

    public string ProductName { get; init; }

    public string ImageUrl { get; init; }

    public Buyer Buyer { get; init; }

    public bool Anonymous { get; init; }

    public string? HiddenReason { get; init; }

    public DateTimeOffset? HiddenAt { get; init; }

    /// <summary>To be sent back with an edit, so that nobody edits what they have not seen.</summary>
    public int Version { get; init; }
}

/// <summary>Shows reviews with their writers, looked up together.</summary>
internal sealed class ReviewViews(IMemberLookup members, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<Id, Person>> WritersOf(IReadOnlyList<Review> rows, CancellationToken cancellation) =>
        rows.Count == 0
            ? new Dictionary<Id, Person>()
            : await members.People(rows[0].ShopId, [.. rows.Select(row => row.MemberId).Distinct()], cancellation);

    public async Task<OwnReview> Own(Review row, CancellationToken cancellation) => (await Own([row], cancellation))[0];

    public async Task<IReadOnlyList<OwnReview>> Own(IReadOnlyList<Review> rows, CancellationToken cancellation)
    {
        var (people, now) = (await WritersOf(rows, cancellation), clock.GetUtcNow());
        return [.. rows.Select(row => new OwnReview(ReviewView.Of(row, people), row, now))];
    }

    public async Task<IReadOnlyList<ConsoleReview>> ForStaff(IReadOnlyList<Review> rows, CancellationToken cancellation)
    {
        var people = await WritersOf(rows, cancellation);
        return [.. rows.Select(row => new ConsoleReview(ReviewView.Of(row, people), row, Buyer.Of(row.MemberId, people)))];
    }
}
