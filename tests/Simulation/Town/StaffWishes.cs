namespace Banyan.Simulation.Town;

/// <summary>What the staff of the shops do.</summary>
internal sealed class StaffWishes(Community town)
{
    public Wish? Draw(TownShop shop) =>
        town.Random.Next(100) switch
        {
            < 32 => Ship(shop),
            < 56 => AnswerRefund(shop),
            < 62 => GiveBack(shop),
            < 72 => EditGoods(shop),
            < 75 => Shelve(shop),
            < 79 => EditSettings(shop),
            < 82 => EditRules(shop),
            < 91 => ChangeDistributor(shop),
            < 94 => Rebind(shop),
            < 96 => NewCampaign(shop),
            < 97 => StopCampaign(shop),
            _ => Peek(shop),
        };

    /// <summary>A group buy of these goods from now on.</summary>
    public static object GroupBuy(Community town, Goods goods) =>
        new
        {
            kind = "group_buy",
            name = "拼团",
            startsAt = town.Now.AddMinutes(-5),
            endsAt = town.Now.AddDays(town.Random.Next(2, 40)),
            config = new
            {
                productId = goods.ProductId,
                skus = new[]
                {
                    new
                    {
                        skuId = goods.SkuId,
                        priceFen = Math.Max(1, goods.PriceFen * 5 / 10),
                        stock = town.Random.Next(6, 60),
                    },
                },
                teamSize = town.Random.Next(3, 5),
                hours = town.Random.Next(1, 30),
                allowFewer = town.Chance(30),
                minimumSize = 2,
                leaderDiscountFen = 0,
                buyLimit = 2,
                teamLimit = 5,
                newMembersOnly = false,
            },
        };

    /// <summary>Rules of distribution; some pay a third, who was signed for.</summary>
    public static object Rules(Community town, bool isOpen) =>
        new
        {
            enabled = isOpen || town.Chance(90),
            join = isOpen || town.Chance(50) ? "open" : "apply",
            selfPurchase = town.Chance(50),
            skipNonDistributors = town.Chance(50),
            attribution = town.Chance(50) ? "bond" : "last_touch",
            lastTouchDays = 30,
            plan = "three_in_one",
            seller = Percent(town.Random.Next(400_000)),
            upline1 = Percent(town.Random.Next(200_000)),
            upline2 = Percent(town.Random.Next(100_000)),
            capPpm = town.Chance(30) ? 300_000 : (int?)null,
            thirdPayee = true,
            acknowledge = new { signedName = "店主本人", text = "我知道第三级收款人的法律风险，并愿意承担。" },
        };

    private static object Percent(int ppm) => new { kind = "percent", ppm };

    private Wish? Ship(TownShop shop)
    {
        if (Order(shop) is not { } order)
        {
            return null;
        }

        var parcel = new
        {
            recipientNo = 1,
            company = "顺丰",
            trackingNo = "SF" + order.Id,
        };
        return new Wish("ship", () => town.Post(shop.Owner, $"/api/console/orders/{order.Id}/ship", parcel))
        {
            Then = _ => order.WasShipped = true,
        };
    }

    private Wish? AnswerRefund(TownShop shop)
    {
        if (town.History.LastOrDefault(one => one.Refunds.Count > 0 && one.Buyer.Shop == shop && town.Chance(30)) is not { } order)
        {
            return null;
        }

        var refund = town.Any(order.Refunds).Id;
        var (verb, body) = town.Chance(80) ? ("accept", (object)new { }) : ("reject", new { reason = "已经发出" });
        return new Wish(verb + " refund", () => town.Post(shop.Owner, $"/api/console/refunds/{refund}/{verb}", body));
    }

    private Wish? GiveBack(TownShop shop)
    {
        if (Order(shop) is not { } order)
        {
            return null;
        }

        var key = town.NextKey();
        var line = town.Any(order.Lines);
        var body = new { lines = new[] { OrderWishes.Part(town, line) }, reason = key };
        return new Wish("give back", () => town.Post(shop.Owner, $"/api/console/orders/{order.Id}/refunds", body, key));
    }

