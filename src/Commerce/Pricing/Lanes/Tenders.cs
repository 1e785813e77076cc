using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Lanes;

/// <summary>A balance and what is in it.</summary>
internal sealed record TenderBalance(Tender Tender, Fen BalanceFen);

/// <summary>Which balances pay how much.</summary>
internal static class Tenders
{
    public static IReadOnlyList<TenderOption> Pay(Fen payable, IReadOnlyList<TenderBalance> balances, IReadOnlyList<string>? chosen)
    {
        var left = payable;
        var options = new List<TenderOption>();
        foreach (var (tender, balance) in balances.OrderBy(one => one.Tender.Place))
        {
            var use = chosen?.Contains(tender.Switch) == true ? Fen.Max(Fen.Zero, Fen.Min(left, balance)) : Fen.Zero;
            left -= use;
            options.Add(new TenderOption(tender.Code, tender.Switch, tender.Label, balance, use, tender.CountsAsPaid));
        }

        return options;
    }
}
