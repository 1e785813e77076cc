using System.Collections.Concurrent;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>The rules of price campaigns, for Pricing: parsed once for each reading of the campaigns.</summary>
internal sealed class PriceCampaigns(LiveCampaigns live, CampaignKinds kinds) : IPriceRuleSource
{
    private readonly ConcurrentDictionary<Id, Known> known = new();

    public async Task<IReadOnlyList<PriceRule>> For(RuleQuery query, CancellationToken cancellation)
    {
        var campaigns = await live.Of(query.ShopId, cancellation).ConfigureAwait(false);
        if (!known.TryGetValue(query.ShopId, out var one) || !ReferenceEquals(one.From, campaigns))
        {
            one = new Known(campaigns, [.. campaigns.Where(shown => kinds.PriceCodes.Contains(shown.Campaign.Kind)).Select(Parse)]);
            known[query.ShopId] = one;
        }

        return [.. one.Campaigns.Where(row => row.StartsAt <= query.At && query.At < row.EndsAt).SelectMany(row => row.Rules)];
    }

    private PriceCampaign Parse(ShownCampaign shown)
    {
        var kind = kinds[shown.Version.Kind];
        var frame = new PriceRuleFrame($"campaign:{shown.Campaign.Id}", shown.Version.Name, kind.Texts.Zh);
        return new PriceCampaign(shown.Version.StartsAt, shown.Version.EndsAt, kind.Rules(kind.ReadConfig(shown.Version.Config), frame));
    }

    private sealed record PriceCampaign(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<PriceRule> Rules);

    private sealed record Known(IReadOnlyList<ShownCampaign> From, IReadOnlyList<PriceCampaign> Campaigns);
}
