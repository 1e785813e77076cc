using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Kinds.AddOn;
using Banyan.Growth.Campaigns.Kinds.Bundle;
using Banyan.Growth.Campaigns.Kinds.FullReduction;
using Banyan.Growth.Campaigns.Kinds.GroupBuy;
using Banyan.Growth.Campaigns.Kinds.LimitedDiscount;
using Banyan.Growth.Campaigns.Kinds.NthPiece;

namespace Banyan.Growth.Campaigns;

/// <summary>Every kind, one line each.</summary>
internal static class KindList
{
    public static readonly IReadOnlyList<ICampaignKind> All =
    [
        new GroupBuyKind(),
        new LimitedDiscountKind(),
        new FullReductionKind(),
        new NthPieceKind(),
        new AddOnKind(),
        new BundleKind(),
    ];
}

/// <summary>Finds a kind by its code.</summary>
public sealed class CampaignKinds(IEnumerable<ICampaignKind> kinds)
{
    private readonly Dictionary<string, ICampaignKind> byCode = kinds.ToDictionary(kind => kind.Code, StringComparer.Ordinal);
    private readonly string[] plays = [.. kinds.Where(kind => !kind.IsPriceOnly).Select(kind => kind.Code)];
    private readonly string[] prices = [.. kinds.Where(kind => kind.IsPriceOnly).Select(kind => kind.Code)];

    public IReadOnlyCollection<ICampaignKind> All => byCode.Values;

    /// <summary>Kinds that shoppers see as campaigns of their own.</summary>
    public IReadOnlyList<string> PlayCodes => plays;

    public IReadOnlyList<string> PriceCodes => prices;

    public ICampaignKind? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The kind of a stored campaign or run; one that is gone from the program is a bug.</summary>
    public ICampaignKind this[string code] =>
        Find(code) ?? throw new InvalidOperationException($"The campaign kind {code} is stored but not in this program.");
}
