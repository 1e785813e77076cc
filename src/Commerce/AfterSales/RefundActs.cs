using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>Who wants the money back, and how.</summary>
/// <param name="MemberId">The buyer who asks; null when staff or the system does.</param>
internal sealed record RefundWish(Id? MemberId, RefundKind Kind, string Reason, string Note, IReadOnlyList<RefundLineInput>? Lines)
{
    /// <summary>Asked and accepted in one step: staff and the system do not wait for themselves.</summary>
    public bool IsAccepted => MemberId is null;
}

/// <summary>What the acts on refunds share.</summary>
internal abstract class RefundAct<TResult>(Id orderId, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<TResult>(orderId, participants)
{
    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) =>
        [new OrderRefundChanged(order, lines, At, Id.None, RefundChange.Accepted)];

    protected override void NeedMore(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Order)
        {
            needs.Add(RefundRows.OfOrder, ShopId, OrderId);
        }
    }

    protected Refund? RefundIn(World world, Id refundId) =>
        world.Many(RefundRows.OfOrder, ShopId, OrderId).FirstOrDefault(refund => refund.Id == refundId);

    /// <summary>Moves the refund's amounts into "under way" and sends it to the channel.</summary>
    protected Refusal? Accept(World world, Order order, Refund refund)
    {
        var lines = LinesIn(world);
        foreach (var part in refund.Lines)
        {
            var line = lines.First(line => line.Id == part.LineId);
            if (part.AmountFen > RefundMath.Left(line) || part.Quantity > RefundMath.PiecesLeft(line))
            {
                return RefundMath.TooMuch;
            }

            world.Put(
                line with
                {
                    RefundingFen = line.RefundingFen + part.AmountFen,
                    RefundingQuantity = line.RefundingQuantity + part.Quantity,
                }
            );
        }

        if (order.RefundedFen + order.RefundingFen + refund.AmountFen > order.PaidFen)
        {
            return RefundMath.TooMuch;
        }

        var tenders = RefundMath.Tenders(order, world.Many(RefundRows.OfOrder, ShopId, OrderId), refund.AmountFen);
        var accepted = refund with
        {
            State = RefundState.Accepted,
            AcceptedAt = At,
            Tenders = tenders,
            CashFen = refund.AmountFen - tenders.Sum(part => part.AmountFen),
        };
        var changed = order with { RefundingFen = order.RefundingFen + refund.AmountFen };
        world.Put(accepted);
        world.Put(changed);
        JobQueue.Enqueue(world, ShopId, SendRefund.JobType, $"{SendRefund.JobType}:{refund.Id}", new RefundJob(refund.Id, OrderId), At);
        return Tell(world, new OrderRefundChanged(changed, LinesIn(world), At, refund.Id, RefundChange.Accepted));
    }

    protected Refund NewRefund(World world, Order order, RefundWish wish, IReadOnlyList<RefundLine> lines)
    {
        var id = world.NextId();
        var freight = RefundMath.Freight(order, LinesIn(world), lines);
        var paid = world.Many(OrderRows.PartsOf, ShopId, OrderId).First(part => part.State == PaymentPartState.Paid);
        return new Refund
        {
            ShopId = ShopId,
            Id = id,
            No = $"R{id}",
            OrderId = OrderId,
            OrderNo = order.No,
            MemberId = order.MemberId,
            State = RefundState.Requested,
            Kind = wish.Kind,
            AmountFen = lines.Sum(line => line.AmountFen) + freight,
            CashFen = Fen.Zero,
            FreightFen = freight,
            Lines = lines,
            Reason = wish.Reason,
            Note = wish.Note,
            OutTradeNo = paid.OutTradeNo,
            PaymentFen = paid.AmountFen,
            CreatedAt = At,
        };
    }
}

