using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Ledger;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Analytics;

/// <summary>Figures of the shop's days: one statement however many days there are.</summary>
internal static class DailyFigures
{
    private const int Placed = 1;
    private const int Paid = 2;
    private const int Refunded = 3;
    private const int Opened = 4;
    private const int Registered = 5;
    private const int Promised = 6;
    private static readonly DayTally Nothing = new();

    public static async Task<IReadOnlyList<DatedFigures>> Of(BanyanDb db, IReadOnlyList<DateOnly> days, CancellationToken cancellation)
    {
        var from = days[0].StartOfShopDay();
        var found = await Money(db, from).Concat(People(db, from)).ToDictionaryAsync(row => (row.What, row.Day), cancellation);
        return [.. days.Select(day => new DatedFigures(day, Of(found, ShopDays.NumberOf(day))))];
    }

    private static IQueryable<DayTally> Money(BanyanDb db, DateTimeOffset from)
    {
        var paid = db.Set<Order>()
            .Where(order => order.PaidAt >= from)
            .GroupBy(order => ((long)(object)order.PaidAt! + ShopDays.OffsetMs) / ShopDays.DayMs)
            .Select(group => new DayTally
            {
                What = Paid,
                Day = group.Key,
                Count = group.LongCount(),
                Sum = group.Sum(order => (long)(object)order.PaidFen),
            });
        var refunded = db.Set<Refund>()
            .Where(refund =>
                refund.State == RefundState.Succeeded && refund.Kind != RefundKind.ReturnedPayment && refund.FinishedAt >= from
            )
            .GroupBy(refund => ((long)(object)refund.FinishedAt! + ShopDays.OffsetMs) / ShopDays.DayMs)
            .Select(group => new DayTally
            {
                What = Refunded,
                Day = group.Key,
                Count = group.LongCount(),
                Sum = group.Sum(refund => (long)(object)refund.AmountFen),
            });
        var source = AccountKey.ShopCommission.Key;
        var promised = db.Set<Posting>()
            .Where(posting => posting.FromAccount == source && posting.PostedAt >= from)
            .GroupBy(posting => ((long)(object)posting.PostedAt + ShopDays.OffsetMs) / ShopDays.DayMs)
            .Select(group => new DayTally
            {
                What = Promised,
                Day = group.Key,
                Count = group.LongCount(),
                Sum = group.Sum(posting => posting.Amount),
            });
        return paid.Concat(refunded).Concat(promised);
    }

    private static IQueryable<DayTally> People(BanyanDb db, DateTimeOffset from)
    {
        var placed = db.Set<Order>()
            .Where(order => order.CreatedAt >= from)
            .GroupBy(order => ((long)(object)order.CreatedAt + ShopDays.OffsetMs) / ShopDays.DayMs)
            .Select(group => new DayTally
            {
                What = Placed,
                Day = group.Key,
                Count = group.LongCount(),
                Sum = 0L,
            });
        var opened = db.Set<Touch>()
            .Where(touch => touch.At >= from)
            .GroupBy(touch => ((long)(object)touch.At + ShopDays.OffsetMs) / ShopDays.DayMs)
            .Select(group => new DayTally
            {
                What = Opened,
                Day = group.Key,
                Count = group.LongCount(),
                Sum = group.Select(touch => touch.VisitorId).Distinct().LongCount(),
            });
        var registered = db.Set<Member>()
            .Where(member => member.CreatedAt >= from)
            .GroupBy(member => ((long)(object)member.CreatedAt + ShopDays.OffsetMs) / ShopDays.DayMs)
            .Select(group => new DayTally
            {
                What = Registered,
                Day = group.Key,
                Count = group.LongCount(),
                Sum = 0L,
            });
        return placed.Concat(opened).Concat(registered);
    }

    private static DayFigures Of(Dictionary<(int, long), DayTally> found, long day)
    {
        var touches = found.GetValueOrDefault((Opened, day), Nothing);
        var payments = found.GetValueOrDefault((Paid, day), Nothing);
        return new DayFigures(
            (int)touches.Count,
            (int)touches.Sum,
            (int)found.GetValueOrDefault((Registered, day), Nothing).Count,
            (int)found.GetValueOrDefault((Placed, day), Nothing).Count,
            (int)payments.Count,
            new Fen(payments.Sum),
            new Fen(found.GetValueOrDefault((Refunded, day), Nothing).Sum),
            new Fen(found.GetValueOrDefault((Promised, day), Nothing).Sum)
        );
    }

    /// <summary>Written with initialisers: EF unites only what it can read property by property.</summary>
    private sealed record DayTally
    {
        public int What { get; init; }

        public long Day { get; init; }

        public long Count { get; init; }

        public long Sum { get; init; }
    }
}
