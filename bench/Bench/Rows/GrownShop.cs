using System.Globalization;
using Banyan.Bench.Shop;
using Banyan.Testing;

namespace Banyan.Bench.Rows;

/// <summary>
/// How much longer an order takes in a shop with many members and orders, on PostgreSQL. Both shops are up; load comes to one at a time.
/// </summary>
internal static class GrownShop
{
    private const int Connections = 64;
    private const int Buyers = 2_000;

    public static async Task<IReadOnlyList<Figure>> Measure(Settings settings)
    {
        await using var small = await Grown.Make(settings, settings.Small).ConfigureAwait(false);
        await using var large = await Grown.Make(settings, settings.Large).ConfigureAwait(false);
        foreach (var shop in (Grown[])[small, large])
        {
            await Wrk.WarmUp(shop.Host, shop.File, Connections, settings.WarmSeconds * 2).ConfigureAwait(false);
        }

        var rounds = await Rounds
            .Interleave(settings.Rounds, new Side("large", () => Order(settings, large)), new Side("small", () => Order(settings, small)))
            .ConfigureAwait(false);
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"time per order, {Size(settings.Large)} / {Size(settings.Small)}, PostgreSQL, c=64"
        );
        return [Figure.Ratio("growth", what, rounds[0], rounds[1], Bar.NotAbove(1.3), "ms")];
    }

    private static string Size((int Members, int Orders) size) =>
        string.Create(CultureInfo.InvariantCulture, $"{size.Members:N0} members and {size.Orders:N0} orders");

    private static async Task<double> Order(Settings settings, Grown shop) =>
        1000 / await Wrk.PerSecond(shop.Host, shop.File, Connections, settings.Seconds).ConfigureAwait(false);

    private sealed record Grown(Premises Premises, Server Host, string File) : IAsyncDisposable
    {
        public static async Task<Grown> Make(Settings settings, (int Members, int Orders) size)
        {
            var premises = await Premises.Open(Database.Postgres).ConfigureAwait(false);
            string file;
            await using (var opening = await Opening.Begin(premises).ConfigureAwait(false))
            {
                var goods = await opening.Sell("云南高山苹果").ConfigureAwait(false);
                var shoppers = await opening.Register(settings.Quick ? 200 : Buyers, "buyer").ConfigureAwait(false);
                file = Wrk.File(premises.Folder, "orders", shoppers.Select(shopper => OrderRequests.Of(shopper, goods.SkuId)));
                var money = new Money(opening);
                await money.Place(shoppers[0].Id, goods.SkuId).ConfigureAwait(false);
                await money.Pay((await money.Unpaid().ConfigureAwait(false))[0]).ConfigureAwait(false);
                await new Crowd(premises.Postgres!, opening.ShopId.Value).Fill(size.Members, size.Orders).ConfigureAwait(false);
            }

            return new Grown(premises, await premises.Serve().ConfigureAwait(false), file);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync().ConfigureAwait(false);
            await Premises.DisposeAsync().ConfigureAwait(false);
        }
    }
}
