using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>Claims everything the order needs and writes it; all or nothing. An order of nothing to pay is paid at once.</summary>
internal sealed class PlaceOrderAct(
    NewOrder rows,
    IReadOnlyList<LineClaim> claims,
    IReadOnlyList<(IOrderParticipant Participant, object? Prepared)> participants
) : Act<Id>
{
    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Pool)
        {
            foreach (var claim in claims)
            {
                needs.Add(Quota.PoolByKey, ShopId, claim.PoolKey);
            }
        }
        else if (stage == Stage.Order)
        {
            // The order is new; naming it lets participants find what they put beside it.
            needs.Add(OrderRows.ById, ShopId, rows.Order.Id);
            needs.Add(OrderRows.LinesOf, ShopId, rows.Order.Id);
        }
        else if (stage == Stage.Claim)
        {
            needs.Add(Quota.ClaimsOfHolder, ShopId, OrderRows.Holder(rows.Order.Id));
        }

        foreach (var (participant, prepared) in participants)
        {
            participant.Need(stage, new OrderPlaced(rows.Order, rows.Lines, At, prepared), world, needs);
            if (rows.Order.PayableFen == Fen.Zero)
            {
                participant.Need(stage, new OrderPaid(rows.Order, rows.Lines, At), world, needs);
            }
        }
    }

    public override Result<Id> Decide(World world)
    {
        var order = rows.Order;
        foreach (var claim in claims)
        {
            var request = new ClaimRequest(claim.PoolKey, OrderRows.Holder(order.Id), claim.Quantity)
            {
                Part = rows.Lines[claim.Line].Id.ToString(),
                ExpiresAt = order.PayBefore,
                NewPoolTotal = claim.NewPoolTotal,
                OtherRefusal = claim.Refusal,
            };
            if (Quota.Hold(world, ShopId, request, At).Refusal is { } refusal)
            {
                return refusal;
            }
        }

        world.Put(order);
        foreach (var line in rows.Lines)
        {
            world.Put(line);
        }

        world.Put(rows.Part);
        world.Put(rows.Recipient);
        foreach (var (participant, prepared) in participants)
        {
            var seen = world.One(OrderRows.ById, ShopId, order.Id)!;
            if (participant.On(new OrderPlaced(seen, rows.Lines, At, prepared), world) is { } refusal)
            {
                return refusal;
            }
        }

        return order.PayableFen == Fen.Zero ? PayNothing(world) : order.Id;
    }

    private Result<Id> PayNothing(World world)
    {
        var order = world.One(OrderRows.ById, ShopId, rows.Order.Id)! with { State = OrderState.ToShip, PaidAt = At, PayBefore = null };
        world.Put(order);
        world.Put(rows.Part with { State = PaymentPartState.Paid, PaidAt = At });
        OrderClaims.TakeAll(world, order);
        return participants.Select(pair => pair.Participant).ToList().Tell(world, new OrderPaid(order, rows.Lines, At)) is { } refusal
            ? refusal
            : order.Id;
    }
}

/// <summary>Refuses an order before anything is locked, unless its key has an answer already: then that is the answer.</summary>
internal sealed class RefuseOrderAct(Refusal refusal) : Act<Id>
{
    public override void Need(Stage stage, World world, Needs needs) { }

    public override Result<Id> Decide(World world) => refusal;
}
