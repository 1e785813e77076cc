using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Ledger;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>
/// The channel has said what became of a refund. Success makes it final, closing gives the order its rights back, abnormal waits for staff.
/// </summary>
internal sealed class FinishRefundAct(
    Id orderId,
    Id refundId,
    RefundNotice notice,
    int autoReceiveDays,
    IReadOnlyList<IOrderParticipant> participants
) : RefundAct<RefundState>(orderId, participants)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromHours(1);

    protected override void NeedMore(Stage stage, World world, Needs needs)
    {
        base.NeedMore(stage, world, needs);
        if (stage == Stage.Order)
        {
            needs.Add(PaymentRows.OfOrder, ShopId, OrderId);
        }
    }

    public override Result<RefundState> Decide(World world)
    {
        if (OrderIn(world) is not { } order || RefundIn(world, refundId) is not { } refund)
        {
            return Refusal.NotFound;
        }

        if (refund.State is not (RefundState.Accepted or RefundState.Abnormal))
        {
            return refund.State;
        }

        return notice.State switch
        {
            ChannelRefundState.Processing => refund.State,
            ChannelRefundState.Abnormal => Set(world, refund, RefundState.Abnormal),
            ChannelRefundState.Succeeded => Succeed(world, order, refund),
            ChannelRefundState.Closed => Close(world, order, refund),
        };
    }

    private Result<RefundState> Succeed(World world, Order order, Refund refund)
    {
        var movement = new Movement(
            AccountKey.ShopCash,
            AccountKey.ShopSales,
            refund.CashFen.Value,
            RefundSource.SourceType,
            refund.No,
            $"退款 {refund.OrderNo}：{refund.Reason}"
        );
        if (refund.CashFen > Fen.Zero && Ledger.Post(world, ShopId, movement, At).Refusal is { } refusal)
        {
            return refusal;
        }

        Set(world, refund, RefundState.Succeeded);
        if (refund.Kind == RefundKind.ReturnedPayment)
        {
            return RefundState.Succeeded;
        }

        // What lies ready at the counter has not left the house either.
        var isInHouse = order.State == OrderState.ToShip || order is { State: OrderState.Shipped, Delivery: Delivery.Pickup };
        foreach (var part in refund.Lines)
        {
            var line = LinesIn(world).First(line => line.Id == part.LineId);
            world.Put(
                line with
                {
                    RefundingFen = line.RefundingFen - part.AmountFen,
                    RefundingQuantity = line.RefundingQuantity - part.Quantity,
                    RefundedFen = line.RefundedFen + part.AmountFen,
                    RefundedQuantity = line.RefundedQuantity + part.Quantity,
                }
            );
            if (isInHouse)
            {
                GiveBackPieces(world, order, part with { Quantity = Math.Min(part.Quantity, line.ToShipQuantity) });
            }
        }

        var lines = LinesIn(world);
        var changed = order with
        {
            RefundingFen = order.RefundingFen - refund.AmountFen,
            RefundedFen = order.RefundedFen + refund.AmountFen,
        };
        if (
            lines.Where(line => !line.IsGift).All(line => line.RefundedQuantity == line.Quantity)
            && order.State is OrderState.ToShip or OrderState.Shipped or OrderState.Received
        )
        {
            changed = changed with
            {
                State = OrderState.Closed,
                Hold = null,
                ClosedAt = At,
                CloseReason = "全额退款",
                AutoReceiveAt = null,
                AfterSaleEndsAt = null,
            };
        }
        else if (order.State == OrderState.ToShip && lines.All(line => line.ToShipQuantity == 0))
        {
            changed = ShipsNoMore(world, changed);
        }

        world.Put(changed);
        return
            Tell(
                world,
                new OrderRefundChanged(changed, lines, At, refund.Id, RefundChange.Succeeded)
                {
                    Returned = ReturnedBy(refund, lines),
                    Tenders = refund.Tenders,
                }
            )
                is { } told
            ? told
            : RefundState.Succeeded;
    }

    /// <summary>What had not left yet was given back: the parcels that did leave are the whole order now.</summary>
    private Order ShipsNoMore(World world, Order order)
    {
        foreach (var recipient in world.Many(OrderRows.RecipientsOf, ShopId, OrderId))
        {
            world.Put(recipient with { State = RecipientState.Shipped });
        }

        return order with
        {
            State = OrderState.Shipped,
            AutoReceiveAt = (order.ShippedAt ?? At).AddDays(autoReceiveDays),
        };
    }

    private static IReadOnlyList<ReturnedPieces> ReturnedBy(Refund refund, IReadOnlyList<OrderLine> lines) =>
        [
            .. refund
                .Lines.Where(part => part.Quantity > 0)
                .Select(part => new ReturnedPieces(lines.First(line => line.Id == part.LineId).ProductId, part.Quantity)),
        ];

    private Result<RefundState> Close(World world, Order order, Refund refund)
    {
        Set(world, refund, RefundState.Closed);
        if (refund.Kind == RefundKind.ReturnedPayment)
        {
            ReturnAgain(world, refund);
            return RefundState.Closed;
        }

        foreach (var part in refund.Lines)
        {
            var line = LinesIn(world).First(line => line.Id == part.LineId);
            world.Put(
                line with
                {
                    RefundingFen = line.RefundingFen - part.AmountFen,
                    RefundingQuantity = line.RefundingQuantity - part.Quantity,
                }
            );
        }

        var changed = order with { RefundingFen = order.RefundingFen - refund.AmountFen };
        world.Put(changed);
        return Tell(world, new OrderRefundChanged(changed, LinesIn(world), At, refund.Id, RefundChange.Closed)) is { } told
            ? told
            : RefundState.Closed;
    }

    /// <summary>Nobody else would ask for it: no order has a right to this money. It is sent again under a number of its own.</summary>
    private void ReturnAgain(World world, Refund refund)
    {
        var payment = world.Many(PaymentRows.OfOrder, ShopId, OrderId).First(payment => ReturnPayment.IsOf(refund, payment));
        JobQueue.Enqueue(
            world,
            ShopId,
            ReturnPaymentJob.Type,
            $"{ReturnPaymentJob.Type}:{payment.Id}:{refund.Id}",
            new ReturnPaymentJob(payment.Id, OrderId),
            At + AgainAfter
        );
    }

    /// <summary>Goods that never left the house are for sale again. What left is counted in by hand when it comes back.</summary>
    private static void GiveBackPieces(World world, Order order, RefundLine part)
    {
        if (part.Quantity == 0)
        {
            return;
        }

        var ofLine = OrderClaims.Of(world, order).Where(claim => claim.Part == part.LineId.ToString() && claim.State == ClaimState.Taken);
        foreach (var claim in ofLine)
        {
            Quota.Return(world, claim, Math.Min(part.Quantity, claim.Quantity - claim.Returned));
        }
    }

    private Result<RefundState> Set(World world, Refund refund, RefundState state)
    {
        world.Put(
            refund with
            {
                State = state,
                ChannelRefundId = notice.ChannelRefundId,
                FinishedAt = state == RefundState.Abnormal ? null : At,
            }
        );
        return state;
    }
}
