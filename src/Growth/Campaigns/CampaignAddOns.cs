using Banyan.Commerce.Catalog.Contracts;

namespace Banyan.Growth.Campaigns;

/// <summary>Puts campaigns on the cards and pages of the goods they sell.</summary>
internal sealed class CampaignAddOns(CampaignCards cards) : IProductAddOns
{
    public async Task<IReadOnlyDictionary<Kernel.Id, ProductAddOn>> Of(AddOnQuery query, CancellationToken cancellation)
    {
        if (query.Products.Count == 0)
        {
            return new Dictionary<Kernel.Id, ProductAddOn>();
        }

        var products = query.Products.Select(product => product.ProductId).ToList();
        var found = await cards.OfProducts(query.Viewer.ShopId, products, english: false, cancellation).ConfigureAwait(false);
        return found
            .Where(card => card.ProductId is not null)
            .GroupBy(card => card.ProductId!.Value)
            .ToDictionary(
                group => group.Key,
                group => new ProductAddOn(
                    null,
                    group.Where(card => card.PriceFen is not null).OrderBy(card => card.PriceFen).Select(BadgeOf).FirstOrDefault(),
                    query.WithCampaigns ? [.. group] : []
                )
            );
    }

    private static CampaignBadge BadgeOf(CampaignCard card) => new(card.Id, card.Kind, card.Label, card.PriceFen!.Value);
}
