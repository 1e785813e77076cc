using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>The after-sale window is over. While a refund is under way it waits.</summary>
internal sealed class CompleteOrderAct(Id orderId, IReadOnlyList<IOrderParticipant> participants) : OrderAct<Id>(orderId, participants)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) =>
        [new OrderCompleted(order, lines, At)];

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        if (order.State != OrderState.Received || !(order.AfterSaleEndsAt <= At) || order.OpenAfterSales > 0)
        {
            return order.Id;
        }

        if (order.RefundingFen > Fen.Zero)
        {
            world.Put(order with { AfterSaleEndsAt = At + Patience });
            return order.Id;
        }

        var completed = order with { State = OrderState.Completed, CompletedAt = At, AfterSaleEndsAt = null };
        world.Put(completed);
        return Tell(world, new OrderCompleted(completed, LinesIn(world), At)) is { } refusal ? refusal : order.Id;
    }
}
