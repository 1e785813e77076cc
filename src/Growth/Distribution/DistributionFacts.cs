using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Distribution;

/// <summary>Reads what commissions depend on.</summary>
internal sealed class DistributionFacts(GroupReads reads, ShopDocuments documents) : IMemberStanding
{
    private static readonly GroupRead<Id, Distributor> ByMember = new(
        async (db, members, cancellation) =>
            await db.Set<Distributor>()
                .AsNoTracking()
                .Where(row => members.Contains(row.MemberId))
                .ToDictionaryAsync(row => row.MemberId, cancellation)
    );

    public const string RulesName = "distribution";

    public Task<(DistributionRules Document, int Version)> Rules(Id shopId, CancellationToken cancellation) =>
        documents.Read(shopId, RulesName, DistributionRules.Default, cancellation);

    public async Task<IReadOnlyDictionary<Id, DistributorStatus>> DistributorStatusOf(
        Id shopId,
        IReadOnlyCollection<Id> memberIds,
        CancellationToken cancellation
    )
    {
        var found = await reads.FindAll(ByMember, shopId, memberIds, cancellation);
        return found.ToDictionary(pair => pair.Key, pair => pair.Value.Status);
    }

    /// <summary>The payees of a sale by <paramref name="seller"/>, nearest first.</summary>
    public async Task<IReadOnlyList<Id>> Payees(Id shopId, DistributionRules rules, Id seller, CancellationToken cancellation)
    {
        var look = rules.SkipNonDistributors ? PayeeChain.MaxLook : rules.Payees - 1;
        var uplines = await Bonds.Uplines(reads, shopId, seller, look, cancellation);
        var status = await DistributorStatusOf(shopId, [seller, .. uplines], cancellation);
        return PayeeChain.Of(rules, seller, uplines, member => status.GetValueOrDefault(member) == DistributorStatus.Active);
    }
}
