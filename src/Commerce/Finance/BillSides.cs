using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Finance;

/// <summary>Reads what a bill is compared with.</summary>
internal static class BillSides
{
    private const int MaxNumbers = 500;

    /// <summary>
    /// The lines that concern this shop. A merchant account may be shared by several shops; a line whose numbers belong to none of them
    /// concerns the first shop, so that nothing falls between them.
    /// </summary>
    public static async Task<IReadOnlyList<TradeBillLine>> Own(BanyanDb db, TradeBill bill, CancellationToken cancellation)
    {
        var owners = new Dictionary<string, Id>(StringComparer.Ordinal);
        foreach (var numbers in bill.Lines.Select(line => line.OutTradeNo).Distinct(StringComparer.Ordinal).Chunk(MaxNumbers))
        {
            var found = await db.Set<PaymentPart>()
                .IgnoreQueryFilters()
                .Where(part => numbers.Contains(part.OutTradeNo))
                .Select(part => new { part.OutTradeNo, part.ShopId })
                .ToListAsync(cancellation)
                .ConfigureAwait(false);
            foreach (var part in found)
            {
                owners[part.OutTradeNo] = part.ShopId;
            }
        }

        var first = await db.Set<Shop>()
            .IgnoreQueryFilters()
            .OrderBy(shop => shop.Id)
            .Select(shop => shop.Id)
            .FirstAsync(cancellation)
            .ConfigureAwait(false);
        return [.. bill.Lines.Where(line => owners.GetValueOrDefault(line.OutTradeNo, first) == db.Shop)];
    }

    public static async Task<OurSide> Ours(
        BanyanDb db,
        DateOnly day,
        string channel,
        IReadOnlyList<TradeBillLine> lines,
        CancellationToken cancellation
    )
    {
        var (from, until) = (day.StartOfShopDay(), day.AddDays(1).StartOfShopDay());
        var payments = await db.Set<Payment>()
            .AsNoTracking()
            .Where(payment => payment.Channel == channel && payment.PaidAt >= from && payment.PaidAt < until)
            .ToDictionaryAsync(payment => payment.TransactionId, StringComparer.Ordinal, cancellation)
            .ConfigureAwait(false);
        var refunds = await db.Set<Refund>()
            .AsNoTracking()
            .Where(refund => refund.CashFen > Fen.Zero && refund.AcceptedAt >= from && refund.AcceptedAt < until)
            .ToDictionaryAsync(refund => refund.No, StringComparer.Ordinal, cancellation)
            .ConfigureAwait(false);
        await AddNamed(db, lines, payments, cancellation).ConfigureAwait(false);
        await AddNamed(db, lines, refunds, cancellation).ConfigureAwait(false);
        return new OurSide(day, [.. payments.Values], [.. refunds.Values]);
    }

    /// <summary>Payments of the bill that we took for those of another day.</summary>
    private static async Task AddNamed(
        BanyanDb db,
        IReadOnlyList<TradeBillLine> lines,
        Dictionary<string, Payment> payments,
        CancellationToken cancellation
    )
    {
        var wanted = lines
            .Where(line => line.Kind == BillLineKind.Payment && !payments.ContainsKey(line.TransactionId))
            .Select(line => line.TransactionId);
        foreach (var numbers in wanted.ToList().Chunk(MaxNumbers))
        {
            var found = await db.Set<Payment>()
                .AsNoTracking()
                .Where(payment => numbers.Contains(payment.TransactionId))
                .ToListAsync(cancellation)
                .ConfigureAwait(false);
            found.ForEach(payment => payments[payment.TransactionId] = payment);
        }
    }

    /// <summary>Refunds of the bill that were agreed to on another day.</summary>
    private static async Task AddNamed(
        BanyanDb db,
        IReadOnlyList<TradeBillLine> lines,
        Dictionary<string, Refund> refunds,
        CancellationToken cancellation
    )
    {
        var wanted = lines.Where(line => line.Kind == BillLineKind.Refund && !refunds.ContainsKey(line.No)).Select(line => line.No);
        foreach (var numbers in wanted.ToList().Chunk(MaxNumbers))
        {
            var found = await db.Set<Refund>()
                .AsNoTracking()
                .Where(refund => numbers.Contains(refund.No))
                .ToListAsync(cancellation)
                .ConfigureAwait(false);
            found.ForEach(refund => refunds[refund.No] = refund);
        }
    }
}
