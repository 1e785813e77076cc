using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
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
) : EndingRefundAct<RefundState>(orderId, autoReceiveDays, participants)
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

        var refusal = notice.State switch
        {
            ChannelRefundState.Processing => null,
            ChannelRefundState.Abnormal => TurnAbnormal(world, refund),
            ChannelRefundState.Succeeded => Succeed(world, refund, notice.ChannelRefundId),
            ChannelRefundState.Closed => Close(world, order, refund),
        };
        return refusal is null ? RefundIn(world, refundId)!.State : refusal;
    }

    private Refusal? TurnAbnormal(World world, Refund refund)
    {
        if (refund.State != RefundState.Abnormal)
        {
            world.Put(refund with { State = RefundState.Abnormal, ChannelRefundId = notice.ChannelRefundId });
            Note(world, refund.Id, RefundVoice.System, RefundStep.Abnormal, "支付渠道没能把钱退回买家账户");
        }

        return null;
    }

    private Refusal? Close(World world, Order order, Refund refund)
    {
        End(world, refund, RefundState.Closed, notice.ChannelRefundId);
        Note(world, refund.Id, RefundVoice.System, RefundStep.Closed, "支付渠道关闭了这笔退款");
        if (refund.Kind == RefundKind.ReturnedPayment)
        {
            ReturnAgain(world, refund);
            return null;
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
        return Tell(world, new OrderRefundChanged(changed, LinesIn(world), At, refund.Id, RefundChange.Closed));
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
}

/// <summary>
/// Staff gave the money of an abnormal refund back in another way, by bank or in cash: for the books it has succeeded.
/// </summary>
internal sealed class SettleElsewhereAct(
    Id orderId,
    Id refundId,
    RefundVoice voice,
    string text,
    int autoReceiveDays,
    IReadOnlyList<IOrderParticipant> participants
) : EndingRefundAct<Id>(orderId, autoReceiveDays, participants)
{
    public override Result<Id> Decide(World world)
    {
        if (RefundIn(world, refundId) is not { } refund)
        {
            return Refusal.NotFound;
        }

        if (refund.State == RefundState.Succeeded)
        {
            return refund.Id;
        }

        if (refund.State != RefundState.Abnormal)
        {
            return Returns.NotNow;
        }

        Note(world, refund.Id, voice, RefundStep.SettledElsewhere, text);
        return Succeed(world, refund, refund.ChannelRefundId) is { } refusal ? refusal : refund.Id;
    }
}
