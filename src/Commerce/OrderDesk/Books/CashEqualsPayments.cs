using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk.Books;

/// <summary>
/// The ledger's cash of each shop is what came in less what went back; and money that came too late or twice is on its way back.
/// </summary>
internal sealed class CashEqualsPayments : IBookCheck
{
    public string Name => "cash-equals-payments";

    public string LabelZh => "账本现金等于收款减退款";

    public string LabelEn => "Ledger cash is payments less refunds";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var received = await db.Set<Payment>()
            .Within(scope)
            .GroupBy(payment => payment.ShopId)
            .Select(group => new
            {
                Shop = group.Key,
                Sum = group.Sum(payment => (long)(object)payment.AmountFen),
                Count = group.Count(),
            })
            .ToListAsync(cancellation);
        var returned = await db.Set<Refund>()
            .Within(scope)
            .Where(refund => refund.State == RefundState.Succeeded)
            .GroupBy(refund => refund.ShopId)
            .Select(group => new { Shop = group.Key, Sum = group.Sum(refund => (long)(object)refund.CashFen) })
            .ToDictionaryAsync(row => row.Shop, row => row.Sum, cancellation);
        var cash = AccountKey.ShopCash.Key;
        var booked = await db.Set<Posting>()
            .Within(scope)
            .Where(posting => posting.ToAccount == cash || posting.FromAccount == cash)
            .GroupBy(posting => posting.ShopId)
            .Select(group => new
            {
                Shop = group.Key,
                Sum = group.Sum(posting => posting.ToAccount == cash ? posting.Amount : -posting.Amount),
            })
            .ToDictionaryAsync(row => row.Shop, row => row.Sum, cancellation);
        var payments = received.ToDictionary(row => row.Shop, row => row.Sum);
        var differences = payments
            .Keys.Concat(returned.Keys)
            .Concat(booked.Keys)
            .Distinct()
            .Select(shop =>
                (
                    Shop: shop,
                    Booked: booked.GetValueOrDefault(shop),
                    Expected: payments.GetValueOrDefault(shop) - returned.GetValueOrDefault(shop)
                )
            )
            .Where(row => row.Booked != row.Expected)
            .Select(row => $"shop {row.Shop}: cash in the ledger {row.Booked}, payments less refunds {row.Expected}")
            .ToList();
        return new CheckFindings(received.Sum(row => row.Count), [.. differences.Take(Doctor.MaxDifferences)]);
    }
}
