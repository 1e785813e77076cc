using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>Who wants the money back, and how.</summary>
/// <param name="MemberId">The buyer who asks; null when staff or the system does.</param>
internal sealed record RefundWish(Id? MemberId, RefundKind Kind, string Reason, string Note, IReadOnlyList<RefundLineInput>? Lines)
{
    /// <summary>Asked and accepted in one step: staff and the system do not wait for themselves.</summary>
    public bool IsAccepted => MemberId is null;

    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>What the SKUs cost now, for <see cref="RefundKind.PriceProtection"/>; read before the lock.</summary>
    public IReadOnlyDictionary<Id, Fen> PricesNow { get; init; } = new Dictionary<Id, Fen>();

    /// <summary>Of whoever works for the shop; null: the system.</summary>
    public string? StaffName { get; init; }
}

/// <summary>Asks for money or other goods back; staff's and the system's wishes are accepted at once.</summary>
internal sealed class RequestRefundAct(Id orderId, RefundWish wish, AfterSaleRules rules, IReadOnlyList<IOrderParticipant> participants)
    : RefundAct<Id>(orderId, participants)
{
    private static readonly Refusal NotRefundable = Refusal.Conflict(
        "not_refundable",
        "订单现在不能申请退款",
        "This order cannot be refunded now"
    );

    private static readonly Refusal OpenRequest = Refusal.Conflict(
        "refund_requested",
        "这件商品已有售后在处理中",
        "Another after-sale of these goods is not finished yet"
    );

    private static readonly Refusal NothingToReturn = Refusal.Conflict(
        "nothing_to_return",
        "商品还没有送到，请选择仅退款",
        "Nothing has arrived that could be sent back: ask for the money alone"
    );

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order || (wish.MemberId is { } member && order.MemberId != member))
        {
            return Refusal.NotFound;
        }

        if (Hindrance(order, Refunds(world)) is { } hindrance)
        {
            return hindrance;
        }

        var lines = LinesOf(order, LinesIn(world), Refunds(world));
        if (!lines.IsOk)
        {
            return lines.Refusal;
        }

        var refund = NewRefund(world, order, wish, lines.Value);
        if (wish.IsAccepted)
        {
            Note(
                world,
                refund.Id,
                wish.StaffName is { } name ? RefundVoice.Staff(name) : RefundVoice.System,
                RefundStep.Agreed,
                wish.Reason
            );
            return Accept(world, refund) is { } refusal ? refusal : refund.Id;
        }

        Put(world, refund with { DueAt = At.AddDays(rules.AnswerDays) });
        Note(world, refund.Id, RefundVoice.Buyer with { Pictures = wish.Pictures }, RefundStep.Asked, AskedText);
        return refund.Id;
    }

    private string AskedText => wish.Note.Length == 0 ? wish.Reason : $"{wish.Reason}：{wish.Note}";

    private Refusal? Hindrance(Order order, IReadOnlyList<Refund> refunds)
    {
        var isPaid = order.State is OrderState.ToShip or OrderState.Shipped or OrderState.Received;
        if (!isPaid && !(order.State == OrderState.Completed && wish.IsAccepted))
        {
            return NotRefundable;
        }

        if (wish.IsAccepted)
        {
            return null;
        }

        var wished = wish.Lines!.Select(line => line.LineId).ToHashSet();
        var isOpen = refunds.Any(refund => refund.IsOpen && refund.Lines.Any(line => wished.Contains(line.LineId)));
        var returns = wish.Kind is RefundKind.ReturnAndRefund or RefundKind.Exchange;
        return isOpen ? OpenRequest
            : returns && (order.Delivery == Delivery.Virtual || order is { State: OrderState.ToShip, ParcelCount: 0 }) ? NothingToReturn
            : null;
    }

    private Result<IReadOnlyList<RefundLine>> LinesOf(Order order, IReadOnlyList<OrderLine> lines, IReadOnlyList<Refund> refunds) =>
        wish.Kind switch
        {
            RefundKind.Exchange => RefundMath.Pieces(lines, wish.Lines!),
            RefundKind.PriceProtection => PriceProtection.Lines(order, lines, refunds, wish, rules.PriceProtectionDays, At),
            RefundKind.RefundOnly or RefundKind.ReturnAndRefund or RefundKind.ReturnedPayment => RefundMath.Lines(lines, wish.Lines!),
        };
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
        foreach (var open in Refunds(world).Where(refund => refund.IsOpen).ToList())
        {
            Put(world, open with { State = RefundState.Withdrawn, FinishedAt = At, DueAt = null });
            Note(world, open.Id, RefundVoice.System, RefundStep.Withdrawn, reason);
        }

        var refund = NewRefund(world, order, new RefundWish(null, RefundKind.RefundOnly, reason, "", null), lines);
        return Accept(world, refund) is { } refusal ? refusal : Done.Yes;
    }
}
