using Banyan.Commerce.Catalog.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>Shows campaigns to members on the pages of other modules.</summary>
public interface ICampaignShowcase
{
    /// <summary>Campaigns that run now, those that end first first.</summary>
    Task<IReadOnlyList<CampaignCard>> Running(Id shopId, int count, bool english, CancellationToken cancellation);
}