/// <summary>Asks for money back; staff's and the system's wishes are accepted at once.</summary>
internal sealed class RequestRefundAct(Id orderId, RefundWish wish, IReadOnlyList<IOrderParticipant> participants)
    : RefundAct<Id>(orderId, participants)
{
    private static readonly Refusal NotRefundable = Refusal.Conflict(
        "not_refundable",
        "订单现在不能申请退款",
        "This order cannot be refunded now"
    );

    private static readonly Refusal OpenRequest = Refusal.Conflict(
        "refund_requested",
        "已有一个退款申请在处理中",
        "Another refund of this order is waiting for an answer"
    );

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order || (wish.MemberId is { } member && order.MemberId != member))
        {
            return Refusal.NotFound;
        }

        var isPaid = order.State is OrderState.ToShip or OrderState.Shipped or OrderState.Received;
        if (!isPaid && !(order.State == OrderState.Completed && wish.IsAccepted))
        {
            return NotRefundable;
        }

        if (!wish.IsAccepted && world.Many(RefundRows.OfOrder, ShopId, OrderId).Any(refund => refund.State == RefundState.Requested))
        {
            return OpenRequest;
        }

        var lines = RefundMath.Lines(LinesIn(world), wish.Lines!);
        if (!lines.IsOk)
        {
            return lines.Refusal;
        }

        var refund = NewRefund(world, order, wish, lines.Value);
        if (!wish.IsAccepted)
        {
            world.Put(refund);
            return refund.Id;
        }

        return Accept(world, order, refund) is { } refusal ? refusal : refund.Id;
    }
}

/// <summary>Gives back all that is left of a paid order, for the system. An order with nothing left is left alone.</summary>
internal sealed class RefundAllAct(Id orderId, string reason, IReadOnlyList<IOrderParticipant> participants)
    : RefundAct<Done>(orderId, participants)
{
    public override Result<Done> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        var lines = RefundMath.Everything(LinesIn(world));
        if (order.State is OrderState.Closed or OrderState.Unpaid || lines.Count == 0)
        {
            return Done.Yes;
        }

        // What the buyer has asked for meanwhile is contained in "everything".
        foreach (var open in world.Many(RefundRows.OfOrder, ShopId, OrderId).Where(refund => refund.State == RefundState.Requested))
        {
            world.Put(open with { State = RefundState.Withdrawn, FinishedAt = At });
        }

        var refund = NewRefund(world, order, new RefundWish(null, RefundKind.RefundOnly, reason, "", null), lines);
        return Accept(world, order, refund) is { } refusal ? refusal : Done.Yes;
    }
}

/// <summary>Staff accept or reject, the member withdraws: only a request that still waits.</summary>
internal sealed class AnswerRefundAct(Id orderId, Id refundId, RefundAnswer answer, IReadOnlyList<IOrderParticipant> participants)
    : RefundAct<Id>(orderId, participants)
{
    private static readonly Refusal Answered = Refusal.Conflict(
        "refund_answered",
        "这个退款申请已经处理过了",
        "This refund request has been dealt with"
    );

    public override Result<Id> Decide(World world)
    {
        if (
            OrderIn(world) is not { } order
            || RefundIn(world, refundId) is not { } refund
            || (answer.MemberId is { } member && refund.MemberId != member)
        )
        {
            return Refusal.NotFound;
        }

        if (refund.State == answer.State || (answer.State == RefundState.Accepted && refund.State == RefundState.Succeeded))
        {
            return refund.Id;
        }

        if (refund.State != RefundState.Requested)
        {
            return Answered;
        }

        if (answer.State == RefundState.Accepted)
        {
            return Accept(world, order, refund) is { } refusal ? refusal : refund.Id;
        }

        world.Put(refund with { State = answer.State, RejectReason = answer.Reason, FinishedAt = At });
        return refund.Id;
    }
}

/// <param name="State">Accepted, Rejected or Withdrawn.</param>
/// <param name="MemberId">The member who withdraws; null for staff.</param>
internal sealed record RefundAnswer(RefundState State, string? Reason, Id? MemberId);
