using Banyan.Commerce.Catalog.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns;

/// <summary>Puts campaigns on the cards and pages of the goods they sell.</summary>
internal sealed class CampaignAddOns(CampaignCards cards) : IProductAddOns
{
    public async Task<IReadOnlyDictionary<Id, ProductAddOn>> Of(AddOnQuery query, CancellationToken cancellation)
    {
        Id[] products = [.. query.Products.Select(product => product.ProductId)];
        var badges = await cards.BadgesOf(query.Viewer.ShopId, products, cancellation).ConfigureAwait(false);
        if (!query.WithCampaigns)
        {
            return badges.ToDictionary(pair => pair.Key, pair => new ProductAddOn(null, pair.Value, []));
        }

        var found = await cards.OfProducts(query.Viewer.ShopId, products, english: false, cancellation).ConfigureAwait(false);
        return found
            .Where(card => card.ProductId is not null)
            .GroupBy(card => card.ProductId!.Value)
            .ToDictionary(group => group.Key, group => new ProductAddOn(null, badges.GetValueOrDefault(group.Key), [.. group]));
    }
}
