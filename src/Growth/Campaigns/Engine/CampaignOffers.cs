using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Act = Banyan.Growth.Campaigns.Contracts.Act;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>
/// The prices of campaigns, for Pricing. What is scarce is claimed when the order is placed (<see cref="CampaignOrders"/>).
/// </summary>
internal sealed class CampaignOffers(CampaignReads reads, CampaignKinds kinds) : IOfferSource
{
    public string Prefix => OfferRef.Prefix;

    public async Task<Result<Offer>> Find(OfferQuery query, CancellationToken cancellation)
    {
        if (
            OfferRef.Parse(query.OfferRef) is not { } reference
            || await reads.Find(query.ShopId, reference, cancellation).ConfigureAwait(false) is not { } found
        )
        {
            return CampaignRefusals.OfferUnknown;
        }

        if (CampaignRefusals.WhyNotRunning(found.Campaign, query.At) is { } refusal)
        {
            return refusal == Refusal.NotFound ? CampaignRefusals.OfferUnknown : refusal;
        }

        var kind = kinds[found.Version.Kind];
        var run = found.Run is { } row ? kind.ReadRun(row.State) : null;
        var terms = kind.Price(kind.ReadConfig(found.Version.Config), run, query.MemberId, query.SkuId);
        if (!terms.IsOk)
        {
            return terms.Refusal;
        }

        // The quote already says what placing would say: full, sold out, limit reached.
        var actor = await reads.ActorOf(query.ShopId, query.MemberId, cancellation).ConfigureAwait(false);
        var act = new Act(ActTypes.OrderPlaced, found.Run?.Id ?? Id.None, found.Version.Frame, actor, query.At)
        {
            Order = new ActOrder(Id.None, query.SkuId, query.Quantity, Fen.Zero),
        };
        var preview = await reads.Preview(found, act, cancellation).ConfigureAwait(false);
        return preview.Map(_ => new Offer(
            query.OfferRef,
            terms.Value.UnitPriceFen,
            terms.Value.Label,
            terms.Value.Explain,
            [],
            terms.Value.LaterLanes
        ));
    }
}
