using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Kinds.GroupBuy;

namespace Banyan.Growth.Campaigns;

/// <summary>Every kind, one line each.</summary>
internal static class KindList
{
    public static readonly IReadOnlyList<ICampaignKind> All = [new GroupBuyKind()];
}

/// <summary>Finds a kind by its code.</summary>
public sealed class CampaignKinds(IEnumerable<ICampaignKind> kinds)
{
    private readonly Dictionary<string, ICampaignKind> byCode = kinds.ToDictionary(kind => kind.Code, StringComparer.Ordinal);

    public IReadOnlyCollection<ICampaignKind> All => byCode.Values;

    public ICampaignKind? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The kind of a stored campaign or run; one that is gone from the program is a bug.</summary>
    public ICampaignKind this[string code] =>
        Find(code) ?? throw new InvalidOperationException($"The campaign kind {code} is stored but not in this program.");
}
