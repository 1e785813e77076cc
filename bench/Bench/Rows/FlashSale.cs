using System.Globalization;
using Banyan.Bench.Shop;
using Banyan.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Banyan.Bench.Rows;

/// <summary>
/// Everybody orders the same SKU: POST /api/shop/orders with a token, a quote, a claim, an order, through the delivered program. The
/// ceiling gets the same requests and gives the body back.
/// </summary>
internal static class FlashSale
{
    private const int Connections = 256;
    private const int Members = 2_000;

    public static async Task<IReadOnlyList<Figure>> Measure(Settings settings, Database kind)
    {
        var name = kind == Database.Postgres ? "order-postgres" : "order-sqlite";
        await using var premises = await Premises.Open(kind).ConfigureAwait(false);
        string file;
        IReadOnlyList<string> tables;
        await using (var opening = await Opening.Begin(premises).ConfigureAwait(false))
        {
            var goods = await opening.Sell("云南高山苹果").ConfigureAwait(false);
            var shoppers = await opening.Register(settings.Quick ? 200 : Members, "buyer").ConfigureAwait(false);
            file = Wrk.File(premises.Folder, "orders", shoppers.Select(shopper => OrderRequests.Of(shopper, goods.SkuId)));
            tables = await opening
                .Look(db => Task.FromResult<IReadOnlyList<string>>([.. db.Model.GetEntityTypes().Select(type => type.GetTableName()!)]))
                .ConfigureAwait(false);
        }

        double memory;
        IReadOnlyList<Series> rounds;
        var before = await Count(premises, tables).ConfigureAwait(false);
        await using (var host = await premises.Serve().ConfigureAwait(false))
        {
            await using var echo = await Server.Echo().ConfigureAwait(false);
            await Wrk.WarmUp(echo, file, Connections, settings.WarmSeconds).ConfigureAwait(false);
            await Wrk.WarmUp(host, file, Connections, settings.WarmSeconds * 2).ConfigureAwait(false);
            rounds = await Rounds
                .Interleave(
                    settings.Rounds,
                    new Side("orders", () => Wrk.PerSecond(host, file, Connections, settings.Seconds)),
                    new Side("echo", () => Wrk.PerSecond(echo, file, Connections, settings.Seconds))
                )
                .ConfigureAwait(false);
            memory = host.ResidentMb;
        }

        var after = await Count(premises, tables).ConfigureAwait(false);
        await premises.ExamineBooks().ConfigureAwait(false);
        var orders = after.Orders - before.Orders;
        var rows = (double)(after.Rows - before.Rows) / orders;
        return
        [
            Figure.Ratio(name, "orders / echo, c=256 (aim 0.25)", rounds[0], rounds[1], Bar.AtLeast(0.12), "/s"),
            new Figure(
                name,
                "rows inserted per order",
                [rows],
                Bar: null,
                string.Create(CultureInfo.InvariantCulture, $"{orders} orders placed; doctor found nothing")
            ),
            new Figure(name, "resident MB of the Host after it", [memory], Bar.NotAbove(250), ""),
        ];
    }

    private static async Task<(long Rows, long Orders)> Count(Premises premises, IReadOnlyList<string> tables)
    {
        var (rows, orders) = (0L, 0L);
        await using System.Data.Common.DbConnection connection = premises.Postgres is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={premises.Options.SqliteFile}");
        await connection.OpenAsync().ConfigureAwait(false);
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM \"{table}\"";
            var count = Convert.ToInt64(await command.ExecuteScalarAsync().ConfigureAwait(false), CultureInfo.InvariantCulture);
            rows += count;
            orders += table == "order" ? count : 0;
        }

        return (rows, orders);
    }
}
