using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

internal sealed class OrderSteps(Commit commit, IShopSettings settings, IEnumerable<IOrderParticipant> participants, TimeProvider clock)
    : IOrderSteps
{
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public async Task<Result<Id>> Ship(Id shopId, Id orderId, Shipment shipment, CancellationToken cancellation)
    {
        var shop = await settings.Of(shopId, cancellation);
        var act = new ShipOrderAct(orderId, shipment, shop.AutoReceiveDays, participants) { ShopId = shopId, At = clock.GetUtcNow() };
        return await commit.Run(act, cancellation);
    }

    public async Task<Result<Id>> Receive(Id shopId, Id orderId, Id memberId, CancellationToken cancellation)
    {
        var shop = await settings.Of(shopId, cancellation);
        var act = new ReceiveOrderAct(orderId, memberId, shop.AfterSaleDays, participants) { ShopId = shopId, At = clock.GetUtcNow() };
        return await commit.Run(act, cancellation);
    }

    public Task<Result<Id>> Remark(Id shopId, Id orderId, string text, CancellationToken cancellation) =>
        commit.Run(new RemarkOrderAct(orderId, text, participants) { ShopId = shopId, At = clock.GetUtcNow() }, cancellation);

    private sealed class RemarkOrderAct(Id orderId, string text, IReadOnlyList<IOrderParticipant> participants)
        : OrderAct<Id>(orderId, participants)
    {
        protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

        public override Result<Id> Decide(World world)
        {
            if (OrderIn(world) is not { } order)
            {
                return Refusal.NotFound;
            }

            world.Put(order with { MerchantRemark = text });
            return order.Id;
        }
    }
}
