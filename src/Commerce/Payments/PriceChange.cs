using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Payments;

/// <summary>What an order is after staff changed its price. Pure: the quote stays the explanation of every amount.</summary>
internal static class PriceChange
{
    private const string Label = "商家改价";

    private static readonly Refusal AboveList = Refusal.Conflict(
        "price_above_list",
        "改价不能高于商品原价",
        "A changed price may not be above the list price"
    );

    private static readonly Refusal NothingToPay = Refusal.Conflict(
        "price_nothing_left",
        "改价后至少要付 0.01 元",
        "At least 0.01 must be left to pay"
    );

    private static readonly Refusal BelowBalances = Refusal.Conflict(
        "price_below_balances",
        "改价后的金额不能低于买家已用余额支付的部分",
        "The price may not fall below what balances pay already"
    );

    private static readonly Refusal SamePrice = Refusal.Conflict("price_same", "价格没有变化", "The price would stay the same");

    public static Result<Repriced> Of(Order order, IReadOnlyList<OrderLine> lines, PriceWish wish)
    {
        if (wish.Lines.Any(price => lines.All(line => line.Id != price.LineId)))
        {
            return Refusal.NotFound;
        }

        var wished = wish.Lines.ToDictionary(price => price.LineId, price => price.PayableFen);
        var changed = lines
            .Select(line => line.IsGift ? line : line with { PayableFen = wished.GetValueOrDefault(line.Id, line.PayableFen) })
            .ToList();
        if (changed.Exists(line => line.PayableFen > line.ListPriceFen * line.Quantity))
        {
            return AboveList;
        }

        var goods = changed.Sum(line => line.PayableFen);
        var payable = goods + wish.FreightFen;
        if (payable <= Fen.Zero)
        {
            return NothingToPay;
        }

        if (order.TenderFen > Fen.Zero && payable <= order.TenderFen)
        {
            return BelowBalances;
        }

        if (wish.FreightFen == order.FreightFen && changed.SequenceEqual(lines))
        {
            return SamePrice;
        }

        var bases = PaidBases.Of([.. changed.Select(line => line.PayableFen)], wish.FreightFen, order.Quote.Tenders);
        changed = [.. changed.Zip(bases, (line, paid) => line with { BaseFen = paid })];
        var quote = Explained(order.Quote, changed, wish);
        var repriced = order with
        {
            DiscountFen = quote.DiscountFen,
            FreightFen = quote.FreightFen,
            PayableFen = quote.PayableFen,
            Quote = quote,
        };
        return new Repriced(repriced, changed);
    }

    private static Quote Explained(Quote before, IReadOnlyList<OrderLine> changed, PriceWish wish)
    {
        var lines = before.Lines.Select(line => Explained(line, changed, wish.Reason)).ToList();
        var goods = lines.Sum(line => line.PayableFen);
        var goodsDelta = goods - before.Lines.Sum(line => line.PayableFen);
        var freightDelta = wish.FreightFen - before.FreightFen;
        var lanes = before.Lanes.Select(lane =>
            lane.Lane switch
            {
                Lane.Order => With(lane, goodsDelta, wish.Reason),
                Lane.Freight => With(lane, freightDelta, wish.Reason),
                Lane.Item or Lane.Bundle or Lane.Coupon or Lane.Points => lane,
            }
        );
        return before with
        {
            Lines = lines,
            Lanes = [.. lanes],
            DiscountFen = before.GoodsFen - goods,
            FreightFen = wish.FreightFen,
            PayableFen = goods + wish.FreightFen,
            CashFen = goods + wish.FreightFen - before.Tenders.Sum(tender => tender.UseFen),
        };
    }

    /// <summary>A SKU may stand in two lines of an order, by an offer and without: both together name a line.</summary>
    private static QuoteLine Explained(QuoteLine line, IReadOnlyList<OrderLine> changed, string reason)
    {
        var row = changed.First(one => one.SkuId == line.SkuId && one.OfferRef == line.OfferRef && one.IsGift == line.IsGift);
        var payable = row.PayableFen;
        var delta = payable - line.PayableFen;
        return delta == Fen.Zero
            ? line
            : line with
            {
                PayableFen = payable,
                DiscountFen = line.GoodsFen - payable,
                BaseFen = row.BaseFen,
                Steps = [.. line.Steps, Step(Lane.Order, delta, reason)],
            };
    }

    private static QuoteLane With(QuoteLane lane, Fen delta, string reason) =>
        delta == Fen.Zero
            ? lane
            : lane with
            {
                AmountFen = lane.AmountFen + delta,
                Steps = [.. lane.Steps, Step(lane.Lane, delta, reason)],
            };

    private static QuoteStep Step(Lane lane, Fen delta, string reason)
    {
        var direction = delta < Fen.Zero ? "减" : "加";
        return new QuoteStep(lane, Label, delta, $"商家改价，{direction} {(delta < Fen.Zero ? -delta : delta).ToYuan()}（{reason}）");
    }
}

internal sealed record Repriced(Order Order, IReadOnlyList<OrderLine> Lines);
