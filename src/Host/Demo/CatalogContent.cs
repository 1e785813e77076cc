using System.Globalization;
using System.Net;
using System.Text;

namespace Banyan.Host.Demo;

/// <summary>A category of a demo shop with its goods, as written in Content/catalog.</summary>
internal sealed record CategoryContent(string Name, string Icon, IReadOnlyList<GoodsContent> Goods);

/// <summary>One product: its drawing (slug), texts, and SKUs; heat 1–10 says how well it sells.</summary>
internal sealed record GoodsContent(
    string Slug,
    string Name,
    string Subtitle,
    string Slogan,
    int Heat,
    IReadOnlyList<string> Story,
    IReadOnlyList<IReadOnlyList<string>> Facts,
    IReadOnlyList<SpecContent> Specs,
    IReadOnlyList<SkuContent> Skus,
    int? Palette = null
)
{
    /// <summary>The story as paragraphs and the facts as a table: tags that the rich text rules allow, nothing else.</summary>
    public string DetailHtml()
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h3>{WebUtility.HtmlEncode(Slogan)}</h3>");
        foreach (var paragraph in Story)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(paragraph)}</p>");
        }

        html.Append("<h3>规格参数</h3><table><tbody>");
        foreach (var fact in Facts)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th>{WebUtility.HtmlEncode(fact[0])}</th><td>{WebUtility.HtmlEncode(fact[1])}</td></tr>"
            );
        }

        return html.Append("</tbody></table>").ToString();
    }
}

internal sealed record SpecContent(string Name, IReadOnlyList<string> Values);

internal sealed record SkuContent(IReadOnlyList<string> Values, int PriceFen, int? CrossedFen, int Stock, int WeightGrams);

/// <summary>Both demo shops, the campaigns of the first, and the people who visit.</summary>
internal static class DemoContent
{
    private static readonly string[] Files = ["1-tea", "2-food", "3-home", "4-craft", "5-kids", "6-care"];

    public static IReadOnlyList<CategoryContent> MainCatalog { get; } =
    [.. Files.Select(file => Content.Parse<CategoryContent>($"catalog/{file}.json"))];

    public static IReadOnlyList<CategoryContent> SecondCatalog { get; } =
        Content.Parse<IReadOnlyList<CategoryContent>>("catalog-dukou.json");

    public static ShopsContent Shops { get; } = Content.Parse<ShopsContent>("shops.json");

    public static ReviewsContent Reviews { get; } = Content.Parse<ReviewsContent>("reviews.json");

    public static IReadOnlyList<CourseContent> Courses { get; } = Content.Parse<IReadOnlyList<CourseContent>>("courses.json");

    public static PeopleContent People { get; } = Content.Parse<PeopleContent>("people.json");
}
