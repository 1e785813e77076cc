namespace Banyan.Host.Demo.Plan;

/// <summary>A month of ordinary orders: growth, weekends, evenings, second thoughts and a few complaints.</summary>
internal static class OrderPlan
{
    private const int OrdersAtFirst = 7;
    private const int OrdersAtLast = 19;

    public static IReadOnlyList<PlannedOrder> Make(Calendar calendar, IReadOnlyList<PlannedMember> members, StockPlan stock)
    {
        var orders = new List<PlannedOrder>(StoryPlan.Make(calendar, members, stock));
        var dice = new Dice(59);
        // Dice of its own: who fetches their order changes nothing else of the story.
        var fetching = new Dice(61);
        var basket = new Basket(DemoContent.MainCatalog, stock, dice);
        for (var day = DemoPlan.FirstOrderDay; day <= 0; day++)
        {
            var trend = OrdersAtFirst + (OrdersAtLast - OrdersAtFirst) * (day - DemoPlan.FirstOrderDay) / -DemoPlan.FirstOrderDay;
            var count = trend * calendar.Busyness(day) * dice.Between(85, 115) / 10_000;
            for (var i = 0; i < count; i++)
            {
                if (calendar.IfCome(calendar.Sometime(day, dice)) is { } at && basket.Fill() is { Count: > 0 } lines)
                {
                    var remark = dice.Percent(14) ? dice.Pick(DemoContent.People.Remarks) : "";
                    var order = new PlannedOrder(Buyer(members, at, dice), at, lines) { Remark = remark };
                    var fate = Fate(calendar, order, dice);
                    orders.Add(fate with { Pickup = fate.Refund is null && fetching.Percent(9) });
                }
            }
        }

        return [.. orders.OrderBy(order => order.PlacedAt)];
    }

    // Regulars come back again and again; personas follow their own stories.
    private static int Buyer(IReadOnlyList<PlannedMember> members, DateTimeOffset at, Dice dice)
    {
        var choices = new List<(int, int)>();
        for (var i = 0; i < members.Count && members[i].JoinsAt < at.AddHours(-1); i++)
        {
            var persona = DemoContent.People.Personas.Any(persona => persona.Name == members[i].Nickname);
            var fresh = members[i].JoinsAt > at.AddDays(-2) ? 5 : 2;
            choices.Add(
                (
                    i,
                    persona ? 0
                    : members[i].Number % 6 == 0 ? 10
                    : fresh
                )
            );
        }

        return dice.PickWeighted(choices);
    }

    public static PlannedOrder Fate(Calendar calendar, PlannedOrder order, Dice dice)
    {
        var luck = dice.Below(100);
        if (luck < 5)
        {
            return order with { CancelledAt = calendar.IfCome(order.PlacedAt.AddMinutes(dice.Between(2, 12))) };
        }

        if (luck < 9)
        {
            return order;
        }

        var paid = order.PlacedAt.AddSeconds(dice.Between(15, 260));
        order = order with { PaidAt = calendar.IfCome(paid) };
        if (luck < 12)
        {
            var asked = paid.AddMinutes(dice.Between(12, 70));
            return order with { Refund = RefundAt(calendar, asked, RefundScope.Whole, dice.Percent(60) ? "不想要了" : "拍错规格了", dice) };
        }

        var shipped = Calendar.WorkingTime(paid.AddMinutes(dice.Between(100, 300)), dice);
        var received = shipped.AddHours(dice.Between(44, 100));
        order = order with { ShippedAt = calendar.IfCome(shipped), ReceivedAt = dice.Percent(66) ? calendar.IfCome(received) : null };
        if (luck < 18 && order.ReceivedAt is { } at)
        {
            var scope = dice.Pick<RefundScope>([RefundScope.FirstLine, RefundScope.ThirdOfFirstLine, RefundScope.Whole]);
            var reason = dice.Pick(DemoContent.People.RefundReasons);
            return order with { Refund = RefundAt(calendar, at.AddHours(dice.Between(3, 60)), scope, reason, dice) };
        }

        return order;
    }

    private static PlannedRefund? RefundAt(Calendar calendar, DateTimeOffset at, RefundScope scope, string reason, Dice dice)
    {
        if (calendar.IfCome(at) is null)
        {
            return null;
        }

        var decided = Calendar.WorkingTime(at.AddMinutes(dice.Between(35, 200)), dice);
        var verdict = dice.Percent(12) && scope != RefundScope.Whole ? RefundVerdict.Rejected : RefundVerdict.Accepted;
        return calendar.IfCome(decided) is null
            ? new PlannedRefund(at, scope, reason, RefundVerdict.Waiting, DecidedAt: null)
            : new PlannedRefund(at, scope, reason, verdict, decided);
    }

    /// <summary>Chooses goods by how well they sell.</summary>
    internal sealed class Basket(IReadOnlyList<CategoryContent> catalog, StockPlan stock, Dice dice)
    {
        private readonly IReadOnlyList<(GoodsContent, int)> goodsByHeat =
        [
            .. catalog.SelectMany(category => category.Goods).Select(goods => (goods, goods.Heat * goods.Heat)),
        ];

        public IReadOnlyList<PlannedLine> Fill()
        {
            var lines = new Dictionary<string, PlannedLine>(StringComparer.Ordinal);
            var wanted = dice.PickWeighted<int>([(1, 62), (2, 28), (3, 10)]);
            for (var i = 0; i < wanted; i++)
            {
                var goods = dice.PickWeighted(goodsByHeat);
                var sku = goods.Skus.Count == 1 || dice.Percent(58) ? 0 : dice.Below(goods.Skus.Count);
                var quantity = goods.Skus[sku].PriceFen > 30_000 ? 1 : dice.PickWeighted<int>([(1, 82), (2, 14), (3, 4)]);
                if (!lines.ContainsKey(goods.Slug) && stock.TryTake(goods.Slug, sku, quantity))
                {
                    lines[goods.Slug] = new PlannedLine(goods.Slug, sku, quantity);
                }
            }

            return [.. lines.Values];
        }
    }
}
