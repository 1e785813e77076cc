using Banyan.Bench.Shop;
using Banyan.Testing;

namespace Banyan.Bench.Rows;

/// <summary>What a logged-in member looks at most, against a Kestrel that sends the same bytes from memory.</summary>
internal static class GoodsPages
{
    private const int Connections = 64;
    private const int Products = 40;
    private const int Members = 200;

    public static async Task<IReadOnlyList<Figure>> Measure(Settings settings) =>
        [
            .. await Measure(settings, Database.Postgres).ConfigureAwait(false),
            .. await Measure(settings, Database.Sqlite).ConfigureAwait(false),
        ];

    private static async Task<IReadOnlyList<Figure>> Measure(Settings settings, Database kind)
    {
        await using var premises = await Premises.Open(kind).ConfigureAwait(false);
        IReadOnlyList<Shopper> shoppers;
        var path = "";
        await using (var opening = await Opening.Begin(premises).ConfigureAwait(false))
        {
            for (var number = 1; number <= Products; number++)
            {
                path = $"/api/shop/products/{(await opening.Sell($"云南高山苹果 {number} 号").ConfigureAwait(false)).ProductId}";
            }

            shoppers = await opening.Register(Members, "reader").ConfigureAwait(false);
        }

        await using var host = await premises.Serve().ConfigureAwait(false);
        var database = kind == Database.Postgres ? "PostgreSQL" : "SQLite";
        return
        [
            await Compare(settings, premises, host, new Page($"product page on {database}", path, shoppers)).ConfigureAwait(false),
            await Compare(settings, premises, host, new Page($"list of 20 on {database}", "/api/shop/products?limit=20", shoppers))
                .ConfigureAwait(false),
        ];
    }

    private static async Task<Figure> Compare(Settings settings, Premises premises, Server host, Page page)
    {
        using var http = new HttpClient();
        var bytes = await http.GetByteArrayAsync(new Uri(host.Address, page.Path)).ConfigureAwait(false);
        var answer = Path.Combine(premises.Folder, "answer.json");
        await File.WriteAllBytesAsync(answer, bytes).ConfigureAwait(false);
        await using var kestrel = await Server.Echo(answer).ConfigureAwait(false);
        var requests = page.Readers.Select(reader => new Sent("GET", page.Path, reader.Token, ""));
        var file = Wrk.File(premises.Folder, "page", requests);
        await Wrk.WarmUp(kestrel, file, Connections, settings.WarmSeconds).ConfigureAwait(false);
        await Wrk.WarmUp(host, file, Connections, settings.WarmSeconds).ConfigureAwait(false);
        var rounds = await Rounds
            .Interleave(
                settings.Rounds,
                new Side(page.Name, () => Wrk.PerSecond(host, file, Connections, settings.Seconds)),
                new Side("Kestrel", () => Wrk.PerSecond(kestrel, file, Connections, settings.Seconds))
            )
            .ConfigureAwait(false);
        var what = $"{page.Name} / Kestrel sending the same {bytes.Length} bytes, c=64";
        return Figure.Ratio("pages", what, rounds[0], rounds[1], Bar.AtLeast(0.5), "/s");
    }

    private sealed record Page(string Name, string Path, IReadOnlyList<Shopper> Readers);
}
