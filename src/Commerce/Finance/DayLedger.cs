using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Finance;

/// <summary>Adds up the shop's days from its postings: five statements however many days there are.</summary>
internal sealed class DayLedger(BanyanDb db, IEnumerable<Tender> tenders)
{
    private const long DayMs = 86_400_000;
    private const string HeldEnd = "_held";
    private static readonly long s_offsetMs = (long)Times.ShopOffset.TotalMilliseconds;
    private static readonly int s_epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    private readonly IReadOnlyList<Tender> tenders = [.. tenders.OrderBy(tender => tender.Place)];

    public IReadOnlyList<BalanceName> Balances(bool english) =>
        [.. tenders.Select(tender => new BalanceName(tender.Code, english ? tender.Account.En : tender.Account.Zh))];

    public async Task<IReadOnlyList<FinanceDay>> Of(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var period = new Period(from.StartOfShopDay(), to.AddDays(1).StartOfShopDay());
        var sums = new Sums(
            await Orders(period, cancellation),
            await Into(period, cancellation),
            await OutOf(period, cancellation),
            await Returned(period, cancellation),
            await Matured(period, cancellation)
        );
        return
        [
            .. Enumerable
                .Range(0, to.DayNumber - from.DayNumber + 1)
                .Select(from.AddDays)
                .Select(day => new FinanceDay(day, Figures(day.DayNumber - s_epoch, sums))),
        ];
    }

    public DaySums Total(IEnumerable<FinanceDay> days) =>
        days.Aggregate(DaySums.Nothing(tenders.Select(tender => tender.Code)), (sum, day) => sum + day.Figures);

    private DaySums Figures(long day, Sums sums)
    {
        var cash = AccountKey.ShopCash.Key;
        var (cashIn, cashOut) = (sums.In(day, cash), sums.Out(day, cash));
        var returned = sums.Returned.GetValueOrDefault(day);
        var commission = AccountKey.ShopCommission.Key;
        var orders = sums.Orders.GetValueOrDefault(day);
        return new DaySums(
            orders?.Count ?? 0,
            new Fen(orders?.Sum ?? 0),
            new Fen(cashIn),
            new Fen(cashOut - returned),
            new Fen(returned),
            new Fen(cashIn - cashOut),
            new Fen(sums.Out(day, commission)),
            new Fen(sums.Matured.GetValueOrDefault(day)),
            new Fen(sums.In(day, commission)),
            [.. tenders.Select(tender => Balance(day, tender, sums))]
        );
    }

    private static BalanceFigures Balance(long day, Tender tender, Sums sums)
    {
        var key = tender.Shop.OfShop().Key;
        return new BalanceFigures(
            tender.Code,
            new Fen(sums.Into.Where(row => row.Day == day && row.Account == key && row.IsHeld).Sum(row => row.Sum)),
            new Fen(sums.OutOf.Where(row => row.Day == day && row.Account == key && row.IsOfOrder).Sum(row => row.Sum)),
            new Fen(sums.OutOf.Where(row => row.Day == day && row.Account == key && !row.IsOfOrder).Sum(row => row.Sum)),
            new Fen(sums.Into.Where(row => row.Day == day && row.Account == key && !row.IsHeld).Sum(row => row.Sum))
        );
    }

    /// <summary>The accounts of the shop that every figure passes through.</summary>
    private List<string> Keys() =>
        [AccountKey.ShopCash.Key, AccountKey.ShopCommission.Key, .. tenders.Select(tender => tender.Shop.OfShop().Key)];

