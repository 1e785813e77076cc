using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Quota;
using Banyan.Journeys.Support;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class FlashSaleTests
{
    private const int Buyers = 200;
    private const int Stock = 50;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_hundred_buyers_at_once_get_exactly_the_fifty_pieces_there_are(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, Stock);
        var buyers = await Task.WhenAll(Enumerable.Range(0, Buyers).Select(i => front.Member($"buyer{i}")));
        await Task.WhenAll(buyers.Select(buyer => buyer.Address()));

        var answers = await Task.WhenAll(buyers.Select(buyer => buyer.TryPlace(goods.SkuId)));

        answers.Count(answer => answer.IsOk).ShouldBe(Stock);
        answers.Where(answer => !answer.IsOk).ShouldAllBe(answer => (int)answer.Status == 409 && answer.Code == "sold_out");
        var orders = await front.Look(db => db.Set<Order>().CountAsync());
        var claims = await front.Look(db => db.Set<Claim>().CountAsync(claim => claim.State == ClaimState.Held));
        var pool = await front.Look(db => db.Set<Pool>().FirstAsync(pool => pool.Key == $"sku:{goods.SkuId}"));
        (orders, claims, pool.Held, pool.Left).ShouldBe((Stock, Stock, Stock, 0));
    }
}
