namespace Banyan.Host.Demo.Plan;

/// <summary>The orders that the personas' introductions promise.</summary>
internal static class StoryPlan
{
    public static IEnumerable<PlannedOrder> Make(Calendar calendar, IReadOnlyList<PlannedMember> members, StockPlan stock)
    {
        int Member(string name) => members.IndexOf(name);
        DateTimeOffset Ago(int days, int hours) => calendar.Now.AddDays(-days).AddHours(-hours);

        yield return Order(Member("沈知秋"), Ago(25, 2), ("tieguanyin", 1), ("picturebook", 0)).Delivered(4, 70);
        yield return Order(Member("沈知秋"), Ago(9, 5), ("jasmine", 0)).Delivered(20, 60);
        yield return Order(Member("沈知秋"), Ago(1, 20), ("rice", 1), ("noodle", 0)).Shipped(18);
        yield return Order(Member("沈知秋"), Ago(0, 3), ("orange", 1)).Paid();
        yield return Order(Member("沈知秋"), Ago(0, 9), ("candle", 0)).Shipped(2) with
        {
            Pickup = true,
        };

        yield return Order(Member("许一诺"), Ago(12, 4), ("zhurenbei", 0)).Delivered(19, 66);
        yield return Order(Member("许一诺"), Ago(0, 5), ("honey", 0), ("handcream", 0)).Paid();
        yield return Order(Member("果果妈"), Ago(16, 3), ("crayon", 0), ("backpack", 0)).Delivered(20, 50);

        var tea = Order(Member("老周爱喝茶"), Ago(8, 6), ("rougui", 2)).Delivered(16, 70);
        var asked = new PlannedRefund(Ago(0, 6), RefundScope.ThirdOfFirstLine, "收到有磕碰", RefundVerdict.Waiting, DecidedAt: null);
        yield return tea with
        {
            Refund = asked,
        };

        // What 苏苏的茶席 earned with this order is taken back when it is refunded.
        var back = Order(Member("老周爱喝茶"), Ago(19, 1), ("gaiwan", 0)).Delivered(22, 48);
        yield return back with
        {
            Refund = new PlannedRefund(Ago(15, 2), RefundScope.Whole, "和想象的颜色不太一样", RefundVerdict.Accepted, Ago(14, 22)),
        };

        PlannedOrder Order(int member, DateTimeOffset at, params (string Slug, int Sku)[] goods)
        {
            foreach (var (slug, sku) in goods)
            {
                if (!stock.TryTake(slug, sku, 1))
                {
                    throw new InvalidOperationException($"The plan has run out of {slug}.");
                }
            }

            return new PlannedOrder(member, at, [.. goods.Select(piece => new PlannedLine(piece.Slug, piece.Sku, 1))]);
        }
    }

    private static PlannedOrder Paid(this PlannedOrder order) => order with { PaidAt = order.PlacedAt.AddSeconds(48) };

    private static PlannedOrder Shipped(this PlannedOrder order, int hours) =>
        order.Paid() with
        {
            ShippedAt = order.PlacedAt.AddHours(hours),
        };

    private static PlannedOrder Delivered(this PlannedOrder order, int shipHours, int travelHours) =>
        order.Shipped(shipHours) with
        {
            ReceivedAt = order.PlacedAt.AddHours(shipHours + travelHours),
        };
}
