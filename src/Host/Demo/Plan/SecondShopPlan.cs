namespace Banyan.Host.Demo.Plan;

/// <summary>The small shop next door: a few people, a few orders, and nothing of it in the first shop.</summary>
internal sealed record SecondShopPlan(IReadOnlyList<PlannedMember> Members, IReadOnlyList<PlannedOrder> Orders)
{
    public const int MemberCount = 8;
    private const int OrderCount = 14;

    public static SecondShopPlan For(DateTimeOffset now)
    {
        var (calendar, dice) = (new Calendar(now), new Dice(61));
        var names = Nicknames.Take(DemoPlan.NameCount);
        var members = new List<PlannedMember>();
        for (var i = 0; i < MemberCount; i++)
        {
            var number = names.Count - MemberCount + i;
            var phone = PeoplePlan.Phone(number, dice);
            var at = calendar.At(-20 + i, 12, dice.Below(300));
            int? sharer = i > 1 && i % 2 == 0 ? i - 1 : null;
            members.Add(
                new PlannedMember(
                    number,
                    names[number],
                    at,
                    sharer,
                    dice.Pick(DemoContent.People.Channels),
                    null,
                    phone,
                    PeoplePlan.HomeOf(dice, phone)
                )
            );
        }

        var basket = new OrderPlan.Basket(DemoContent.SecondCatalog, new StockPlan(DemoContent.SecondCatalog), dice);
        var orders = new List<PlannedOrder>();
        for (var i = 0; i < OrderCount; i++)
        {
            var order = new PlannedOrder(dice.Below(MemberCount), calendar.Sometime(-11 + i * 10 / OrderCount, dice), basket.Fill());
            orders.Add(OrderPlan.Fate(calendar, order, dice));
        }

        return new SecondShopPlan(members, orders);
    }
}
