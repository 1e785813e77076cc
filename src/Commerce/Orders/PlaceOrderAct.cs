using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>
/// Claims everything the order needs and writes it; all or nothing. An order with nothing left to pay by cash is paid at once.
/// </summary>
internal sealed class PlaceOrderAct(
    NewOrder rows,
    IReadOnlyList<LineClaim> claims,
    IReadOnlyList<(IOrderParticipant Participant, object? Prepared)> participants
) : Act<PlacedOrder>
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
            needs.AddNew(OrderRows.ById, ShopId, rows.Order.Id);
            needs.AddNew(OrderRows.LinesOf, ShopId, rows.Order.Id);
        }
        else if (stage == Stage.Claim)
        {
            needs.AddNew(Quota.ClaimsOfHolder, ShopId, OrderRows.Holder(rows.Order.Id));
        }

        foreach (var (participant, prepared) in participants)
        {
            participant.Need(stage, new OrderPlaced(rows.Order, rows.Lines, At, prepared), world, needs);
            if (rows.Part.AmountFen == Fen.Zero)
            {
                participant.Need(stage, new OrderPaid(rows.Order, rows.Lines, At), world, needs);
            }
        }
    }

    public override Result<PlacedOrder> Decide(World world)
    {
        var order = rows.Order;
        foreach (var claim in claims)
        {
            MemberLimits.Fit(world, ShopId, claim);
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

        return rows.Part.AmountFen == Fen.Zero ? PayNothing(world) : Placed(world, rows.Part);
    }

    private Result<PlacedOrder> PayNothing(World world)
    {
        var order = world.One(OrderRows.ById, ShopId, rows.Order.Id)! with
        {
            State = OrderState.ToShip,
            PaidFen = rows.Order.TenderFen,
            PaidAt = At,
            PayBefore = null,
        };
        world.Put(order);
        var part = rows.Part with { State = PaymentPartState.Paid, PaidAt = At };
        world.Put(part);
        OrderClaims.TakeAll(world, order);
        return participants.Select(pair => pair.Participant).ToList().Tell(world, new OrderPaid(order, rows.Lines, At)) is { } refusal
            ? refusal
            : Placed(world, part);
    }

    /// <summary>Participants may have changed the order; lines, part and recipient are as they were made.</summary>
    private PlacedOrder Placed(World world, PaymentPart part)
    {
        var order = world.One(OrderRows.ById, ShopId, rows.Order.Id)!;
        var lines = world.Many(OrderRows.LinesOf, ShopId, order.Id);
        var held = world.Many(Quota.ClaimsOfHolder, ShopId, OrderRows.Holder(order.Id));
        return new PlacedOrder(order.Id) { Rows = new PlacedRows(order, lines, part, rows.Recipient, held) };
    }
}

/// <summary>Refuses an order before anything is locked, unless its key has an answer already: then that is the answer.</summary>
internal sealed class RefuseOrderAct(Refusal refusal) : Act<PlacedOrder>
{
    public override void Need(Stage stage, World world, Needs needs) { }

    public override Result<PlacedOrder> Decide(World world) => refusal;
}