    private Wish EditGoods(TownShop shop)
    {
        var goods = town.Any(shop.Goods);
        var (more, cheaper) = (goods.IsScarce ? 0 : town.Random.Next(-20, 60), town.Random.Next(60, 140));
        return new Wish("open goods", () => town.Get(shop.Owner, $"/api/console/products/{goods.ProductId}"))
        {
            Then = shown =>
            {
                var sku = shown["skus"]![0]!;
                sku["stock"] = Math.Max(0, sku.Number("stock") + more);
                sku["priceFen"] = Math.Max(1, goods.PriceFen * cheaper / 100);
                var key = town.NextKey();
                town.FollowUps.Enqueue(
                    new Wish("edit goods", () => town.Put(shop.Owner, $"/api/console/products/{goods.ProductId}", shown, key))
                );
            },
        };
    }

    private Wish Shelve(TownShop shop)
    {
        var goods = town.Any(shop.Goods);
        var body = new { onShelf = town.Chance(75) };
        return new Wish("shelve", () => town.Post(shop.Owner, $"/api/console/products/{goods.ProductId}/shelve", body));
    }

    private Wish EditSettings(TownShop shop)
    {
        var (minutes, freight, days) = (town.Random.Next(3, 60), town.Random.Next(0, 1500), town.Random.Next(0, 8));
        return new Wish("read settings", () => town.Get(shop.Owner, "/api/console/settings"))
        {
            Then = shown =>
            {
                (shown["orderCloseMinutes"], shown["freightFen"], shown["afterSaleDays"]) = (minutes, freight, days);
                town.FollowUps.Enqueue(new Wish("edit settings", () => town.Put(shop.Owner, "/api/console/settings", shown)));
            },
        };
    }

    private Wish EditRules(TownShop shop)
    {
        var rules = Rules(town, isOpen: false);
        return new Wish("edit rules", () => town.Put(shop.Owner, "/api/console/settings/distribution", rules));
    }

    private Wish? ChangeDistributor(TownShop shop)
    {
        if (town.Somebody(shop) is not { Session: { } member })
        {
            return null;
        }

        var step = town.Any<string>(["approve", "approve", "reject", "freeze", "unfreeze"]);
        var body = new { reason = "" };
        return new Wish(step + " distributor", () => town.Post(shop.Owner, $"/api/console/distributors/{member.SubjectId}/{step}", body))
        {
            MayBeGone = true,
        };
    }

    private Wish? Rebind(TownShop shop)
    {
        if (town.Somebody(shop) is not { Session: { } member } || town.Somebody(shop) is not { Session: { } sharer })
        {
            return null;
        }

        var body = new { sharerId = town.Chance(80) ? sharer.SubjectId.ToString() : null, reason = "客户要求" };
        return new Wish("rebind", () => town.Post(shop.Owner, $"/api/console/members/{member.SubjectId}/bond", body));
    }

    private Wish NewCampaign(TownShop shop)
    {
        var goods = town.Any(shop.Goods.Where(goods => !goods.IsScarce).ToList());
        var (draft, publish, body) = (town.NextKey(), town.NextKey(), GroupBuy(town, goods));
        return new Wish("draft campaign", () => town.Post(shop.Owner, "/api/console/campaigns", body, draft))
        {
            Then = made =>
                town.FollowUps.Enqueue(
                    new Wish(
                        "publish campaign",
                        () => town.Post(shop.Owner, $"/api/console/campaigns/{made.Text("id")}/publish", key: publish)
                    )
                    {
                        // The goods may be off the shelf or cheaper by now.
                        MayBeWrong = true,
                        Then = _ => shop.Campaigns.Add((made.Text("id"), goods)),
                    }
                ),
        };
    }

    private Wish? StopCampaign(TownShop shop)
    {
        if (shop.Campaigns.Count < 3)
        {
            return null;
        }

        var (campaign, key) = (shop.Campaigns[0], town.NextKey());
        shop.Campaigns.RemoveAt(0);
        return new Wish("stop campaign", () => town.Post(shop.Owner, $"/api/console/campaigns/{campaign.Id}/stop", key: key));
    }

    /// <summary>The neighbours' orders are none of this shop's business.</summary>
    private Wish? Peek(TownShop shop)
    {
        if (town.SomeOrder() is not { } order || order.Buyer.Shop == shop)
        {
            return null;
        }

        return new Wish("peek at the neighbours", () => town.Get(shop.Owner, $"/api/console/orders/{order.Id}")) { IsForbidden = true };
    }

    private KnownOrder? Order(TownShop shop) => town.SomePaidOrder() is { } order && order.Buyer.Shop == shop ? order : null;
}
