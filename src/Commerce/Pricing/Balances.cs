using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Pricing.Lanes;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing;

/// <summary>Reads what is in a member's balances, all of them with one statement. A hint: placing takes it under lock.</summary>
internal sealed class Balances(GroupReads reads, IEnumerable<Tender> tenders)
{
    private readonly IReadOnlyList<Tender> tenders = [.. tenders.OrderBy(tender => tender.Place)];

    public async Task<IReadOnlyList<TenderBalance>> Of(Id shopId, Id memberId, CancellationToken cancellation)
    {
        if (memberId.IsNone || tenders.Count == 0)
        {
            return [];
        }

        var found = await AccountReads.Balances(reads, shopId, [.. tenders.Select(tender => tender.Account.Of(memberId))], cancellation);
        return [.. tenders.Zip(found, (tender, balance) => new TenderBalance(tender, new Fen(balance)))];
    }
}
