using System.Text.Json.Nodes;
using Banyan.Host.Http;

namespace Banyan.Simulation.Town;

/// <summary>What members do with orders.</summary>
internal sealed class OrderWishes(Community town)
{
    public Wish? Draw(TownShop shop) =>
        town.Random.Next(100) switch
        {
            < 38 => Buy(shop),
            < 58 => EnterGroupBuy(shop),
            < 66 => Pay(),
            < 71 => Cancel(),
            < 78 => Receive(),
            < 94 => AskBack(),
            _ => Withdraw(),
        };

    /// <summary>Many want the same few things at once.</summary>
    public IEnumerable<Wish> Rush(TownShop shop)
    {
        var goods = town.Any(shop.Goods.Where(goods => goods.IsScarce).ToList());
        for (var i = town.Random.Next(8, 30); i > 0; i--)
        {
            if (town.Somebody(shop) is { } buyer)
            {
                yield return Place(buyer, [(goods, town.Random.Next(1, 3))], offer: null, fromCart: false);
            }
        }
    }

    /// <summary>Some pieces of a line, or some of its money.</summary>
    public static object Part(Community town, (string Id, int Quantity, long PayableFen) line) =>
        town.Chance(60)
            ? new { lineId = line.Id, quantity = town.Random.Next(1, line.Quantity + 1) }
            : new
            {
                lineId = line.Id,
                quantity = 0,
                amountFen = town.Random.NextInt64(1, Math.Max(2, line.PayableFen)),
            };

    private Wish? Buy(TownShop shop)
    {
        if (town.Somebody(shop) is not { } buyer)
        {
            return null;
        }

        var wanted = Enumerable.Range(0, town.Random.Next(1, 4)).Select(_ => town.Any(shop.Goods)).Distinct();
        return Place(buyer, [.. wanted.Select(goods => (goods, town.Random.Next(1, 4)))], offer: null, town.Chance(20));
    }

    private Wish Place(Person buyer, (Goods Goods, int Quantity)[] wanted, string? offer, bool fromCart)
    {
        var key = town.NextKey();
        var body = new
        {
            lines = wanted.Select(line => new
            {
                skuId = line.Goods.SkuId,
                quantity = line.Quantity,
                offerRef = offer,
            }),
            addressId = buyer.AddressId,
            remark = key,
            fromCart,
        };
        DirectCall Sent() => town.Post(buyer.Session!, "/api/shop/orders", body, key);
        return new Wish("place order", Sent)
        {
            Then = answer =>
            {
                town.Remember(buyer, key, Sent, answer);
                LearnRun(buyer, wanted[0].Goods, answer);
                if (town.Chance(65))
                {
                    town.FollowUps.Enqueue(PayFor(town.Orders[answer.Text("id")]));
                }
            },
        };
    }

    private static void LearnRun(Person buyer, Goods goods, JsonNode answer)
    {
        if ((string?)answer["runId"] is { } run && !buyer.Shop.Runs.Contains((run, goods)))
        {
            buyer.Shop.Runs.Add((run, goods));
        }
    }

    private Wish? EnterGroupBuy(TownShop shop)
    {
        if (town.Somebody(shop) is not { } buyer || shop.Campaigns.Count == 0)
        {
            return null;
        }

        var key = town.NextKey();
        if (shop.Runs.Count > 0 && town.Chance(75))
        {
            var run = shop.Runs[town.Random.Next(Math.Max(0, shop.Runs.Count - 6), shop.Runs.Count)];
            return new Wish("join", () => town.Post(buyer.Session!, $"/api/shop/runs/{run.Id}/acts/join", key: key))
            {
                Then = answer => Follow(buyer, run.Goods, answer),
                MayBeGone = true,
            };
        }

        var campaign = town.Any(shop.Campaigns);
        var body = new { skuId = campaign.Goods.SkuId };
        return new Wish("begin", () => town.Post(buyer.Session!, $"/api/shop/campaigns/{campaign.Id}/begin", body, key))
        {
            Then = answer => Follow(buyer, campaign.Goods, answer),
        };
    }

    private void Follow(Person buyer, Goods goods, JsonNode answer)
    {
        if ((string?)answer["offerRef"] is { } offer)
        {
            town.FollowUps.Enqueue(Place(buyer, [(goods, town.Random.Next(1, 3))], offer, fromCart: false));
        }
    }

    private Wish? Pay() => town.SomeOrder() is { } order ? PayFor(order) : null;

    private Wish PayFor(KnownOrder order) =>
        new("pay", () => town.Post(order.Buyer.Session!, $"/api/shop/orders/{order.Id}/pay"))
        {
            NeedsChannel = true,
            Then = answer =>
            {
                if ((string?)answer["outTradeNo"] is { } number)
                {
                    order.SawCashier = true;
                    town.Cashier(number);
                }
            },
        };

    private Wish? Cancel() =>
        town.SomeOrder() is { } order
            ? new Wish("cancel", () => town.Post(order.Buyer.Session!, $"/api/shop/orders/{order.Id}/cancel")) { NeedsChannel = true }
            : null;

    private Wish? Receive() =>
        town.SomePaidOrder() is { } order
            ? new Wish("receive", () => town.Post(order.Buyer.Session!, $"/api/shop/orders/{order.Id}/receive"))
            {
                Then = _ => order.WasReceived = true,
            }
            : null;

    private Wish? AskBack()
    {
        if (town.SomePaidOrder() is not { } order)
        {
            return null;
        }

        var key = town.NextKey();
        object[] lines = town.Chance(40)
            ? [.. order.Lines.Select(line => new { lineId = line.Id, quantity = line.Quantity })]
            : [Part(town, town.Any(order.Lines))];
        var body = new
        {
            lines,
            reason = "不想要了",
            kind = town.Chance(50) ? "refund_only" : "return_and_refund",
            note = key,
        };
        return new Wish("ask back", () => town.Post(order.Buyer.Session!, $"/api/shop/orders/{order.Id}/refunds", body, key))
        {
            Then = answer => order.Refunds.Add((answer.Text("id"), key)),
        };
    }

    private Wish? Withdraw()
    {
        if (town.History.LastOrDefault(order => order.Refunds.Count > 0 && town.Chance(20)) is not { } order)
        {
            return null;
        }

        var refund = town.Any(order.Refunds).Id;
        return new Wish("withdraw", () => town.Post(order.Buyer.Session!, $"/api/shop/refunds/{refund}/withdraw"));
    }
}
