using System.Globalization;
using Banyan.Bench.Shop;
using Banyan.Testing;
using Npgsql;

namespace Banyan.Bench.Rows;

/// <summary>
/// Logged-in members check out over HTTP: cart, quote, order, and WeChat's signed word that it is paid. The other side is Vendure's
/// checkout with a payment that settles at once, on the same PostgreSQL. Both are loaded by closed loops in this process.
/// </summary>
internal static class Checkout
{
    private const string Name = "checkout";
    private const int Few = 8;
    private const int Common = 32;
    private const int Many = 128;

    /// <summary>A multiple of every number of clients: nobody checks out twice at the same time.</summary>
    private const int Members = 2_048;
    private const int FewMembers = 256;
    private const int Customers = 64;

    /// <summary>Vendure does a few per second: it gets longer measurements, so that the ends of the loops weigh little.</summary>
    private const int Patience = 3;

    public static async Task<IReadOnlyList<Figure>> Measure(Settings settings)
    {
        await using var vendure = await VendureShop.Open(Customers).ConfigureAwait(false);
        await using var premises = await Premises.Open(Database.Postgres).ConfigureAwait(false);
        using var wechat = new WeChatStandIn();
        await wechat.Introduce(premises.Folder).ConfigureAwait(false);
        Goods goods;
        IReadOnlyList<Shopper> shoppers;
        await using (var opening = await Opening.Begin(premises).ConfigureAwait(false))
        {
            goods = await opening.Sell("云南高山苹果").ConfigureAwait(false);
            shoppers = await opening.Register(settings.Quick ? FewMembers : Members, "buyer").ConfigureAwait(false);
        }

        var cost = wechat.Cost();
        Loop ours;
        var theirs = new Loop(vendure.CheckOut, Customers);
        IReadOnlyList<Series> rounds;
        await using (var host = await premises.Serve().ConfigureAwait(false))
        {
            using var desk = new Desk(host.Address, wechat, shoppers, goods.SkuId);
            ours = new Loop(desk.CheckOut, shoppers.Count);
            await theirs.PerSecond(Few, settings.WarmSeconds).ConfigureAwait(false);
            await ours.PerSecond(Many, settings.WarmSeconds * 2).ConfigureAwait(false);
            rounds = await Rounds
                .Interleave(
                    settings.Rounds,
                    new Side($"Vendure c={Few}", () => theirs.PerSecond(Few, settings.Seconds * Patience)),
                    new Side($"checkouts c={Common}", () => ours.PerSecond(Common, settings.Seconds)),
                    new Side($"Vendure c={Common}", () => theirs.PerSecond(Common, settings.Seconds * Patience)),
                    new Side($"checkouts c={Many}", () => ours.PerSecond(Many, settings.Seconds))
                )
                .ConfigureAwait(false);
        }

        await premises.ExamineBooks().ConfigureAwait(false);
        await MustBePaid(premises, ours.Done).ConfigureAwait(false);
        var (settled, others) = await vendure.Orders().ConfigureAwait(false);
        if (settled != theirs.Done || others > 0)
        {
            throw new InvalidOperationException(
                $"Vendure settled {settled} of {theirs.Done} checkouts; {others} orders are in other states."
            );
        }

        return Figures(rounds, ours.Done, cost);
    }

    private static List<Figure> Figures(IReadOnlyList<Series> rounds, long done, (double Sign, double Verify) cost)
    {
        var theirs = rounds[0].Median > rounds[2].Median ? rounds[0] : rounds[2];
        var ours = rounds[1].Median > rounds[3].Median ? rounds[1] : rounds[3];
        var share = ours.Values.Select(rate => rate * cost.Sign / 1000 / Environment.ProcessorCount).ToList();
        return
        [
            Figure.Ratio(Name, "checkouts, best of two / Vendure 3.7.3, best of two (aim 100)", ours, theirs, Bar.AtLeast(40), "/s"),
            Figure.Ratio(Name, $"the same, both c={Common}", rounds[1], rounds[2], bar: null, "/s"),
            new Figure(
                Name,
                "share of the machine that signing as WeChat takes (included above)",
                share,
                Bar: null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"RSA-2048: {Numbers.Short(cost.Sign)} ms to sign, {Numbers.Short(cost.Verify)} ms to verify; {done} paid, doctor found nothing"
                )
            ),
        ];
    }

    /// <summary>WeChat's word is answered alike whether it paid the order or goes back: only the books tell.</summary>
    private static async Task MustBePaid(Premises premises, long done)
    {
        await using var connection = new NpgsqlConnection(premises.Postgres + ";Pooling=false");
        await connection.OpenAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(
            """
            SELECT count(*), count(*) FILTER (WHERE paid_at IS NULL OR state IN ('Unpaid', 'Closed')),
              (SELECT count(*) FROM payment WHERE use = 'Applied') FROM "order"
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        var (orders, unpaid, payments) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        if (orders != done || payments != done || unpaid > 0)
        {
            throw new InvalidOperationException(
                $"{done} checkouts made {orders} orders, {unpaid} of them unpaid, and {payments} payments."
            );
        }
    }

    /// <summary>One side's closed loops. One that fails is no measurement, but the others go on: all failures are counted.</summary>
    private sealed class Loop(Func<int, Task> checkOut, int members)
    {
        private long done;

        /// <summary>All that were ever done, those of the warm-up too.</summary>
        public long Done => Interlocked.Read(ref done);

        public async Task<double> PerSecond(int clients, int seconds)
        {
            var (failed, why, turns) = (0, "", new int[clients]);
            var rate = await Callers.PerSecond(clients, TimeSpan.FromSeconds(seconds), One).ConfigureAwait(false);
            return failed == 0 ? rate : throw new InvalidOperationException($"{failed} checkouts failed, for example: {why}");

            async Task One(int client)
            {
                try
                {
                    await checkOut((client + (turns[client]++ * clients)) % members).ConfigureAwait(false);
                    Interlocked.Increment(ref done);
                }
                catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or TaskCanceledException)
                {
                    Interlocked.Increment(ref failed);
                    why = exception.Message;
                }
            }
        }
    }
}
