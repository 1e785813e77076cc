using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Engines.Quota;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>What the acts share that make a refund final.</summary>
internal abstract class EndingRefundAct<TResult>(Id orderId, int autoReceiveDays, IReadOnlyList<IOrderParticipant> participants)
    : RefundAct<TResult>(orderId, participants)
{
    /// <summary>The money is with the buyer: posts it, gives goods back that never left the house, and tells everybody.</summary>
    protected Refusal? Succeed(World world, Refund refund, string? channelRefundId)
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

        End(world, refund, RefundState.Succeeded, channelRefundId);
        Note(world, refund.Id, RefundVoice.System, RefundStep.Succeeded, $"{refund.AmountFen.ToYuan()} 已退回");
        if (refund.Kind == RefundKind.ReturnedPayment)
        {
            return null;
        }

        MoveLines(world, refund);
        var order = OrderIn(world)!;
        var changed = AfterRefund(
            world,
            order with
            {
                RefundingFen = order.RefundingFen - refund.AmountFen,
                RefundedFen = order.RefundedFen + refund.AmountFen,
            }
        );
        world.Put(changed);
        var lines = LinesIn(world);
        return Tell(
            world,
            new OrderRefundChanged(changed, lines, At, refund.Id, RefundChange.Succeeded)
            {
                Returned = ReturnedBy(refund, lines),
                Tenders = refund.Tenders,
            }
        );
    }

    protected void End(World world, Refund refund, RefundState state, string? channelRefundId) =>
        world.Put(refund with { State = state, ChannelRefundId = channelRefundId, FinishedAt = At });

    private void MoveLines(World world, Refund refund)
    {
        var order = OrderIn(world)!;
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
    }

    private Order AfterRefund(World world, Order order)
    {
        var lines = LinesIn(world);
        var isWhole = lines.Where(line => !line.IsGift).All(line => line.RefundedQuantity == line.Quantity);
        if (isWhole && order.State is OrderState.ToShip or OrderState.Shipped or OrderState.Received)
        {
            return order with
            {
                State = OrderState.Closed,
                Hold = null,
                ClosedAt = At,
                CloseReason = "全额退款",
                AutoReceiveAt = null,
                AfterSaleEndsAt = null,
            };
        }

        return order.State == OrderState.ToShip && lines.All(line => line.ToShipQuantity == 0) ? ShipsNoMore(world, order) : order;
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
}
