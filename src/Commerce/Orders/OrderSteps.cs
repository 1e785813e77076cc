using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
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

    public Task<Result<Id>> MakeReady(Id shopId, Id orderId, CancellationToken cancellation) =>
        commit.Run(new MakeOrderReadyAct(orderId, participants) { ShopId = shopId, At = clock.GetUtcNow() }, cancellation);

    public Task<Result<Id>> Deliver(Id shopId, Id orderId, CancellationToken cancellation) =>
        commit.Run(new DeliverOrderAct(orderId, participants) { ShopId = shopId, At = clock.GetUtcNow() }, cancellation);

    public async Task<Result<Id>> Receive(Id shopId, Id orderId, Id memberId, CancellationToken cancellation)
    {
        var shop = await settings.Of(shopId, cancellation);
        var act = new ReceiveOrderAct(orderId, memberId, shop.AfterSaleDays, participants) { ShopId = shopId, At = clock.GetUtcNow() };
        return await commit.Run(act, cancellation);
    }

    public Task<Result<Id>> Mark(StaffCaller caller, Id orderId, OrderMark mark, CancellationToken cancellation) =>
        commit.Run(new MarkOrderAct(orderId, mark, caller, participants) { ShopId = caller.ShopId, At = clock.GetUtcNow() }, cancellation);

    public Task<Result<Id>> IssueInvoice(StaffCaller caller, Id orderId, IssuedInvoice invoice, CancellationToken cancellation) =>
        commit.Run(
            new IssueInvoiceAct(orderId, invoice, caller, participants) { ShopId = caller.ShopId, At = clock.GetUtcNow() },
            cancellation
        );
}
