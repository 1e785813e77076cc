using Banyan.Bench.Shop;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Bench.Rows;

/// <summary>
/// The verified payment of orders with three payees each (payment, order, claim taken, three commissions, three postings, three
/// accounts): 64 at once through the group commit, against one after another, where each is a batch of its own.
/// </summary>
internal static class CommissionSplit
{
    private const int Callers = 64;
    private const int Payees = 3;
    private const int Chains = 20;
    private const int Buyers = 400;
    private const int AtOnce = 3_000;
    private const int OneByOne = 400;

    public static async Task<IReadOnlyList<Figure>> Measure(Settings settings) =>
        [await Measure(settings, Database.Postgres).ConfigureAwait(false), await Measure(settings, Database.Sqlite).ConfigureAwait(false)];

    private static async Task<Figure> Measure(Settings settings, Database kind)
    {
        var (many, few) = settings.Quick ? (AtOnce / 10, OneByOne / 10) : (AtOnce, OneByOne);
        await using var premises = await Premises.Open(kind).ConfigureAwait(false);
        await using var opening = await Opening.Begin(premises).ConfigureAwait(false);
        var money = new Money(opening);
        await PlaceOrders(opening, money, (settings.Rounds + 1) * (many + few)).ConfigureAwait(false);
        var bills = new Queue<Bill>(await money.Unpaid().ConfigureAwait(false));
        await Callers(many).ConfigureAwait(false);
        await OneAfterAnother(few).ConfigureAwait(false);
        var rounds = await Rounds
            .Interleave(
                settings.Rounds,
                new Side("64 at once", () => Callers(many)),
                new Side("one after another", () => OneAfterAnother(few))
            )
            .ConfigureAwait(false);
        await ExpectThreeFor(opening, (settings.Rounds + 1) * (many + few)).ConfigureAwait(false);
        var database = kind == Database.Postgres ? "PostgreSQL" : "SQLite";
        var what = $"paid orders with 3 payees on {database}: 64 at once / one after another";
        return Figure.Ratio("commission", what, rounds[0], rounds[1], Bar.AtLeast(4), "orders/s");

        Task<double> Callers(int count) => Bench.Callers.All(CommissionSplit.Callers, Take(count), money.Pay);
        Task<double> OneAfterAnother(int count) => Bench.Callers.All(1, Take(count), money.Pay);
        List<Bill> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => bills.Dequeue())];
    }

    private static async Task PlaceOrders(Opening opening, Money money, int count)
    {
        var goods = await opening.Sell("云南高山苹果").ConfigureAwait(false);
        await SellingTeam.PayThree(opening).ConfigureAwait(false);
        var sellers = await opening.Register(Chains * Payees, "seller").ConfigureAwait(false);
        foreach (var chain in sellers.Chunk(Payees))
        {
            await SellingTeam.Chain(opening, chain).ConfigureAwait(false);
        }

        var buyers = await opening.Register(Buyers, "buyer").ConfigureAwait(false);
        var bonds = buyers.Select((buyer, number) => (buyer.Id, Sharer: sellers[(number % Chains * Payees) + Payees - 1].Id)).ToList();
        await Bench.Callers.All(Callers, bonds, bond => SellingTeam.Bind(opening, bond.Id, bond.Sharer)).ConfigureAwait(false);
        var orders = Enumerable.Range(0, count).Select(number => buyers[number % Buyers].Id).ToList();
        await Bench.Callers.All(Callers, orders, buyer => money.Place(buyer, goods.SkuId)).ConfigureAwait(false);
    }

    private static async Task ExpectThreeFor(Opening opening, int orders)
    {
        var pending = await opening
            .Look(db => db.Set<Commission>().CountAsync(row => row.State == CommissionState.Pending && row.Postings == 1))
            .ConfigureAwait(false);
        if (pending != orders * Payees)
        {
            throw new InvalidOperationException($"{pending} commissions were posted for {orders} orders.");
        }
    }
}
