using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>Who says or does something in an after-sale, and what they show for it.</summary>
internal sealed record RefundVoice(RefundSide Side, string? StaffName)
{
    public static readonly RefundVoice Buyer = new(RefundSide.Buyer, null);
    public static readonly RefundVoice System = new(RefundSide.System, null);

    public IReadOnlyList<string> Pictures { get; init; } = [];

    public static RefundVoice Staff(string name) => new(RefundSide.Staff, name);
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

    /// <summary>Writes a refund down, and keeps the order's count of what is open true.</summary>
    protected void Put(World world, Refund refund)
    {
        var before = RefundIn(world, refund.Id)?.IsOpen == true;
        world.Put(refund);
        if (before != refund.IsOpen && OrderIn(world) is { } order)
        {
            world.Put(order with { OpenAfterSales = order.OpenAfterSales + (refund.IsOpen ? 1 : -1) });
        }
    }

    /// <summary>Adds a line to the negotiation.</summary>
    protected void Note(World world, Id refundId, RefundVoice voice, RefundStep step, string text = "") =>
        world.Put(
            new RefundEntry
            {
                ShopId = ShopId,
                Id = world.NextId(),
                RefundId = refundId,
                Side = voice.Side,
                StaffName = voice.StaffName,
                Step = step,
                Text = text,
                Pictures = voice.Pictures,
                At = At,
            }
        );

    protected IReadOnlyList<Refund> Refunds(World world) => world.Many(RefundRows.OfOrder, ShopId, OrderId);

    protected Refund? RefundIn(World world, Id refundId) => Refunds(world).FirstOrDefault(refund => refund.Id == refundId);

    /// <summary>Moves the refund's amounts into "under way" and sends it to the channel. When it refuses, nothing was put.</summary>
    protected Refusal? Accept(World world, Refund refund)
    {
        if (ChannelLimits.Obstacle(world.Many(OrderRows.PartsOf, ShopId, OrderId), Refunds(world), refund, At) is { } obstacle)
        {
            return obstacle;
        }

        var order = OrderIn(world)!;
        if (RefundMath.Exceeds(order, LinesIn(world), refund))
        {
            return RefundMath.TooMuch;
        }

        foreach (var part in refund.Lines)
        {
            var line = LinesIn(world).First(line => line.Id == part.LineId);
            world.Put(
                line with
                {
                    RefundingFen = line.RefundingFen + part.AmountFen,
                    RefundingQuantity = line.RefundingQuantity + part.Quantity,
                }
            );
        }

        var tenders = RefundMath.Tenders(order, Refunds(world), refund.AmountFen);
        var accepted = refund with
        {
            State = RefundState.Accepted,
            AcceptedAt = At,
            DueAt = null,
            Tenders = tenders,
            CashFen = refund.AmountFen - tenders.Sum(part => part.AmountFen),
        };
        Put(world, accepted);
        var changed = OrderIn(world)! with { RefundingFen = order.RefundingFen + refund.AmountFen };
        world.Put(changed);
        JobQueue.Enqueue(world, ShopId, SendRefund.JobType, $"{SendRefund.JobType}:{refund.Id}", new RefundJob(refund.Id, OrderId), At);
        return Tell(world, new OrderRefundChanged(changed, LinesIn(world), At, refund.Id, RefundChange.Accepted));
    }

    protected Refund NewRefund(World world, Order order, RefundWish wish, IReadOnlyList<RefundLine> lines)
    {
        var id = world.NextId();
        var freight = wish.Kind is RefundKind.Exchange or RefundKind.PriceProtection
            ? Fen.Zero
            : RefundMath.Freight(order, LinesIn(world), lines);
        var amount = lines.Sum(line => line.AmountFen) + freight;
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
            AskedFen = amount,
            AmountFen = amount,
            CashFen = Fen.Zero,
            FreightFen = freight,
            Lines = lines,
            Reason = wish.Reason,
            Note = wish.Note,
            Pictures = wish.Pictures,
            OutTradeNo = paid.OutTradeNo,
            PaymentFen = paid.AmountFen,
            CreatedAt = At,
        };
    }
}
