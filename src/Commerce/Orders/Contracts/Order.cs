using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

public enum OrderState
{
    Unpaid,
    ToShip,
    Shipped,
    Received,
    Completed,
    Closed,
}

/// <summary>A coloured mark that staff put on an order; what a colour means is the shop's own custom.</summary>
public enum OrderFlag
{
    Red,
    Yellow,
    Green,
    Blue,
    Purple,
}

/// <summary>An order. Its lines, payment parts and recipients are rows of their own, locked by this one.</summary>
public sealed record Order : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    /// <summary>The number people read out: date and sequence, unique in the shop.</summary>
    public required string No { get; init; }

    public required Id MemberId { get; init; }

    public OrderState State { get; init; }

    /// <summary>Why a paid order may not be shipped yet, in Chinese (waiting for a team); null: nothing holds it.</summary>
    public string? Hold { get; init; }

    /// <summary>What the order came from, opaque to Orders, such as <c>run:42</c>.</summary>
    public string? SourceRef { get; init; }

    public required Fen GoodsFen { get; init; }

    public required Fen DiscountFen { get; init; }

    public required Fen FreightFen { get; init; }

    public required Fen PayableFen { get; init; }

    /// <summary>What balances pay of PayableFen, taken when the order is placed; the rest is asked for by payment parts.</summary>
    public Fen TenderFen { get; init; }

    /// <summary>Cash and balances.</summary>
    public Fen PaidFen { get; init; }

    /// <summary>Refunds that the channel has confirmed.</summary>
    public Fen RefundedFen { get; init; }

    /// <summary>Refunds accepted and not yet confirmed.</summary>
    public Fen RefundingFen { get; init; }

    /// <summary>After-sales in which somebody has to act: the order is neither received by the clock nor completed meanwhile.</summary>
    public int OpenAfterSales { get; init; }

    public string Remark { get; init; } = "";

    public string MerchantRemark { get; init; } = "";

    public OrderFlag? Flag { get; init; }

    /// <summary>What the buyer wants an invoice for, and what became of it; null: none is wanted.</summary>
    public OrderInvoice? Invoice { get; init; }

    /// <summary>Of <see cref="Invoice"/>, to be filtered by.</summary>
    public InvoiceState? InvoiceState { get; init; }

    public required Quote Quote { get; init; }

    public Delivery Delivery { get; init; }

    /// <summary>Null for pickup: what is fetched where stands on the recipient.</summary>
    public required Address? Address { get; init; }

    /// <summary>Who gets the goods, to be searched for.</summary>
    public string ReceiverName { get; init; } = "";

    /// <summary>Keyed hash of the address's phone number: finds orders by the whole number.</summary>
    public string? ReceiverPhoneIndex { get; init; }

    /// <summary>The last four digits of it, which people read out to each other.</summary>
    public string? ReceiverPhoneTail { get; init; }

    /// <summary>The address as it was given is not enough for a carrier: staff must ask before they ship.</summary>
    public bool IsAddressIncomplete { get; init; }

    public required Attribution Attribution { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Unpaid orders are closed after this; null when nothing is waited for.</summary>
    public DateTimeOffset? PayBefore { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When its latest parcel left.</summary>
    public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>How many parcels have left; some, and still to ship: it is shipped in part.</summary>
    public int ParcelCount { get; init; }

    /// <summary>
    /// From when on what nobody carries can be handed over by itself: a course is opened. Null when there is nothing, or it was.
    /// </summary>
    public DateTimeOffset? DeliverAt { get; init; }

    public DateTimeOffset? AutoReceiveAt { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public DateTimeOffset? AfterSaleEndsAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? CloseReason { get; init; }
}

/// <summary>A line of an order.</summary>
public sealed record OrderLine : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id OrderId { get; init; }

    public required Id SkuId { get; init; }

    public required Id ProductId { get; init; }

    public required Id CategoryId { get; init; }

    public required string Name { get; init; }

    public required string SpecText { get; init; }

    public required string ImageUrl { get; init; }

    public required int Quantity { get; init; }

    public required Fen ListPriceFen { get; init; }

    public required Fen UnitPriceFen { get; init; }

    /// <summary>The paid amount of the line: after all discounts, without freight.</summary>
    public required Fen PayableFen { get; init; }

    /// <summary>The part of it that commission is reckoned from: what cash and balances that count as paid cover.</summary>
    public required Fen BaseFen { get; init; }

    /// <summary>The line's share of the points that were used.</summary>
    public long Points { get; init; }

    /// <summary>Came along for nothing.</summary>
    public bool IsGift { get; init; }

    public string? OfferRef { get; init; }

    /// <summary>What its buyer may learn or read, as it was when the order was placed.</summary>
    public Id? CourseId { get; init; }

    public Fen RefundedFen { get; init; }

    public int RefundedQuantity { get; init; }

    /// <summary>Accepted refunds that the channel has not confirmed yet.</summary>
    public Fen RefundingFen { get; init; }

    public int RefundingQuantity { get; init; }

    /// <summary>What of <see cref="BaseFen"/> stands while so much of the line is not refunded: all of it at first, 0 at the end.</summary>
    public Fen BaseOf(Fen remaining) => PayableFen == Fen.Zero ? Fen.Zero : BaseFen.Part(remaining.Value, PayableFen.Value);

    /// <summary>Pieces that left in parcels.</summary>
    public int ShippedQuantity { get; init; }

    /// <summary>Pieces still in the house that belong to the buyer. Refunded pieces are first those that had not left.</summary>
    public int ToShipQuantity => Math.Max(0, Quantity - ShippedQuantity - RefundedQuantity);
}

/// <summary>Who brought this order, by the shop's rule, with both candidates.</summary>
/// <param name="Chosen"><c>bond</c>, <c>last_touch</c> or <c>none</c>.</param>
/// <param name="SharerId">The chosen sharer.</param>
public sealed record Attribution(string Chosen, Id? SharerId, AttributionCandidate? Bond, AttributionCandidate? LastTouch)
{
    public static readonly Attribution Nobody = new("none", null, null, null);
}

public sealed record AttributionCandidate(Id SharerId, DateTimeOffset Since, string Channel);

/// <summary>How orders are found under lock.</summary>
public static class OrderRows
{
    public static readonly RowSet<Order, Id> ById = new(Stage.Order, order => order.Id);
    public static readonly RowSet<OrderLine, Id> LinesOf = new(Stage.Order, line => line.OrderId);
    public static readonly RowSet<PaymentPart, Id> PartsOf = new(Stage.Order, part => part.OrderId);
    public static readonly RowSet<Recipient, Id> RecipientsOf = new(Stage.Order, recipient => recipient.OrderId);
    public static readonly RowSet<Parcel, Id> ParcelsOf = new(Stage.Order, parcel => parcel.OrderId);

    /// <summary>The holder of an order's claims.</summary>
    public static string Holder(Id orderId) => $"order:{orderId}";
}
