using System.Text.Json.Nodes;
using Banyan.Host.Demo.Pictures;

namespace Banyan.Host.Demo.Seed;

/// <summary>What a buyer thinks of one line, chosen before it is known when they write it.</summary>
internal sealed record PlannedReview(int Stars, string Text, string? Picture, bool IsAnonymous)
{
    private static readonly IReadOnlyList<(int, int)> Luck = [(5, 74), (4, 15), (3, 6), (2, 3), (1, 2)];
    private static readonly IReadOnlyList<(int, int)> BadLuck = [(3, 5), (2, 3), (1, 2)];
    private static readonly ILookup<string, string> CategoryOf = DemoContent
        .MainCatalog.SelectMany(category => category.Goods.Select(goods => (goods.Slug, category.Name)))
        .ToLookup(pair => pair.Slug, pair => pair.Name, StringComparer.Ordinal);

    public bool IsGood => Stars > 3;

    /// <param name="hadTrouble">The buyer asked for money back.</param>
    public static PlannedReview Of(string slug, bool hadTrouble, Dice dice)
    {
        var content = DemoContent.Reviews;
        var stars = dice.PickWeighted(hadTrouble ? BadLuck : Luck);
        var text =
            stars < 3 ? dice.Pick(content.Bad)
            : stars == 3 ? dice.Pick(content.Medium)
            : dice.Percent(18) || CategoryOf[slug].FirstOrDefault() is not { } category ? dice.Pick(content.Any)
            : dice.Pick(content.Good[category]);
        var picture =
            stars > 3 && text.Length > 12 && dice.Percent(34) && CategoryOf[slug].Any()
                ? DemoFiles.UrlOf(PictureSet.Picture("goods", slug, dice.Between(2, 3)))
                : null;
        return new PlannedReview(stars, text, picture, dice.Percent(22));
    }
}

/// <summary>The review of one order on its way through the program: written, answered, added to.</summary>
internal sealed class SeedReview(SeedShop shop, SeedPerson buyer, SeedOrder order, IReadOnlyList<PlannedReview> plan)
{
    private List<string> ids = [];

    private SeedCaller Caller => shop.Caller;

    public async Task Write()
    {
        var body = new
        {
            reviews = order.LineIds.Zip(
                plan,
                (line, review) =>
                    new
                    {
                        lineId = line,
                        stars = review.Stars,
                        text = review.Text,
                        pictures = review.Picture is { } picture ? new[] { picture } : [],
                    }
            ),
            anonymous = plan[0].IsAnonymous,
        };
        var written = await Caller
            .Post($"/api/shop/orders/{order.Id}/reviews", await buyer.Token().ConfigureAwait(false), body)
            .ConfigureAwait(false);
        ids = [.. written.List("ids").Select(id => id!.GetValue<string>())];
    }

    /// <summary>Customer service answers the first line's review as it stands.</summary>
    public async Task Answer(string text)
    {
        var seen = await Seen().ConfigureAwait(false);
        var body = new { text, version = seen.Number("version") };
        await Caller.Post($"/api/console/reviews/{ids[0]}/reply", shop.Staff("service"), body).ConfigureAwait(false);
    }

    public async Task Append(string text) =>
        await Caller
            .Post($"/api/shop/reviews/{ids[0]}/append", await buyer.Token().ConfigureAwait(false), new { text })
            .ConfigureAwait(false);

    /// <summary>Puts the first line's review before the others.</summary>
    public async Task Pin()
    {
        var seen = await Seen().ConfigureAwait(false);
        var body = new { pinned = true, version = seen.Number("version") };
        await Caller.Post($"/api/console/reviews/{ids[0]}/pin", shop.Staff("operator"), body).ConfigureAwait(false);
    }

    private Task<JsonNode> Seen() => Caller.Get($"/api/console/reviews/{ids[0]}", shop.Staff("service"));
}
