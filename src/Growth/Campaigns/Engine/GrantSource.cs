using Banyan.Commerce.Accounting.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>What campaigns gave, by run: no order stands behind it.</summary>
internal sealed class GrantSource : IPostingSource
{
    public const string SourceType = "campaign_grant";

    public string Type => SourceType;

    public Sentence Label { get; } = new("活动发放", "Campaign grant");
}
