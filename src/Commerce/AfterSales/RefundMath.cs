using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
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

            result.Add(new RefundLine(line.Id, line.Name, wish.Quantity, amount));
        }

        return result;
    }

    /// <summary>Everything that is left.</summary>
    public static IReadOnlyList<RefundLine> Everything(IReadOnlyList<OrderLine> lines) =>
        [
            .. lines
                .Where(line => PiecesLeft(line) > 0 || Left(line) > Fen.Zero)
                .Select(line => new RefundLine(line.Id, line.Name, PiecesLeft(line), Left(line))),
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

    /// <summary>Freight goes back with the last goods of an order that never left the house.</summary>
    public static Fen Freight(Order order, IReadOnlyList<OrderLine> lines, IReadOnlyList<RefundLine> refunded)
    {
        var gone = refunded.ToDictionary(line => line.LineId);
        var isWhole = lines.All(line => gone.TryGetValue(line.Id, out var part) ? Left(line) == part.AmountFen : Left(line) == Fen.Zero);
        return isWhole && order.State == OrderState.ToShip ? order.FreightFen : Fen.Zero;
    }
}
