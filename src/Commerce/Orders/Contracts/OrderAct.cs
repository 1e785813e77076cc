using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>
/// An act on one existing order: locks the order, its parts, its claims and their pools, and lets the participants join.
/// </summary>
public abstract class OrderAct<TResult>(Id orderId, IReadOnlyList<IOrderParticipant> participants) : Act<TResult>
{
    protected Id OrderId => orderId;

    public sealed override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Order)
        {
            needs.Add(OrderRows.ById, ShopId, orderId);
            needs.Add(OrderRows.LinesOf, ShopId, orderId);
            needs.Add(OrderRows.PartsOf, ShopId, orderId);
            needs.Add(OrderRows.RecipientsOf, ShopId, orderId);
        }

        if (stage <= Stage.Order)
        {
            NeedMore(stage, world, needs);
            return;
        }

        if (world.One(OrderRows.ById, ShopId, orderId) is not { } order)
        {
            return;
        }

        OrderClaims.Need(stage, order, world, needs);
        NeedMore(stage, world, needs);
        var lines = world.Many(OrderRows.LinesOf, ShopId, orderId);
        foreach (var happening in Foreseen(order, lines))
        {
            foreach (var participant in participants)
            {
                participant.Need(stage, happening, world, needs);
            }
        }
    }

    /// <summary>
    /// What this act may make happen, so that participants can name their rows. The order and its lines are as they are before.
    /// </summary>
    protected abstract IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines);

    /// <summary>Rows beside the order's own.</summary>
    protected virtual void NeedMore(Stage stage, World world, Needs needs) { }

    /// <summary>Tells every participant; the first refusal ends it.</summary>
    protected Refusal? Tell(World world, OrderEvent happened) => participants.Tell(world, happened);

    protected Order? OrderIn(World world) => world.One(OrderRows.ById, ShopId, orderId);

    protected IReadOnlyList<OrderLine> LinesIn(World world) => world.Many(OrderRows.LinesOf, ShopId, orderId);
}

public static class Participation
{
    /// <summary>Tells every participant what happened; each sees the order as those before it left it.</summary>
    public static Refusal? Tell(this IReadOnlyList<IOrderParticipant> participants, World world, OrderEvent happened)
    {
        foreach (var participant in participants)
        {
            if (participant.On(happened, world) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}

/// <summary>The claims of an order: stock, campaign stock, limits per member, and what participants claimed in its name.</summary>
public static class OrderClaims
{
    public static void Need(Stage stage, Order order, World world, Needs needs)
    {
        var holder = OrderRows.Holder(order.Id);
        if (stage == Stage.Claim)
        {
            needs.Add(Quota.ClaimsOfHolder, order.ShopId, holder);
        }
        else if (stage == Stage.Pool)
        {
            foreach (var claim in world.Many(Quota.ClaimsOfHolder, order.ShopId, holder))
            {
                needs.Add(Quota.PoolByKey, order.ShopId, claim.PoolKey);
            }
        }
    }

    public static IReadOnlyList<Claim> Of(World world, Order order) =>
        world.Many(Quota.ClaimsOfHolder, order.ShopId, OrderRows.Holder(order.Id));

    public static void TakeAll(World world, Order order)
    {
        foreach (var claim in Of(world, order).Where(claim => claim.State == ClaimState.Held))
        {
            Quota.Take(world, claim);
        }
    }

    public static void ReleaseAll(World world, Order order)
    {
        foreach (var claim in Of(world, order))
        {
            Quota.Release(world, claim);
        }
    }
}