    private async Task<Dictionary<long, DayTally>> Orders(Period period, CancellationToken cancellation)
    {
        var rows = await db.Set<Order>()
            .Where(order => order.PaidAt >= period.From && order.PaidAt < period.Until)
            .GroupBy(order => ((long)(object)order.PaidAt! + s_offsetMs) / DayMs)
            .Select(group => new DayTally(group.Key, group.Count(), group.Sum(order => (long)(object)order.DiscountFen)))
            .ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Day);
    }

    /// <summary>What came into the shop's accounts; what was held for orders apart from what was taken away.</summary>
    private async Task<IReadOnlyList<Flow>> Into(Period period, CancellationToken cancellation)
    {
        var keys = Keys();
        var rows = await Posted(period)
            .Where(posting => keys.Contains(posting.ToAccount))
            .GroupBy(posting => new
            {
                Day = ((long)(object)posting.PostedAt + s_offsetMs) / DayMs,
                posting.ToAccount,
                IsHeld = posting.FromAccount.EndsWith(HeldEnd),
            })
            .Select(group => new
            {
                group.Key.Day,
                group.Key.ToAccount,
                group.Key.IsHeld,
                Sum = group.Sum(posting => posting.Amount),
            })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new Flow(row.Day, row.ToAccount, row.IsHeld, IsOfOrder: false, row.Sum))];
    }

    /// <summary>What went out of the shop's accounts; what orders gave back apart from what was granted.</summary>
    private async Task<IReadOnlyList<Flow>> OutOf(Period period, CancellationToken cancellation)
    {
        var keys = Keys();
        var rows = await Posted(period)
            .Where(posting => keys.Contains(posting.FromAccount))
            .GroupBy(posting => new
            {
                Day = ((long)(object)posting.PostedAt + s_offsetMs) / DayMs,
                posting.FromAccount,
                IsOfOrder = posting.SourceType == PaymentPostings.Balance,
            })
            .Select(group => new
            {
                group.Key.Day,
                group.Key.FromAccount,
                group.Key.IsOfOrder,
                Sum = group.Sum(posting => posting.Amount),
            })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new Flow(row.Day, row.FromAccount, IsHeld: false, row.IsOfOrder, row.Sum))];
    }

    /// <summary>The part of the cash that went back which never paid for anything.</summary>
    private async Task<Dictionary<long, long>> Returned(Period period, CancellationToken cancellation)
    {
        var cash = AccountKey.ShopCash.Key;
        var postings =
            from posting in Posted(period)
            where posting.FromAccount == cash && posting.SourceType == RefundPostings.Cash
            join refund in db.Set<Refund>() on posting.SourceId equals refund.No
            where refund.Kind == RefundKind.ReturnedPayment
            select posting;
        return await ByDay(postings, cancellation);
    }

    /// <summary>From one account of the member to another: found by the members who ever earned, and not by reading all postings.</summary>
    private async Task<Dictionary<long, long>> Matured(Period period, CancellationToken cancellation)
    {
        var (pending, free) = (":" + ChartOfAccounts.CommissionPending.Code, ":" + ChartOfAccounts.Commission.Code);
        var shop = AccountKey.ShopCommission.Key;
        var postings =
            from account in db.Set<Account>()
            where account.Key.EndsWith(pending)
            join posting in Posted(period) on account.Key equals posting.FromAccount
            where posting.ToAccount.EndsWith(free) && posting.ToAccount != shop
            select posting;
        return await ByDay(postings, cancellation);
    }

    private IQueryable<Posting> Posted(Period period) =>
        db.Set<Posting>().Where(posting => posting.PostedAt >= period.From && posting.PostedAt < period.Until);

    private static async Task<Dictionary<long, long>> ByDay(IQueryable<Posting> postings, CancellationToken cancellation) =>
        await postings
            .GroupBy(posting => ((long)(object)posting.PostedAt + s_offsetMs) / DayMs)
            .Select(group => new { group.Key, Sum = group.Sum(posting => posting.Amount) })
            .ToDictionaryAsync(row => row.Key, row => row.Sum, cancellation);

    private sealed record DayTally(long Day, int Count, long Sum);

    private sealed record Flow(long Day, string Account, bool IsHeld, bool IsOfOrder, long Sum);

    private sealed record Sums(
        Dictionary<long, DayTally> Orders,
        IReadOnlyList<Flow> Into,
        IReadOnlyList<Flow> OutOf,
        Dictionary<long, long> Returned,
        Dictionary<long, long> Matured
    )
    {
        public long In(long day, string account) => SumOf(Into, day, account);

        public long Out(long day, string account) => SumOf(OutOf, day, account);

        private static long SumOf(IReadOnlyList<Flow> flows, long day, string account) =>
            flows.Where(row => row.Day == day && row.Account == account).Sum(row => row.Sum);
    }
}
