using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Growth.Points.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Points;

/// <summary>Reads the shop's rules and what a member could use, for Pricing.</summary>
internal sealed class PointFacts(ShopDocuments documents, GroupReads reads) : IPriceRuleSource
{
    public const string RulesName = "points";

    public async Task<PointRules> Rules(Id shopId, CancellationToken cancellation) =>
        (await documents.Read(shopId, RulesName, PointRules.Default, cancellation).ConfigureAwait(false)).Document;

    public async Task<IReadOnlyList<PriceRule>> For(RuleQuery query, CancellationToken cancellation)
    {
        var rules = await Rules(query.ShopId, cancellation).ConfigureAwait(false);
        if (!rules.Enabled || !rules.UseAtCheckout || query.MemberId.IsNone)
        {
            return [];
        }

        var balances = await AccountReads
            .Balances(reads, query.ShopId, [ChartOfAccounts.Points.Of(query.MemberId)], cancellation)
            .ConfigureAwait(false);
        return
        [
            new PointsRule
            {
                Ref = "points",
                Label = "积分抵扣",
                Available = balances[0],
                PointsPerYuan = rules.PointsPerYuan,
                MaxPpm = rules.MaxPpm,
                Step = rules.Step,
            },
        ];
    }
}

/// <summary>Points and growth of orders.</summary>
internal sealed class PointsSource(IDbContextFactory<BanyanDb> factory) : IPostingSource
{
    public const string SourceType = "order_points";

    public string Type => SourceType;

    public Sentence Label { get; } = new("订单积分与成长值", "Points and growth of an order");

    public Task<IReadOnlyDictionary<string, SourceOrder>> OrdersOf(
        Id shopId,
        IReadOnlyCollection<string> sourceIds,
        CancellationToken cancellation
    ) => OrderSources.ByPrefix(factory, shopId, sourceIds, cancellation);
}
