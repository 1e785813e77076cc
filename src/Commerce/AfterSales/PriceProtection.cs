using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>
/// What a buyer gets back because a price fell soon after the order was paid. The paid amount falls as the list price did, whatever
/// discounts the line had; what a campaign sold at its own price is not protected. Pure.
/// </summary>
internal static class PriceProtection
{
    private static readonly Refusal NoDrop = Refusal.Conflict(
        "price_not_lower",
        "这件商品没有降价，或者降价差额已经退过了",
        "The price has not fallen, or the difference was given back already"
    );

    private static readonly Refusal TooLate = Refusal.Conflict(
        "price_protection_over",
        "已经过了价格保护期",
        "The time of price protection is over"
    );

    public static bool IsOver(Order order, int days, DateTimeOffset at) => !(order.PaidAt?.AddDays(days) > at);

    public static Result<IReadOnlyList<RefundLine>> Lines(
        Order order,
        IReadOnlyList<OrderLine> lines,
        IReadOnlyList<Refund> refunds,
        RefundWish wish,
        int days,
        DateTimeOffset at
    )
    {
        if (IsOver(order, days, at))
        {
            return TooLate;
        }

        var result = new List<RefundLine>();
        foreach (var wished in wish.Lines!)
        {
            if (lines.FirstOrDefault(line => line.Id == wished.LineId) is not { } line)
            {
                return Refusal.NotFound;
            }

            var due = wish.PricesNow.TryGetValue(line.SkuId, out var now) ? DueFor(line, refunds, now) : Fen.Zero;
            if (due == Fen.Zero)
            {
                return NoDrop;
            }

            result.Add(RefundLine.Of(line, 0, due));
        }

        return result;
    }

    /// <summary>
    /// The paid amount of the pieces that stand × (list price then − now) / list price then, less what was given for it before.
    /// </summary>
    public static Fen DueFor(OrderLine line, IReadOnlyList<Refund> refunds, Fen priceNow)
    {
        if (line.OfferRef is not null || line.IsGift || priceNow >= line.ListPriceFen)
        {
            return Fen.Zero;
        }

        var standing = line.PayableFen.Part(RefundMath.PiecesLeft(line), line.Quantity);
        var given = refunds
            .Where(refund =>
                refund
                    is {
                        Kind: RefundKind.PriceProtection,
                        State: not (RefundState.Rejected or RefundState.Withdrawn or RefundState.Closed)
                    }
            )
            .SelectMany(refund => refund.Lines)
            .Where(part => part.LineId == line.Id)
            .Sum(part => part.AmountFen);
        var due = standing.Part((line.ListPriceFen - priceNow).Value, line.ListPriceFen.Value) - given;
        return Fen.Max(Fen.Zero, Fen.Min(due, RefundMath.Left(line)));
    }
}
