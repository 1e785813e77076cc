using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Distribution;

/// <summary>Reads what commissions depend on.</summary>
internal sealed class DistributionFacts(IDbContextFactory<BanyanDb> factory, ShopDocuments documents) : IMemberStanding
{
    public const string RulesName = "distribution";

    public Task<(DistributionRules Document, int Version)> Rules(Id shopId, CancellationToken cancellation) =>
        documents.Read(shopId, RulesName, DistributionRules.Default, cancellation);

    public async Task<IReadOnlyDictionary<Id, DistributorStatus>> DistributorStatusOf(
        Id shopId,
        IReadOnlyCollection<Id> memberIds,
        CancellationToken cancellation
    )
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = shopId;
        return await db.Set<Distributor>()
            .Where(row => memberIds.Contains(row.MemberId))
            .ToDictionaryAsync(row => row.MemberId, row => row.Status, cancellation);
    }

    /// <summary>The payees of a sale by <paramref name="seller"/>, nearest first.</summary>
    public async Task<IReadOnlyList<Id>> Payees(Id shopId, DistributionRules rules, Id seller, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var look = rules.SkipNonDistributors ? PayeeChain.MaxLook : rules.Payees - 1;
        var uplines = await Bonds.Uplines(db, shopId, seller, look, cancellation);
        var status = await DistributorStatusOf(shopId, [seller, .. uplines], cancellation);
        return PayeeChain.Of(rules, seller, uplines, member => status.GetValueOrDefault(member) == DistributorStatus.Active);
    }
}
