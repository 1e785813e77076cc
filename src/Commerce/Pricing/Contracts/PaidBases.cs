using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Contracts;

/// <summary>Which part of each line counts as paid (<see cref="Tender.CountsAsPaid"/>).</summary>
public static class PaidBases
{
    /// <summary>Each line's part, exact: balances that do not count are spread over lines and freight alike.</summary>
    public static IReadOnlyList<Fen> Of(IReadOnlyList<Fen> payables, Fen freight, IReadOnlyList<TenderOption> tenders)
    {
        var notCounted = tenders.Where(tender => !tender.CountsAsPaid).Sum(tender => tender.UseFen);
        if (notCounted == Fen.Zero)
        {
            return payables;
        }

        var shares = notCounted.Split([.. payables.Select(payable => payable.Value), freight.Value]);
        return [.. payables.Zip(shares, (payable, share) => payable - share)];
    }
}
