using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Journeys.Support;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Buying;

public sealed class DeadlineTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Orders_that_cannot_be_received_do_not_stop_those_behind_them(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        front.ExpectsErrors = true;
        var goods = await front.Owner.Sell(10000, 9);
        var buyer = await front.Member("alice");
        var good = await buyer.Buy(goods.SkuId);
        await front.Owner.Ship(good.Id);
        var unshipped = await buyer.Buy(goods.SkuId);
        var longAgo = front.Now - TimeSpan.FromDays(1);
        await front.Plant(async db =>
        {
            var id = Id.Parse(unshipped.Id, null);
            await db.Set<Order>()
                .Where(order => order.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(order => order.AutoReceiveAt, longAgo));
            var row = await db.Set<Order>().AsNoTracking().SingleAsync(order => order.Id == id);
            db.Add(row with { ShopId = new Id(7), Id = front.Get<IIdSource>().Next() });
        });

        await front.Advance(TimeSpan.FromDays(11));

        (await buyer.StateOf(good.Id)).ShouldBe("received");
        (await buyer.StateOf(unshipped.Id)).ShouldBe("to_ship");
        var deadlines = front.Get<IEnumerable<IDeadlineSource>>().Single(source => source.GetType().Name == "OrderDeadlines");
        (await deadlines.Sweep(front.Now, CancellationToken.None)).ShouldBe(0, "what was refused or failed is not done");
    }
}
