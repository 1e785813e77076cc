using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Access;

public sealed class StatementTests
{
    private const int Tries = 3;
    private const int MostStatements = 8;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task No_list_sends_more_statements_when_it_has_more_rows(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var estate = await Estate.Build(front);
        await Grow(front, estate, 1);
        var lists = (await Lists(front, "shop", estate.Member)).Concat(await Lists(front, "console", front.Owner)).ToList();
        lists.Count.ShouldBeGreaterThan(20);
        // Its own statements go through the same gateway.
        await front.Get<Pump>().StopAsync(CancellationToken.None);
        var few = await Measure(front, lists);
        await Grow(front, estate, 4);
        var many = await Measure(front, lists);

        var grown = lists
            .Select((list, i) => (list.Path, Few: few[i], Many: many[i]))
            .Where(list => list.Many > list.Few)
            .Select(list => $"{list.Path}: {list.Few} statements for few rows, {list.Many} for more");
        grown.ShouldBeEmpty();
    }

    /// <summary>The measure of 6.4 of the design: a page is a handful of statements, however much it shows.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task No_page_sends_more_than_eight_statements(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var estate = await Estate.Build(front);
        await Grow(front, estate, 1);
        await front.Get<Pump>().StopAsync(CancellationToken.None);
        var pages = (await Pages(front, estate, "shop", estate.Member)).Concat(await Pages(front, estate, "console", front.Owner)).ToList();
        pages.Count.ShouldBeGreaterThan(100);
        var counts = await Measure(front, pages);
        var above = pages
            .Select((page, i) => (page.Path, Count: counts[i]))
            .Where(page => page.Count > MostStatements)
            .Select(page => $"{page.Path}: {page.Count} statements");
        above.ShouldBeEmpty();
    }

    private static async Task<IEnumerable<(Caller Caller, string Path)>> Pages(
        Shopfront front,
        Estate estate,
        string area,
        Caller caller
    ) =>
        (await ApiDocument.Operations(front, area))
            .Where(operation => operation.Method == "get")
            .Select(operation => (caller, Path: estate.Address(operation.Path)!))
            .Where(page => page.Path is not null);

    private static async Task<IEnumerable<(Caller Caller, string Path)>> Lists(Shopfront front, string area, Caller caller) =>
        (await ApiDocument.Operations(front, area))
            .Where(operation => operation.Method == "get" && !operation.Path.Contains("{code}", StringComparison.Ordinal))
            .Where(operation => !operation.Path.Contains('{', StringComparison.Ordinal))
            // No list: asks for the oldest due job only when there is one.
            .Where(operation => operation.Path != "/system/status")
            .Select(operation => (caller, operation.Path));

    private static async Task Grow(Shopfront front, Estate estate, int by)
    {
        for (var i = 0; i < by; i++)
        {
            var goods = await front.Owner.Sell(5000 + i, 20, $"红富士 {Guid.NewGuid():N}"[..12]);
            (
                await front.Owner.Post(
                    "/categories",
                    new
                    {
                        name = $"分类{Guid.NewGuid():N}"[..8],
                        iconUrl = "",
                        sort = 2,
                    }
                )
            ).Ok();
            (await estate.Member.Put($"/cart/items/{goods.SkuId}", new { quantity = 1, selected = true })).Ok();
            var order = await estate.Member.Buy(goods.SkuId);
            (await estate.Member.AskBack(order.Id, 1)).Ok();
            await Fetch(front, estate, goods);
            await estate.Member.Place(goods.SkuId);
            await front.Owner.GroupBuy(goods, 4000, front.Now);
            var share = (
                await estate.Member.Post("/shares", new { target = new { type = "home", id = (string?)null }, channel = "friend" })
            ).Ok();
            var friend = await front.Member($"friend{Guid.NewGuid():N}"[..12], share.String("code"));
            await friend.Buy(goods.SkuId);
            await front.Owner.Appoint(friend);
        }
    }

    /// <summary>An order that is fetched in a store of its own and reviewed.</summary>
    private static async Task Fetch(Shopfront front, Estate estate, Goods goods)
    {
        var fetched = (await estate.Member.PlaceForPickup(goods.SkuId, await front.Owner.OpenStore())).Ok();
        await estate.Member.Pay(fetched.Id);
        (await front.Owner.Post($"/redemptions/{await estate.Member.PickupCode(fetched.Id)}")).Ok();
        (
            await estate.Member.Post(
                $"/orders/{fetched.Id}/reviews",
                new { reviews = new[] { new { lineId = (string)fetched["lines"][0]!["id"]!, stars = 5 } } }
            )
        ).Ok();
    }

    /// <summary>The fewest statements of several tries: caches fill, leases are renewed.</summary>
    private static async Task<IReadOnlyList<long>> Measure(Shopfront front, IReadOnlyList<(Caller Caller, string Path)> lists)
    {
        var gateway = front.Get<SqlGateway>();
        var counts = new List<long>();
        foreach (var (caller, path) in lists)
        {
            var fewest = long.MaxValue;
            for (var i = 0; i < Tries; i++)
            {
                // An address of its own each time: what everybody shares is kept by address and would not be read again.
                var before = gateway.Statements;
                (await caller.Get($"{path}?try={i}")).Ok();
                fewest = Math.Min(fewest, gateway.Statements - before);
            }

            counts.Add(fewest);
        }

        return counts;
    }
}
