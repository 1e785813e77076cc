using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns;

/// <summary>Says at the goods which price campaigns they are in, such as 满 200 减 30.</summary>
internal sealed class PriceLabels(PriceCampaigns campaigns, TimeProvider clock) : IProductAddOns
{
    private const int MaxLabels = 3;

    public async Task<IReadOnlyDictionary<Id, ProductAddOn>> Of(AddOnQuery query, CancellationToken cancellation)
    {
        var rules = await campaigns
            .For(new RuleQuery(query.Viewer.ShopId, query.Viewer.MemberId, clock.GetUtcNow()), cancellation)
            .ConfigureAwait(false);
        return rules.Count == 0
            ? new Dictionary<Id, ProductAddOn>()
            : query
                .Products.Select(product => (product.ProductId, Labels: LabelsOf(rules, product)))
                .Where(pair => pair.Labels.Count > 0)
                .ToDictionary(pair => pair.ProductId, pair => ProductAddOn.Nothing with { Labels = pair.Labels });
    }

    private static List<string> LabelsOf(IReadOnlyList<PriceRule> rules, ProductFacts product) =>
        [.. rules.Where(rule => IsFor(rule, product)).Select(rule => rule.Label).Distinct(StringComparer.Ordinal).Take(MaxLabels)];

    private static bool IsFor(PriceRule rule, ProductFacts product) =>
        rule switch
        {
            BundleRule bundle => bundle.Parts.Any(part => part.ProductId == product.ProductId),
            UnitPriceRule or AddOnRule => false,
            _ => rule.Scope.Covers(product.ProductId, product.CategoryId),
        };
}
