using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Ledger;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Payments;

/// <summary>
/// Money has arrived and its source is proved. It pays for its order; a closed order is revived if everything can be claimed again;
/// what comes too late or twice goes back. The same transaction a second time changes nothing.
/// </summary>
internal sealed class ConfirmPaymentAct(Id orderId, PaymentNotice notice, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<PaymentUse>(orderId, participants)
{
    public static readonly Refusal AmountDiffers = new(
        "amount_mismatch",
        400,
        "支付金额与订单不符",
        "The amount paid is not the amount asked for"
    );

    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) =>
        [new OrderRevived(order, lines, At), new OrderPaid(order, lines, At)];

    protected override void NeedMore(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Order)
        {
            needs.Add(PaymentRows.ByTransaction, ShopId, notice.TransactionId);
        }
    }

    public override Result<PaymentUse> Decide(World world)
    {
        if (world.One(PaymentRows.ByTransaction, ShopId, notice.TransactionId) is { } known)
        {
            return known.Use;
        }

        var part = world.Many(OrderRows.PartsOf, ShopId, OrderId).FirstOrDefault(part => part.OutTradeNo == notice.OutTradeNo);
        if (OrderIn(world) is not { } order || part is null)
        {
            return Refusal.NotFound;
        }

        if (notice.AmountFen != part.AmountFen)
        {
            return AmountDiffers;
        }

        var applies = order.State switch
        {
            OrderState.Unpaid => part.State == PaymentPartState.Waiting,
            OrderState.Closed when part.State == PaymentPartState.Closed => world.Try(() => Revive(world, order)) is null,
            _ => false,
        };
        var payment = Received(world, applies ? PaymentUse.Applied : PaymentUse.Returned);
        if (!applies)
        {
            JobQueue.Enqueue(
                world,
                ShopId,
                ReturnPaymentJob.Type,
                $"{ReturnPaymentJob.Type}:{payment.Id}",
                new ReturnPaymentJob(payment.Id, OrderId),
                At
            );
            return PaymentUse.Returned;
        }

        return Pay(world, part) is { } refusal ? refusal : PaymentUse.Applied;
    }

    private Payment Received(World world, PaymentUse use)
    {
        var payment = new Payment
        {
            ShopId = ShopId,
            Id = world.NextId(),
            TransactionId = notice.TransactionId,
            OutTradeNo = notice.OutTradeNo,
            OrderId = OrderId,
            Channel = notice.Channel,
            AmountFen = notice.AmountFen,
            PaidAt = notice.PaidAt,
            ReceivedAt = At,
            Use = use,
        };
        world.Put(payment);
        var movement = new Movement(
            AccountKey.ShopSales,
            AccountKey.ShopCash,
            notice.AmountFen.Value,
            PaymentSource.SourceType,
            notice.TransactionId,
            $"收到付款 {notice.OutTradeNo}"
        );
        if (Ledger.Post(world, ShopId, movement, At).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The shop's own accounts have no floor, yet: {refusal.Code}");
        }

        return payment;
    }

    /// <summary>Claims again what was released when the order was closed.</summary>
    private Refusal? Revive(World world, Order order)
    {
        foreach (var claim in OrderClaims.Of(world, order).Where(claim => claim.State == ClaimState.Released))
        {
            var again = new ClaimRequest(claim.PoolKey, claim.Holder, claim.Quantity) { Part = claim.Part, ExpiresAt = At };
            if (Quota.Hold(world, ShopId, again, At).Refusal is { } refusal)
            {
                return refusal;
            }
        }

        var revived = order with { State = OrderState.Unpaid, ClosedAt = null, CloseReason = null };
        world.Put(revived);
        return Tell(world, new OrderRevived(revived, LinesIn(world), At));
    }

    private Refusal? Pay(World world, PaymentPart part)
    {
        var order = OrderIn(world)!;
        world.Put(
            part with
            {
                State = PaymentPartState.Paid,
                PaidAt = notice.PaidAt,
                Channel = notice.Channel,
                TransactionId = notice.TransactionId,
            }
        );
        var paid = order with { State = OrderState.ToShip, PaidFen = order.TenderFen + notice.AmountFen, PaidAt = At, PayBefore = null };
        world.Put(paid);
        OrderClaims.TakeAll(world, paid);
        return Tell(world, new OrderPaid(paid, LinesIn(world), At));
    }
}
