using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>What refunds of an order may come to. Pure.</summary>
internal static class RefundMath
{
    public static readonly Refusal TooMuch = Refusal.Conflict(
        "refund_exceeds",
        "退款超过了可退的金额或数量",
        "The refund exceeds what is left of the order"
    );

    /// <summary>What of the line's money is neither refunded nor being refunded.</summary>
    public static Fen Left(OrderLine line) => line.PayableFen - line.RefundedFen - line.RefundingFen;

    public static int PiecesLeft(OrderLine line) => line.Quantity - line.RefundedQuantity - line.RefundingQuantity;

    /// <summary>Turns a wish into amounts, each at most what is left.</summary>
    public static Result<IReadOnlyList<RefundLine>> Lines(IReadOnlyList<OrderLine> lines, IReadOnlyList<RefundLineInput> wished)
    {
        var result = new List<RefundLine>();
        foreach (var wish in wished)
        {
            if (lines.FirstOrDefault(line => line.Id == wish.LineId) is not { } line)
            {
                return Refusal.NotFound;
            }

            var amount = wish.AmountFen ?? ShareOf(line, wish.Quantity);
            if (wish.Quantity > PiecesLeft(line) || amount > Left(line) || (amount == Fen.Zero && wish.Quantity == 0))
            {
                return TooMuch;
            }

            result.Add(RefundLine.Of(line, wish.Quantity, amount));
        }

        return result;
    }

    /// <summary>Goods that go back and forth, without money.</summary>
    public static Result<IReadOnlyList<RefundLine>> Pieces(IReadOnlyList<OrderLine> lines, IReadOnlyList<RefundLineInput> wished)
    {
        var result = new List<RefundLine>();
        foreach (var wish in wished)
        {
            if (lines.FirstOrDefault(line => line.Id == wish.LineId) is not { } line)
            {
                return Refusal.NotFound;
            }

            if (wish.Quantity < 1 || wish.Quantity > PiecesLeft(line))
            {
                return TooMuch;
            }

            result.Add(RefundLine.Of(line, wish.Quantity, Fen.Zero));
        }

        return result;
    }

    /// <summary>
    /// The same refund for less money: every line gives in proportion, and freight gives first. Whoever keeps the goods keeps the pieces.
    /// </summary>
    /// <param name="amount">More than nothing, at most what was asked for.</param>
    public static Result<Refund> Lessened(Refund refund, Fen amount)
    {
        if (amount > refund.AmountFen || amount <= Fen.Zero)
        {
            return TooMuch;
        }

        var keepsGoods = refund.Kind == RefundKind.RefundOnly;
        var goods = refund.Lines.Sum(line => line.AmountFen);
        var ofGoods = Fen.Min(amount, goods);
        var shares = ofGoods.Split([.. refund.Lines.Select(line => line.AmountFen.Value)]);
        return refund with
        {
            AmountFen = amount,
            FreightFen = amount - ofGoods,
            Lines =
            [
                .. refund.Lines.Zip(shares, (line, share) => line with { AmountFen = share, Quantity = keepsGoods ? 0 : line.Quantity }),
            ],
        };
    }

    /// <summary>Whether there is less left of the order than the refund takes; a line may stand in it twice.</summary>
    public static bool Exceeds(Order order, IReadOnlyList<OrderLine> lines, Refund refund) =>
        order.RefundedFen + order.RefundingFen + refund.AmountFen > order.PaidFen
        || refund
            .Lines.GroupBy(part => part.LineId)
            .Any(parts =>
            {
                var line = lines.First(line => line.Id == parts.Key);
                return parts.Sum(part => part.AmountFen) > Left(line) || parts.Sum(part => part.Quantity) > PiecesLeft(line);
            });

    /// <summary>Everything that is left.</summary>
    public static IReadOnlyList<RefundLine> Everything(IReadOnlyList<OrderLine> lines) =>
        [
            .. lines
                .Where(line => PiecesLeft(line) > 0 || Left(line) > Fen.Zero)
                .Select(line => RefundLine.Of(line, PiecesLeft(line), Left(line))),
        ];

    /// <summary>
    /// The pieces' share, cumulative: after q of n pieces floor(q × paid / n) has been given back, so that parts never add up to more
    /// than the whole.
    /// The last piece takes whatever is left.
    /// </summary>
    private static Fen ShareOf(OrderLine line, int quantity)
    {
        var gone = line.RefundedQuantity + line.RefundingQuantity + quantity;
        var standing = line.PayableFen.Part(gone, line.Quantity) - line.RefundedFen - line.RefundingFen;
        return Fen.Max(Fen.Zero, Fen.Min(standing, Left(line)));
    }

    /// <summary>
    /// What of a refund goes back to balances, cumulative: after refunds of X in all, a balance that paid k of the total has got
    /// floor(k × X / total), and cash takes the rest; each refund gives the difference. What goes back by cash never exceeds what came by
    /// cash, also where the channel closed a refund in between.
    /// </summary>
    /// <param name="refunds">Every refund of the order.</param>
    public static IReadOnlyList<TenderPart> Tenders(Order order, IReadOnlyList<Refund> refunds, Fen amount)
    {
        var live = refunds
            .Where(refund => refund.Kind != RefundKind.ReturnedPayment)
            .Where(refund => refund.State is RefundState.Accepted or RefundState.Succeeded or RefundState.Abnormal)
            .ToList();
        var gone = live.Sum(refund => refund.AmountFen) + amount;
        var cashLeft = order.PayableFen - order.TenderFen - live.Sum(refund => refund.CashFen);
        var left = amount;
        var parts = new List<TenderPart>();
        foreach (var tender in order.Quote.Tenders.Where(tender => tender.UseFen > Fen.Zero))
        {
            var given = live.SelectMany(refund => refund.Tenders).Where(part => part.Code == tender.Code).Sum(part => part.AmountFen);
            var due = Fen.Max(Fen.Zero, tender.UseFen.Part(gone.Value, order.PayableFen.Value) - given);
            var part = Fen.Min(Fen.Max(due, left - cashLeft - LaterRoom(order, live, tender)), Fen.Min(left, tender.UseFen - given));
            parts.Add(new TenderPart(tender.Code, tender.Label, part, tender.CountsAsPaid));
            left -= part;
        }

        return [.. parts.Where(part => part.AmountFen > Fen.Zero)];
    }

    /// <summary>What the balances after this one can still take back.</summary>
    private static Fen LaterRoom(Order order, IReadOnlyList<Refund> live, TenderOption tender)
    {
        var later = order.Quote.Tenders.SkipWhile(one => one != tender).Skip(1).ToList();
        var codes = later.Select(one => one.Code).ToList();
        var given = live.SelectMany(refund => refund.Tenders).Where(part => codes.Contains(part.Code)).Sum(part => part.AmountFen);
        return later.Sum(one => one.UseFen) - given;
    }

    /// <summary>Freight goes back with the last goods of an order that never left the house.</summary>
    public static Fen Freight(Order order, IReadOnlyList<OrderLine> lines, IReadOnlyList<RefundLine> refunded)
    {
        var gone = refunded.ToDictionary(line => line.LineId);
        var isWhole = lines.All(line => gone.TryGetValue(line.Id, out var part) ? Left(line) == part.AmountFen : Left(line) == Fen.Zero);
        return isWhole && order.State == OrderState.ToShip && order.ParcelCount == 0 ? order.FreightFen : Fen.Zero;
    }
}
