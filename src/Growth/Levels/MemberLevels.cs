using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Growth.Levels.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Levels;

/// <summary>A member's level follows from their growth account, so that it can never differ from it; its rights are prices.</summary>
internal sealed class MemberLevels(ShopDocuments documents, GroupReads reads) : ILevels, IPriceRuleSource
{
    public const string RulesName = "levels";

    public async Task<LevelRules> Rules(Id shopId, CancellationToken cancellation) =>
        (await documents.Read(shopId, RulesName, LevelRules.Default, cancellation).ConfigureAwait(false)).Document;

    public async Task<LevelStanding?> Of(Id shopId, Id memberId, CancellationToken cancellation)
    {
        var rules = await Rules(shopId, cancellation).ConfigureAwait(false);
        if (!rules.Enabled || memberId.IsNone)
        {
            return null;
        }

        var growth = (
            await AccountReads.Balances(reads, shopId, [ChartOfAccounts.Growth.Of(memberId)], cancellation).ConfigureAwait(false)
        )[0];
        return rules.Of(growth) is { } level ? new LevelStanding(level, growth, rules.After(growth), rules.GrowthPerYuan) : null;
    }

    public async Task<IReadOnlyList<PriceRule>> For(RuleQuery query, CancellationToken cancellation)
    {
        var found = new List<PriceRule>();
        if (await Of(query.ShopId, query.MemberId, cancellation).ConfigureAwait(false) is not { Level: var level })
        {
            return found;
        }

        if (level.KeepPpm is { } keep)
        {
            found.Add(
                new PercentPriceRule
                {
                    Ref = "level",
                    Label = $"{level.Name} {Folds.Of(keep)} 折",
                    KeepPpm = keep,
                }
            );
        }

        if (level.FreeFreight)
        {
            found.Add(new FreeFreightRule { Ref = "level", Label = $"{level.Name}包邮" });
        }

        return found;
    }
}
