using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Quota;
using Banyan.Kernel;

namespace Banyan.Commerce.OrderDesk;

/// <param name="RefundableFen">What of the line's money is neither refunded nor being refunded.</param>
/// <param name="ShippedQuantity">Pieces that left in parcels.</param>
/// <param name="ToShipQuantity">Pieces that are still to ship.</param>
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
    string? OfferRef,
    Fen ListPriceFen,
    int ShippedQuantity,
    int ToShipQuantity
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
            line.OfferRef,
            line.ListPriceFen,
            line.ShippedQuantity,
            line.ToShipQuantity
        );
}

/// <summary>What the member may do with an order now.</summary>
/// <param name="Receive">Not for pickup: the counter says when it was taken.</param>
/// <param name="Again">What is in it can be put into the cart again.</param>
/// <param name="Review">Something was received that nothing was said about yet.</param>
public sealed record OrderActions(bool Pay, bool Cancel, bool Receive, bool Refund, bool Again, bool Review)
{
    public static OrderActions Of(Order order, int toReview) =>
        new(
            order.State == OrderState.Unpaid,
            order.State == OrderState.Unpaid,
            order is { State: OrderState.Shipped, Delivery: not Delivery.Pickup },
            order.State is OrderState.ToShip or OrderState.Shipped or OrderState.Received
                && order.PaidFen > order.RefundedFen + order.RefundingFen,
            order.State != OrderState.Unpaid,
            order.ReceivedAt is not null && toReview > 0
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
    Delivery Delivery,
    OrderActions Can
)
{
    private const string RunPrefix = "run:";

    /// <param name="reviewed">How many of the lines were reviewed.</param>
    public static OrderCard Of(Order order, IReadOnlyList<OrderLine> lines, int reviewed) =>
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
            order.Delivery,
            OrderActions.Of(order, lines.Count - reviewed)
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
        Parts = [.. file.Parts.Where(part => part.State != PaymentPartState.Replaced).Select(part => PaymentPartView.Of(part, order))];
        Recipients = [.. file.Recipients.Select(recipient => RecipientView.Of(recipient, file))];
        Refunds = [.. file.Refunds.Select(RefundView.Of)];
        Timeline = OrderTimeline.Of(file, forStaff: false);
        Invoice = InvoiceView.Of(order);
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

    /// <summary>The invoice that was asked for; null: none was.</summary>
    public InvoiceView? Invoice { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public DateTimeOffset? AutoReceiveAt { get; init; }

    public DateTimeOffset? AfterSaleEndsAt { get; init; }
}

/// <param name="State">waiting, paid, closed, refunded or replaced (its price was changed; for staff only).</param>
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
            PaymentPartState.Replaced => "replaced",
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

/// <param name="State">
/// none_yet (not paid, or waiting for a team), to_ship, shipped_partly, shipped (ready, for pickup) or received.
/// </param>
/// <param name="Pickup">Where the goods are fetched, instead of an address.</param>
/// <param name="RedeemedAt">When they were handed over at the counter.</param>
public sealed record RecipientView(
    int No,
    string State,
    Address? Address,
    Pickup? Pickup,
    DateTimeOffset? RedeemedAt,
    DateTimeOffset? ReceivedAt,
    IReadOnlyList<ParcelView> Parcels
)
{
    internal static RecipientView Of(Recipient recipient, OrderFile file)
    {
        var order = file.Order;
        var parcels = file.Parcels.Where(parcel => parcel.RecipientNo == recipient.No).ToList();
        var state = recipient.State switch
        {
            RecipientState.ToShip => order.State != OrderState.ToShip || order.Hold is not null ? "none_yet"
            : parcels.Count > 0 ? "shipped_partly"
            : "to_ship",
            RecipientState.Shipped => "shipped",
            RecipientState.Received => "received",
        };
        return new RecipientView(
            recipient.No,
            state,
            recipient.Address,
            recipient.Pickup,
            recipient.RedeemedAt,
            recipient.ReceivedAt,
            [.. parcels.Select(parcel => ParcelView.Of(parcel, file.Lines))]
        );
    }
}

/// <summary>A parcel on its way. Where the carrier has it is not known here and therefore not said.</summary>
public sealed record ParcelView(int No, string Company, string TrackingNo, DateTimeOffset ShippedAt, IReadOnlyList<ParcelPiecesView> Pieces)
{
    public static ParcelView Of(Parcel parcel, IReadOnlyList<OrderLine> lines) =>
        new(
            parcel.No,
            parcel.Company,
            parcel.TrackingNo,
            parcel.ShippedAt,
            [
                .. parcel.Pieces.Select(piece =>
                {
                    var line = lines.First(line => line.Id == piece.LineId);
                    return new ParcelPiecesView(line.Id, line.Name, line.SpecText, line.ImageUrl, piece.Quantity);
                }),
            ]
        );
}

public sealed record ParcelPiecesView(Id LineId, string Name, string SpecText, string ImageUrl, int Quantity);

/// <summary>An invoice as buyer and staff see it.</summary>
/// <param name="Number">Set when it is issued.</param>
/// <param name="FileUrl">Where it is, if not sent by mail.</param>
public sealed record InvoiceView(
    InvoiceState State,
    InvoiceKind Kind,
    string Title,
    string? TaxNo,
    string Email,
    string? Number,
    string? FileUrl,
    DateTimeOffset? IssuedAt
)
{
    public static InvoiceView? Of(Order order) =>
        order.Invoice is { } invoice
            ? new InvoiceView(
                order.InvoiceState ?? InvoiceState.Requested,
                invoice.Kind,
                invoice.Title,
                invoice.TaxNo,
                invoice.Email,
                invoice.Number,
                invoice.FileUrl,
                invoice.IssuedAt
            )
            : null;
}

/// <param name="Actor">买家, 商家 or 系统; the name of whoever did it, for staff.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Text, string? Detail, string Actor);

/// <summary>Everything stored of one order.</summary>
internal sealed record OrderFile(
    Order Order,
    IReadOnlyList<OrderLine> Lines,
    IReadOnlyList<PaymentPart> Parts,
    IReadOnlyList<Recipient> Recipients,
    IReadOnlyList<Refund> Refunds,
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<Parcel> Parcels,
    IReadOnlyList<OrderEdit> Edits
)
{
    /// <summary>How many of the lines were reviewed.</summary>
    public int Reviewed { get; init; }

    public static OrderFile Of(PlacedRows placed) =>
        new(placed.Order, placed.Lines, [placed.Part], [placed.Recipient], [], [.. placed.Claims.OrderBy(claim => claim.Id)], [], []);
}
