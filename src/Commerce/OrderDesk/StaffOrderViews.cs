using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Quota;
using Banyan.Kernel;

namespace Banyan.Commerce.OrderDesk;

/// <summary>An order in the console's list.</summary>
public sealed record ConsoleOrderCard(
    Id Id,
    string No,
    OrderState State,
    string StateText,
    string? HoldText,
    Buyer Buyer,
    Fen PayableFen,
    Fen RefundedFen,
    IReadOnlyList<OrderLineView> Lines,
    string Receiver,
    Delivery Delivery,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PaidAt,
    string MerchantRemark
)
{
    public static ConsoleOrderCard Of(Order order, IEnumerable<OrderLine> lines, IReadOnlyDictionary<Id, Person> people) =>
        new(
            order.Id,
            order.No,
            order.State,
            OrderTexts.Of(order),
            order.Hold,
            Buyer.Of(order.MemberId, people),
            order.PayableFen,
            order.RefundedFen,
            [.. lines.Select(OrderLineView.Of)],
            order.ReceiverName,
            order.Delivery,
            order.CreatedAt,
            order.PaidAt,
            order.MerchantRemark
        )
        {
            Version = order.Version,
            Flag = order.Flag,
            ParcelCount = order.ParcelCount,
            InvoiceState = order.InvoiceState,
        };

    public int Version { get; init; }

    public OrderFlag? Flag { get; init; }

    /// <summary>Parcels that have left.</summary>
    public int ParcelCount { get; init; }

    public InvoiceState? InvoiceState { get; init; }

    /// <summary>Why it is among the abnormal ones; null: nothing is wrong.</summary>
    public OrderProblem? Problem { get; init; }
}

/// <summary>An order in full, for staff. Commissions are asked for by order at /commissions.</summary>
public sealed record ConsoleOrder(
    Id Id,
    string No,
    OrderState State,
    string StateText,
    string? HoldText,
    Buyer Buyer,
    Fen GoodsFen,
    Fen DiscountFen,
    Fen FreightFen,
    Fen PayableFen,
    Fen PaidFen,
    Fen RefundedFen,
    Fen RefundingFen,
    Quote Quote,
    Delivery Delivery,
    Address? Address,
    string Remark,
    string MerchantRemark,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PaidAt
)
{
    /// <summary>Sent back with a change, so that two people do not undo each other's.</summary>
    public required int Version { get; init; }

    public OrderFlag? Flag { get; init; }

    /// <summary>Closed after this when it is not paid.</summary>
    public DateTimeOffset? PayBefore { get; init; }

    public DateTimeOffset? AutoReceiveAt { get; init; }

    public DateTimeOffset? AfterSaleEndsAt { get; init; }

    public InvoiceView? Invoice { get; init; }

    /// <summary>Why it is among the abnormal ones; null: nothing is wrong.</summary>
    public OrderProblem? Problem { get; init; }

    public required IReadOnlyList<OrderLineView> Lines { get; init; }

    public required IReadOnlyList<PaymentPartView> Parts { get; init; }

    public required IReadOnlyList<RecipientView> Recipients { get; init; }

    public required IReadOnlyList<ConsoleRefund> Refunds { get; init; }

    public required IReadOnlyList<ClaimView> Claims { get; init; }

    public required AttributionView Attribution { get; init; }

    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}

/// <summary>What the order reserved, in words.</summary>
/// <param name="Quantity">What still stands: returned pieces are taken off.</param>
public sealed record ClaimView(string Pool, string Label, long Quantity, ClaimState State, DateTimeOffset? ExpiresAt)
{
    public static ClaimView Of(Claim claim) =>
        new(claim.PoolKey, LabelOf(claim.PoolKey), claim.Quantity - claim.Returned, claim.State, claim.ExpiresAt);

    private static string LabelOf(string pool) =>
        pool.Split(':') switch
        {
            ["sku", ..] => "商品库存",
            ["run", _, "seats"] => "拼团席位",
            ["campaign", _, "sku", ..] => "活动库存",
            ["campaign", _, "member", ..] => "每人限购",
            _ => "其他额度",
        };
}

/// <summary>Who brought the order, with both candidates.</summary>
public sealed record AttributionView(string Chosen, OrderBond? Bond, OrderTouch? LastTouch)
{
    public static AttributionView Of(Attribution attribution, IReadOnlyDictionary<Id, Person> people) =>
        new(
            attribution.Chosen,
            attribution.Bond is { } bond ? new OrderBond(Buyer.Of(bond.SharerId, people), bond.Since) : null,
            attribution.LastTouch is { } touch ? new OrderTouch(Buyer.Of(touch.SharerId, people), touch.Since, touch.Channel) : null
        );
}

public sealed record OrderBond(Buyer Sharer, DateTimeOffset Since);

public sealed record OrderTouch(Buyer Sharer, DateTimeOffset At, string Channel);
