using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Ledger;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Analytics;

/// <summary>Figures of the shop's days: six statements however many days there are.</summary>
internal static class DailyFigures
{
    private static readonly Tally Nothing = new(0, 0);

    public static async Task<IReadOnlyList<DatedFigures>> Of(BanyanDb db, IReadOnlyList<DateOnly> days, CancellationToken cancellation)
    {
        var from = days[0].StartOfShopDay();
        var placed = await ByDay(
            db.Set<Order>()
                .Where(order => order.CreatedAt >= from)
                .GroupBy(order => ((long)(object)order.CreatedAt + ShopDays.OffsetMs) / ShopDays.DayMs)
                .Select(group => new DayTally(group.Key, group.Count(), 0)),
            cancellation
        );
        var paid = await ByDay(
            db.Set<Order>()
                .Where(order => order.PaidAt >= from)
                .GroupBy(order => ((long)(object)order.PaidAt! + ShopDays.OffsetMs) / ShopDays.DayMs)
                .Select(group => new DayTally(group.Key, group.Count(), group.Sum(order => (long)(object)order.PaidFen))),
            cancellation
        );
        var refunded = await ByDay(
            db.Set<Refund>()
                .Where(refund =>
                    refund.State == RefundState.Succeeded && refund.Kind != RefundKind.ReturnedPayment && refund.FinishedAt >= from
                )
                .GroupBy(refund => ((long)(object)refund.FinishedAt! + ShopDays.OffsetMs) / ShopDays.DayMs)
                .Select(group => new DayTally(group.Key, group.Count(), group.Sum(refund => (long)(object)refund.AmountFen))),
            cancellation
        );
        var opened = await ByDay(
            db.Set<Touch>()
                .Where(touch => touch.At >= from)
                .GroupBy(touch => ((long)(object)touch.At + ShopDays.OffsetMs) / ShopDays.DayMs)
                .Select(group => new DayTally(group.Key, group.Count(), group.Select(touch => touch.VisitorId).Distinct().Count())),
            cancellation
        );
        var registered = await ByDay(
            db.Set<Member>()
                .Where(member => member.CreatedAt >= from)
                .GroupBy(member => ((long)(object)member.CreatedAt + ShopDays.OffsetMs) / ShopDays.DayMs)
                .Select(group => new DayTally(group.Key, group.Count(), 0)),
            cancellation
        );
        var source = AccountKey.ShopCommission.Key;
        var promised = await ByDay(
            db.Set<Posting>()
                .Where(posting => posting.FromAccount == source && posting.PostedAt >= from)
                .GroupBy(posting => ((long)(object)posting.PostedAt + ShopDays.OffsetMs) / ShopDays.DayMs)
                .Select(group => new DayTally(group.Key, group.Count(), group.Sum(posting => posting.Amount))),
            cancellation
        );
        return
        [
            .. days.Select(day =>
            {
                var number = ShopDays.NumberOf(day);
                var touches = opened.GetValueOrDefault(number, Nothing);
                var payments = paid.GetValueOrDefault(number, Nothing);
                return new DatedFigures(
                    day,
                    new DayFigures(
                        touches.Count,
                        (int)touches.Sum,
                        registered.GetValueOrDefault(number, Nothing).Count,
                        placed.GetValueOrDefault(number, Nothing).Count,
                        payments.Count,
                        new Fen(payments.Sum),
                        new Fen(refunded.GetValueOrDefault(number, Nothing).Sum),
                        new Fen(promised.GetValueOrDefault(number, Nothing).Sum)
                    )
                );
            }),
        ];
    }

    private static async Task<Dictionary<long, Tally>> ByDay(IQueryable<DayTally> rows, CancellationToken cancellation) =>
        await rows.ToDictionaryAsync(row => row.Day, row => new Tally(row.Count, row.Sum), cancellation);

    private sealed record DayTally(long Day, int Count, long Sum);

    private sealed record Tally(int Count, long Sum);
}
