using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Distribution;

/// <summary>Shows a distributor what they earn by selling one piece.</summary>
internal sealed class CommissionAddOn(DistributionFacts facts) : IProductAddOns
{
    public async Task<IReadOnlyDictionary<Id, ProductAddOn>> Of(AddOnQuery query, CancellationToken cancellation)
    {
        var (shopId, memberId) = query.Viewer;
        var nothing = new Dictionary<Id, ProductAddOn>();
        if (memberId.IsNone)
        {
            return nothing;
        }

        var (rules, _) = await facts.Rules(shopId, cancellation);
        var status = await facts.DistributorStatusOf(shopId, [memberId], cancellation);
        if (!rules.Enabled || status.GetValueOrDefault(memberId) != DistributorStatus.Active)
        {
            return nothing;
        }

        return query.Products.ToDictionary(
            product => product.ProductId,
            product =>
                ProductAddOn.Nothing with
                {
                    CommissionFen = CommissionMath.Standing([product.Rates?.Seller ?? rules.Seller], product.PriceFen, 1, rules.CapPpm)[0],
                }
        );
    }
}
