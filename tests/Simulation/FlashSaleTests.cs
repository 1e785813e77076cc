using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Quota;
using Banyan.Host.Http;
using Banyan.Kernel;
using Banyan.Simulation.Faults;
using Banyan.Simulation.Town;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Simulation;

public sealed class FlashSaleTests(ITestOutputHelper output)
{
    private const int Buyers = 20_000;
    private const int Stock = 50;
    private const int AtOnce = 256;

    /// <summary>Less than come at once, so that some are asked to come again.</summary>
    private const int Queue = 100;

    [Theory, ClassData(typeof(AskedDatabases))]
    public async Task Of_twenty_thousand_buyers_exactly_the_first_fifty_get_the_fifty_pieces(Database database)
    {
        var clock = new TownClock();
        var channel = new BadChannel(1, clock);
        await using var premises = await Premises.Open(
            database,
            clock,
            channel,
            services => services.AddSingleton(new CommitOptions(MaxQueue: Queue))
        );
        var town = new Community(premises, channel, clock, Seeds.First);
        await new Founding(premises, town).Open("orchard");
        var shop = town.Shops[0];
        var goods = await new Founding(premises, town).Shelve(shop, Stock, isScarce: true);
        var (member, address) = await FirstBuyer(premises, town, shop);
        await Crowd.Multiply(premises, shop.Owner.ShopId, (member, address), Buyers - 1);

        var answers = new ConcurrentBag<DirectAnswer>();
        var (busy, calm) = (0, 0);
        await Parallel.ForAsync(
            0,
            Buyers,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) =>
            {
                var buyer = new SessionSubject(SessionKind.Member, shop.Owner.ShopId, new Id(member.Value + i), Version: 0);
                var call = town.Post(buyer, "/api/shop/orders", OrderOf(goods, new Id(address.Value + i)), $"buy-{i}");
                var answer = await premises.Send(call);
                while (answer.Status == 429)
                {
                    Interlocked.Increment(ref busy);
                    Interlocked.Add(ref calm, answer.RetryAfter is null ? 0 : 1);
                    await Task.Delay(20, CancellationToken.None);
                    answer = await premises.Send(call);
                }

                answers.Add(answer);
            }
        );

        output.WriteLine($"{database}: {busy} times busy");
        var others = answers.Where(answer => answer.Status != 200 && !IsSoldOut(answer)).ToList();
        others.ShouldBeEmpty(string.Join("\n\n", premises.LastErrors.Take(3)));
        answers.Count(answer => answer.Status == 200).ShouldBe(Stock);
        calm.ShouldBe(busy, "who is refused as busy is told when to come again");
        await NothingIsLeftOver(premises, goods);
    }

    private static async Task NothingIsLeftOver(Premises premises, Goods goods)
    {
        var key = "sku:" + goods.SkuId;
        var orders = await premises.Look(db => db.Set<Order>().IgnoreQueryFilters().CountAsync());
        var lines = await premises.Look(db => db.Set<OrderLine>().IgnoreQueryFilters().CountAsync());
        var claims = await premises.Look(db =>
            db.Set<Claim>().IgnoreQueryFilters().CountAsync(claim => claim.PoolKey == key && claim.State == ClaimState.Held)
        );
        var pool = await premises.Look(db => db.Set<Pool>().IgnoreQueryFilters().SingleAsync(pool => pool.Key == key));
        (orders, lines, claims, pool.Held, pool.Left).ShouldBe((Stock, Stock, Stock, Stock, 0));
        (await premises.Differences()).ShouldBeEmpty();
        premises.LastErrors.ShouldBeEmpty();
    }

    private static bool IsSoldOut(DirectAnswer answer) =>
        answer.Status == 409 && (string?)JsonNode.Parse(answer.Text)!["code"] == "sold_out";

    private static object OrderOf(Goods goods, Id address) =>
        new
        {
            lines = new[] { new { skuId = goods.SkuId, quantity = 1 } },
            addressId = address.ToString(),
            fromCart = false,
        };

    private static async Task<(Id Member, Id Address)> FirstBuyer(Premises premises, Community town, TownShop shop)
    {
        var arrival = new MemberWishes(town).Arrive(shop);
        arrival.Then!(await Ask(premises, arrival));
        var settling = town.FollowUps.Dequeue();
        settling.Then!(await Ask(premises, settling));
        var person = shop.People.Single();
        return (person.Session!.SubjectId, Id.Parse(person.AddressId, CultureInfo.InvariantCulture));
    }

    private static async Task<JsonNode> Ask(Premises premises, Wish wish) => JsonNode.Parse((await premises.Send(wish.Call)).Text)!;
}
