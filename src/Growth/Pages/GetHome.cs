using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Http;
using Banyan.Growth.Campaigns.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Growth.Pages;

internal sealed record Home(
    IReadOnlyList<Banner> Banners,
    IReadOnlyList<CategoryView> Categories,
    IReadOnlyList<CampaignCard> Campaigns,
    IReadOnlyList<HomeSection> Sections
);

internal sealed record HomeSection(string Title, string Subtitle, IReadOnlyList<ProductCard> Products);

/// <summary>The first page of the shop.</summary>
internal static class GetHome
{
    private const int MaxCampaigns = 6;
    private const int MaxProducts = 6;

    private static readonly (ProductSort Sort, string Zh, string ZhMore, string En, string EnMore)[] Sections =
    [
        (ProductSort.Recommended, "店主推荐", "用心挑选的好物", "Recommended", "Chosen with care"),
        (ProductSort.Sales, "大家都在买", "按销量排序", "Best sellers", "By pieces sold"),
        (ProductSort.Newest, "新品上架", "刚刚到店", "New", "Just arrived"),
    ];

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/home", Handle).AllowAnyone().IsShared().WithName("GetHome").WithTags("Pages").Produces<Home>();

    private static async Task<IResult> Handle(
        Visitor visitor,
        IShopSettings settings,
        ICatalogReader catalog,
        ICampaignShowcase campaigns,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var english = Answers.PrefersEnglish(request);
        var viewer = new CatalogViewer(visitor.ShopId, visitor.MemberId);
        var shop = await settings.Of(visitor.ShopId, cancellation).ConfigureAwait(false);
        var tops = await catalog
            .Tops(viewer, [.. Sections.Select(section => section.Sort)], MaxProducts, cancellation)
            .ConfigureAwait(false);
        var sections = Sections
            .Zip(tops, (words, goods) => new HomeSection(english ? words.En : words.Zh, english ? words.EnMore : words.ZhMore, goods))
            .Where(section => section.Products.Count > 0);

        return Results.Ok(
            new Home(
                shop.Banners,
                await catalog.Categories(visitor.ShopId, cancellation).ConfigureAwait(false),
                await campaigns.Running(visitor.ShopId, MaxCampaigns, english, cancellation).ConfigureAwait(false),
                [.. sections]
            )
        );
    }
}
