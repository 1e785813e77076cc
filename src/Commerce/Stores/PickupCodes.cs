using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Stores.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Stores;

/// <summary>
/// Gives each pickup order its code, in the order's own transactions: waiting until it is paid, open from then on, void when the order is
/// closed or given back.
/// </summary>
internal sealed class PickupCodes : IOrderParticipant
{
    public const string Kind = "pickup";

    public Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation) =>
        Task.FromResult<Result<object?>>(draft.Pickup is { } pickup ? new NewCode(RedemptionCodes.Next(), pickup) : (object?)null);

    public void Need(Stage stage, OrderEvent happening, World world, Needs needs)
    {
        if (stage != Stage.Run || happening.Order.Delivery != Delivery.Pickup)
        {
            return;
        }

        if (happening is OrderPlaced)
        {
            needs.AddNew(RedemptionRows.OfSubject, happening.ShopId, happening.Order.Id);
        }
        else
        {
            needs.Add(RedemptionRows.OfSubject, happening.ShopId, happening.Order.Id);
        }
    }

    public Refusal? On(OrderEvent happened, World world)
    {
        if (happened.Order.Delivery != Delivery.Pickup)
        {
            return null;
        }

        switch (happened)
        {
            case OrderPlaced { Prepared: NewCode made }:
                world.Put(CodeOf(happened.Order, happened.Lines, made, world.NextId()));
                break;
            case OrderPaid:
                Set(world, happened.Order, RedemptionState.Open);
                break;
            case OrderClosed:
            case OrderRefundChanged { Order.State: OrderState.Closed }:
                Set(world, happened.Order, RedemptionState.Void);
                break;
            case OrderRevived:
                Set(world, happened.Order, RedemptionState.Waiting);
                break;
        }

        return null;
    }

    private static Redemption CodeOf(Order order, IReadOnlyList<OrderLine> lines, NewCode made, Id id) =>
        new()
        {
            ShopId = order.ShopId,
            Id = id,
            Code = made.Code,
            Kind = Kind,
            SubjectId = order.Id,
            MemberId = order.MemberId,
            Title = lines.Count == 1 ? lines[0].Name : $"{lines[0].Name} 等 {lines.Count} 种",
            StoreId = made.Pickup.StoreId,
            Store = made.Pickup.Store,
            CreatedAt = order.CreatedAt,
        };

    /// <summary>What was handed over stays handed over.</summary>
    private static void Set(World world, Order order, RedemptionState state)
    {
        foreach (var code in world.Many(RedemptionRows.OfSubject, order.ShopId, order.Id))
        {
            if (code.State != RedemptionState.Used)
            {
                world.Put(code with { State = state });
            }
        }
    }

    private sealed record NewCode(string Code, Pickup Pickup);
}
