using Banyan.Host.Demo.Plan;

namespace Banyan.Host.Demo.Seed;

/// <summary>Puts everything that a shop's people do on the timeline.</summary>
internal sealed class SeedStory(SeedShop shop, SeedMoney money, Timeline timeline, TimeProvider clock)
{
    private readonly List<SeedPerson> people = [];
    private readonly Dice dice = new(67);

    // Dice of their own, so that what people say later changes nothing of what they do.
    private readonly Dice opinions = new(71);

    public void Tell(IReadOnlyList<PlannedMember> members)
    {
        foreach (var member in members)
        {
            var person = new SeedPerson(shop, member, clock);
            people.Add(person);
            var sharer = member.Sharer is { } index ? people[index] : null;
            var withPhone = dice.Percent(64);
            timeline.Add(member.JoinsAt, ChainOf(person), () => person.Join(sharer, withPhone));
            if (member.Application is { } application)
            {
                timeline.Add(application.At, ChainOf(person), person.Apply);
                if (application.DecidedAt is { } decided)
                {
                    timeline.Add(decided, ChainOf(person), () => Decide(person, application.Approved));
                }
            }
        }
    }

    public void Tell(IReadOnlyList<PlannedTouch> touches)
    {
        foreach (var touch in touches)
        {
            timeline.Add(touch.At, touch.VisitorId, () => Look(touch));
        }
    }

    public void Tell(IReadOnlyList<PlannedOrder> orders)
    {
        foreach (var plan in orders)
        {
            var buyer = people[plan.Member];
            var order = new SeedOrder(shop, buyer, money);
            var lines = plan.Lines.Select(line => (shop.Product(line.Slug).Skus[line.Sku], line.Quantity, (string?)null));
            var store = plan.Pickup && shop.Stores.Count > 0 ? shop.Stores[plan.Member % shop.Stores.Count] : null;
            timeline.Add(plan.PlacedAt, ChainOf(buyer), () => order.Place(lines, plan.Remark, store));
            Schedule(order, plan, ChainOf(buyer));
            Review(order, plan, buyer);
        }
    }

    public void Tell(IReadOnlyList<PlannedTeam> teams)
    {
        for (var i = 0; i < teams.Count; i++)
        {
            var team = teams[i];
            var chain = shop.Slug + ":team:" + i;
            var campaign = DemoContent.Shops.Campaigns.Single(campaign => campaign.Key == team.Campaign);
            var sku = shop.Product(campaign.Slug).Skus[team.Sku];
            var run = "";
            foreach (var seat in team.Seats)
            {
                var buyer = people[seat.Member];
                var order = new SeedOrder(shop, buyer, money);
                timeline.Add(
                    seat.At,
                    chain,
                    async () =>
                        await order
                            .Place([(sku, 1, await Enter(buyer, campaign.Key, run, sku).ConfigureAwait(false))], "")
                            .ConfigureAwait(false)
                );
                timeline.Add(
                    seat.At.AddSeconds(50),
                    chain,
                    async () =>
                    {
                        await order.Pay().ConfigureAwait(false);
                        run = run.Length == 0 ? await order.Run().ConfigureAwait(false) : run;
                    }
                );
                if (team.Seats.Count == campaign.TeamSize)
                {
                    Deliver(order, team.Seats[^1].At, chain);
                }
            }
        }
    }

    /// <summary>Begins a team, or joins the one that there is.</summary>
    /// <returns>The offer to order by.</returns>
    private async Task<string> Enter(SeedPerson member, string campaign, string run, string sku)
    {
        var token = await member.Token().ConfigureAwait(false);
        var answer =
            run.Length == 0
                ? await shop
                    .Caller.Post($"/api/shop/campaigns/{shop.Campaigns[campaign]}/begin", token, new { skuId = sku })
                    .ConfigureAwait(false)
                : await shop.Caller.Post($"/api/shop/runs/{run}/acts/join", token).ConfigureAwait(false);
        return answer.Text("offerRef");
    }

    private void Deliver(SeedOrder order, DateTimeOffset full, string chain)
    {
        var (shipped, parcel) = (Calendar.WorkingTime(full.AddHours(2), dice), SeedParcel.By(dice));
        timeline.Add(shipped, chain, () => order.Ship(parcel));
        if (dice.Percent(70))
        {
            timeline.Add(shipped.AddHours(dice.Between(44, 90)), chain, order.Receive);
        }
    }

    private void Schedule(SeedOrder order, PlannedOrder plan, string chain)
    {
        var parcel = SeedParcel.By(dice);
        Add(plan.PaidAt, order.Pay);
        Add(plan.CancelledAt, order.Cancel);
        Add(plan.ShippedAt, () => order.Ship(parcel));
        Add(plan.ReceivedAt, order.Receive);
        if (plan.Refund is { } refund)
        {
            Add(refund.At, () => order.AskRefund(refund, plan.ShippedAt is not null));
            Add(refund.DecidedAt, () => order.AnswerRefund(refund.Verdict));
        }

        void Add(DateTimeOffset? at, Func<Task> act)
        {
            if (at is { } moment)
            {
                timeline.Add(moment, chain, act);
            }
        }
    }

    /// <summary>More than half of those who confirm the receipt say something; most of them are answered, some come back to it.</summary>
    private void Review(SeedOrder order, PlannedOrder plan, SeedPerson buyer)
    {
        if (plan.ReceivedAt is not { } received || !opinions.Percent(62))
        {
            return;
        }

        var opinion = plan.Lines.Select(line => PlannedReview.Of(line.Slug, plan.Refund is not null, opinions)).ToList();
        var review = new SeedReview(shop, buyer, order, opinion);
        var written = received.AddHours(opinions.Between(1, 40)).AddMinutes(opinions.Below(60));
        var answer = opinions.Pick(opinion[0].IsGood ? DemoContent.Reviews.Thanks : DemoContent.Reviews.Sorry);
        var later = opinions.Pick(DemoContent.Reviews.Appended);
        var chain = ChainOf(buyer);
        timeline.Add(written, chain, review.Write);
        if (opinions.Percent(opinion[0].IsGood ? 45 : 75))
        {
            timeline.Add(Calendar.WorkingTime(written.AddHours(opinions.Between(1, 20)), opinions), chain, () => review.Answer(answer));
        }

        if (opinion[0].IsGood && opinions.Percent(14))
        {
            timeline.Add(written.AddDays(opinions.Between(3, 9)), chain, () => review.Append(later));
        }

        if (opinion[0].Picture is not null && opinions.Percent(12))
        {
            timeline.Add(written.AddHours(30), chain, review.Pin);
        }
    }

    private async Task Look(PlannedTouch touch)
    {
        var code = await people[touch.Sharer].Share(touch.Landing, touch.Channel).ConfigureAwait(false);
        await SeedPerson.Open(shop, code, touch.VisitorId, touch.Channel).ConfigureAwait(false);
    }

    private async Task Decide(SeedPerson person, bool approve)
    {
        var verb = approve ? "approve" : "reject";
        var body = new { reason = approve ? "" : "资料不完整，请补充后再申请" };
        await shop.Caller.Post($"/api/console/distributors/{person.Id}/{verb}", shop.Staff("operator"), body).ConfigureAwait(false);
    }

    private string ChainOf(SeedPerson person) => shop.Slug + ":" + person.Plan.Number;
}
