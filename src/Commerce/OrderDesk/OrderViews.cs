using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Quota;
using Banyan.Kernel;

namespace Banyan.Commerce.OrderDesk;

/// <param name="RefundableFen">What of the line's money is neither refunded nor being refunded.</param>
public sealed record OrderLineView(
    Id Id,
    Id SkuId,
    Id ProductId,
    string Name,
    string SpecText,
    string ImageUrl,
    int Quantity,
    Fen UnitPriceFen,
    Fen PayableFen,
    Fen RefundedFen,
    int RefundedQuantity,
    Fen RefundableFen,
    string? OfferRef
)
{
    public static OrderLineView Of(OrderLine line) =>
        new(
            line.Id,
            line.SkuId,
            line.ProductId,
            line.Name,
            line.SpecText,
            line.ImageUrl,
            line.Quantity,
            line.UnitPriceFen,
            line.PayableFen,
            line.RefundedFen,
            line.RefundedQuantity,
            line.PayableFen - line.RefundedFen - line.RefundingFen,
            line.OfferRef
        );
}

/// <summary>What the member may do with an order now.</summary>
public sealed record OrderActions(bool Pay, bool Cancel, bool Receive, bool Refund)
{
    public static OrderActions Of(Order order) =>
        new(
            order.State == OrderState.Unpaid,
            order.State == OrderState.Unpaid,
            order.State == OrderState.Shipped,
            order.State is OrderState.ToShip or OrderState.Shipped or OrderState.Received
                && order.PaidFen > order.RefundedFen + order.RefundingFen
        );
}

/// <summary>An order in the member's list.</summary>
/// <param name="HoldText">Why a paid order is not shipped yet.</param>
/// <param name="RunId">The campaign run it belongs to.</param>
public record OrderCard(
    Id Id,
    string No,
    OrderState State,
    string StateText,
    string? HoldText,
    Fen PayableFen,
    Fen RefundedFen,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PayBefore,
    IReadOnlyList<OrderLineView> Lines,
    Id? RunId,
    OrderActions Can
)
{
    private const string RunPrefix = "run:";

    public static OrderCard Of(Order order, IEnumerable<OrderLine> lines) =>
        new(
            order.Id,
            order.No,
            order.State,
            OrderTexts.Of(order),
            order.Hold,
            order.PayableFen,
            order.RefundedFen,
            order.CreatedAt,
            order.PayBefore,
            [.. lines.Select(OrderLineView.Of)],
            RunOf(order.SourceRef),
            OrderActions.Of(order)
        );

    private static Id? RunOf(string? source) =>
        source?.StartsWith(RunPrefix, StringComparison.Ordinal) == true && Id.TryParse(source[RunPrefix.Length..], null, out var run)
            ? run
            : null;
}

/// <summary>An order in full, for its buyer.</summary>
public sealed record OrderDetail : OrderCard
{
    internal OrderDetail(OrderCard card, OrderFile file)
        : base(card)
    {
        var order = file.Order;
        (GoodsFen, DiscountFen, FreightFen, Quote) = (order.GoodsFen, order.DiscountFen, order.FreightFen, order.Quote);
        (Address, Remark) = (order.Address, order.Remark);
        Parts = [.. file.Parts.Select(part => PaymentPartView.Of(part, order))];
        Recipients = [.. file.Recipients.Select(recipient => RecipientView.Of(recipient, order))];
        Refunds = [.. file.Refunds.Select(RefundView.Of)];
        Timeline = OrderTimeline.Of(file);
        (PaidAt, AutoReceiveAt, AfterSaleEndsAt) = (order.PaidAt, order.AutoReceiveAt, order.AfterSaleEndsAt);
    }

    public Fen GoodsFen { get; init; }

    public Fen DiscountFen { get; init; }

    public Fen FreightFen { get; init; }

    public Quote Quote { get; init; }

    public Address? Address { get; init; }

    public string Remark { get; init; }

    public IReadOnlyList<PaymentPartView> Parts { get; init; }

    public IReadOnlyList<RecipientView> Recipients { get; init; }

    public IReadOnlyList<RefundView> Refunds { get; init; }

    public IReadOnlyList<TimelineEntry> Timeline { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public DateTimeOffset? AutoReceiveAt { get; init; }

    public DateTimeOffset? AfterSaleEndsAt { get; init; }
}

/// <param name="State">waiting, paid, closed or refunded.</param>
/// <param name="OutTradeNo">Our number at the channel; for staff.</param>
public sealed record PaymentPartView(
    int No,
    string Label,
    Fen AmountFen,
    string State,
    DateTimeOffset? PaidAt,
    string? Channel,
    string OutTradeNo,
    string? TransactionId
)
{
    public static PaymentPartView Of(PaymentPart part, Order order)
    {
        var isRefunded = part.State == PaymentPartState.Paid && order.PaidFen > Fen.Zero && order.RefundedFen == order.PaidFen;
        var state = part.State switch
        {
            PaymentPartState.Waiting => "waiting",
            PaymentPartState.Paid => isRefunded ? "refunded" : "paid",
            PaymentPartState.Closed => "closed",
        };
        return new PaymentPartView(
            part.No,
            part.Label,
            part.AmountFen,
            state,
            part.PaidAt,
            part.Channel,
            part.OutTradeNo,
            part.TransactionId
        );
    }
}

/// <param name="State">none_yet (not paid, or waiting for a team), to_ship, shipped or received.</param>
public sealed record RecipientView(
    int No,
    string State,
    Address? Address,
    string? Company,
    string? TrackingNo,
    DateTimeOffset? ShippedAt,
    DateTimeOffset? ReceivedAt
)
{
    public static RecipientView Of(Recipient recipient, Order order)
    {
        var state = recipient.State switch
        {
            RecipientState.ToShip => order.State == OrderState.ToShip && order.Hold is null ? "to_ship" : "none_yet",
            RecipientState.Shipped => "shipped",
            RecipientState.Received => "received",
        };
        return new RecipientView(
            recipient.No,
            state,
            recipient.Address,
            recipient.Company,
            recipient.TrackingNo,
            recipient.ShippedAt,
            recipient.ReceivedAt
        );
    }
}

/// <param name="Actor">买家, 商家 or 系统.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Text, string? Detail, string Actor);

/// <summary>Everything stored of one order.</summary>
internal sealed record OrderFile(
    Order Order,
    IReadOnlyList<OrderLine> Lines,
    IReadOnlyList<PaymentPart> Parts,
    IReadOnlyList<Recipient> Recipients,
    IReadOnlyList<Refund> Refunds,
    IReadOnlyList<Claim> Claims
);
