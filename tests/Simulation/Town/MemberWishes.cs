using Banyan.Engines.Http;
using Banyan.Host.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Http;

namespace Banyan.Simulation.Town;

/// <summary>What people do beside ordering: come, share, look around, earn.</summary>
internal sealed class MemberWishes(Community town)
{
    public Wish? Draw(TownShop shop) =>
        town.Random.Next(100) switch
        {
            < 30 => Arrive(shop),
            < 38 => Touch(shop),
            < 45 => Share(shop),
            < 57 => PutInCart(shop),
            < 66 => Quote(shop),
            < 71 => ChangeProfile(shop),
            < 76 => BindPhone(shop),
            < 84 => Distribution(shop),
            < 93 => Peek(shop),
            _ => ListOrders(shop),
        };

    /// <summary>Somebody new, by a share or alone; then they write down where they live.</summary>
    public Wish Arrive(TownShop shop)
    {
        var person = new Person(shop, shop.People.Count + 1);
        shop.People.Add(person);
        var body = new
        {
            code = person.Name,
            shareCode = town.Chance(60) ? ShareOf(shop) : null,
            visitorId = person.VisitorId,
        };
        var call = new DirectCall(HttpMethods.Post, "/api/shop/sessions") { Shop = shop.Slug, Body = body };
        return new Wish("log in", () => call)
        {
            Then = answer =>
            {
                var memberId = Id.Parse(answer["member"]!.Text("id"), null);
                person.Session = new SessionSubject(SessionKind.Member, shop.Owner.ShopId, memberId, Version: 0);
                town.FollowUps.Enqueue(Settle(person));
            },
        };
    }

    private Wish Settle(Person person)
    {
        var address = new
        {
            name = person.Name,
            phone = PhoneOf(person),
            province = "浙江省",
            city = "杭州市",
            district = "西湖区",
            detail = "文三路 1 号",
            isDefault = true,
        };
        return new Wish("add address", () => town.Post(person.Session!, "/api/shop/addresses", address))
        {
            Then = answer => person.AddressId = answer.Text("id"),
        };
    }

    private Wish? Touch(TownShop shop)
    {
        if (ShareOf(shop) is not { } code)
        {
            return null;
        }

        var member = town.Chance(50) ? town.Somebody(shop) : null;
        var body = new
        {
            code,
            visitorId = member?.VisitorId ?? "visitor-" + (shop.People.Count + 1),
            channel = "friend",
            page = "/",
        };
        return new Wish(
            "touch",
            () =>
                new DirectCall(HttpMethods.Post, "/api/shop/touches")
                {
                    Shop = shop.Slug,
                    Body = body,
                    Token = member is null ? null : town.TokenOf(member.Session!),
                }
        );
    }

    private Wish? Share(TownShop shop)
    {
        if (town.Somebody(shop) is not { } person)
        {
            return null;
        }

        var goods = town.Any(shop.Goods).ProductId;
        var target = town.Chance(50) ? new { type = "home", id = (string?)null } : new { type = "product", id = (string?)goods };
        var body = new { target, channel = "friend" };
        return new Wish("share", () => town.Post(person.Session!, "/api/shop/shares", body))
        {
            Then = answer => person.ShareCode = answer.Text("code"),
        };
    }

    private Wish? PutInCart(TownShop shop)
    {
        var (person, goods) = (town.Somebody(shop), town.Any(shop.Goods));
        var body = new { quantity = town.Random.Next(1, 5), selected = true };
        return person is null
            ? null
            : new Wish("put in cart", () => town.Put(person.Session!, $"/api/shop/cart/items/{goods.SkuId}", body));
    }

    private Wish? Quote(TownShop shop)
    {
        var (person, goods) = (town.Somebody(shop), town.Any(shop.Goods));
        var body = new { lines = new[] { new { skuId = goods.SkuId, quantity = town.Random.Next(1, 9) } } };
        return person is null ? null : new Wish("quote", () => town.Post(person.Session!, "/api/shop/quotes", body));
    }

    private Wish? ChangeProfile(TownShop shop)
    {
        var person = town.Somebody(shop);
        var body = new { nickname = "阿" + town.Random.Next(1000), avatarUrl = "" };
        return person is null ? null : new Wish("change profile", () => town.Put(person.Session!, "/api/shop/me", body));
    }

    private Wish? BindPhone(TownShop shop)
    {
        if (town.Somebody(shop) is not { } person)
        {
            return null;
        }

        // Sometimes another one's: a number belongs to one member only.
        var body = new { code = PhoneOf(town.Chance(80) ? person : town.Any(shop.People)) };
        return new Wish("bind phone", () => town.Post(person.Session!, "/api/shop/me/phone", body));
    }

    private Wish? Distribution(TownShop shop)
    {
        if (town.Somebody(shop) is not { } person)
        {
            return null;
        }

        var (step, body) = town.Chance(85) ? ("apply", (object)new { agreed = true }) : ("leave", new { });
        return new Wish(step, () => town.Post(person.Session!, "/api/shop/distribution/" + step, body)) { MayBeGone = step == "leave" };
    }

    /// <summary>Other people's orders, in this shop or the next, are not there.</summary>
    private Wish? Peek(TownShop shop)
    {
        if (town.SomeOrder() is not { } order || town.Somebody(shop) is not { } person || order.Buyer == person)
        {
            return null;
        }

        var call = town.Random.Next(4) switch
        {
            0 => (Func<DirectCall>)(() => town.Post(person.Session!, $"/api/shop/orders/{order.Id}/cancel")),
            1 => () => town.Post(person.Session!, $"/api/shop/orders/{order.Id}/receive"),
            2 => () => town.Post(person.Session!, $"/api/shop/orders/{order.Id}/pay"),
            _ => () => town.Get(person.Session, $"/api/shop/orders/{order.Id}"),
        };
        return new Wish("peek", call) { IsForbidden = true };
    }

    private Wish? ListOrders(TownShop shop)
    {
        if (town.Somebody(shop) is not { } person)
        {
            return null;
        }

        return new Wish("list orders", () => town.Get(person.Session, "/api/shop/orders?limit=50"))
        {
            Then = answer =>
                town.Violations.AddRange(
                    answer["items"]!
                        .AsArray()
                        .Select(item => item!.Text("id"))
                        .Where(id => town.Orders.TryGetValue(id, out var order) && order.Buyer != person)
                        .Select(id => $"{person.Name} of {shop.Slug} was shown {id}, an order of somebody else")
                ),
        };
    }

    private string? ShareOf(TownShop shop)
    {
        var sharers = shop.People.Where(person => person.ShareCode.Length > 0).ToList();
        return sharers.Count == 0 ? null : town.Any(sharers).ShareCode;
    }

    private static string PhoneOf(Person person) => $"138{person.Number:00000000}";
}
