using System.Text.Json.Nodes;
using Banyan.Engines.Jobs;
using Banyan.Journeys.Support;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Access;

/// <summary>One of everything in the first shop, and who may see it.</summary>
public sealed class Estate
{
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    private Estate(Shopper member) => Member = member;

    /// <summary>The member whom everything belongs to.</summary>
    public Shopper Member { get; }

    public Goods Goods { get; private set; } = new("", "");

    public IReadOnlyCollection<string> Ids => ids.Values;

    public static async Task<Estate> Build(Shopfront front)
    {
        var member = await front.Member("alice");
        var estate = new Estate(member);
        estate.Goods = await front.Owner.Sell(12900, 50);
        await front.Owner.Appoint(member);
        var share = (await member.Post("/shares", new { target = new { type = "home", id = (string?)null } })).Ok().String("code");
        var customer = await front.Member("customer", share);
        await customer.Buy(estate.Goods.SkuId);
        var campaign = await front.Owner.GroupBuy(estate.Goods, 9900, front.Now);
        var begun = (await member.Post($"/campaigns/{campaign}/begin", new { skuId = estate.Goods.SkuId })).Ok();
        var order = await member.Buy(estate.Goods.SkuId, 1, begun.String("offerRef"));
        var refund = (await member.AskBack(order.Id, 1)).Ok();

        var store = await front.Owner.OpenStore();
        var fetched = (await member.PlaceForPickup(estate.Goods.SkuId, store)).Ok();
        await member.Pay(fetched.Id);
        estate.ids["redemptions"] = await member.PickupCode(fetched.Id);
        (await front.Owner.Post($"/redemptions/{estate.ids["redemptions"]}")).Ok();
        var written = await member.Post(
            $"/orders/{fetched.Id}/reviews",
            new { reviews = new[] { new { lineId = (string)fetched["lines"][0]!["id"]!, stars = 5 } } }
        );
        estate.ids["reviews"] = (string)written.Ok()["ids"][0]!;
        estate.ids["stores"] = store;

        var coupon = (await front.Owner.Post("/coupons", CouponBody)).Ok().Id;
        (await member.Post($"/coupon-centre/{coupon}/take")).Ok();
        (estate.ids["coupons"], estate.ids["coupon-centre"]) = (coupon, coupon);
        estate.ids["addresses"] = await member.Address();
        estate.ids["items"] = estate.Goods.SkuId;
        estate.ids["products"] = estate.Goods.ProductId;
        estate.ids["categories"] = await front.Owner.Category();
        estate.ids["freight-templates"] = (
            await front.Owner.Post("/freight-templates", await estate.BodyFor(front, "post", "/freight-templates"))
        )
            .Ok()
            .Id;
        estate.ids["brands"] = (await front.Owner.Post("/brands", await estate.BodyFor(front, "post", "/brands"))).Ok().Id;
        estate.ids["goods-groups"] = (await front.Owner.Post("/goods-groups", await estate.BodyFor(front, "post", "/goods-groups")))
            .Ok()
            .Id;
        var sheet = System.Text.Encoding.UTF8.GetBytes("商品名称,分类,售价,库存,图片\n坏行,没有的分类,1,1,/files/a.png\n");
        estate.ids["goods-imports"] = (await front.Owner.Upload("/goods-imports", "goods.csv", sheet)).Ok().Id;
        estate.ids["orders"] = order.Id;
        estate.ids["refunds"] = refund.Id;
        estate.ids["campaigns"] = campaign;
        estate.ids["runs"] = (await member.Order(order.Id)).String("runId");
        estate.ids["members"] = member.MemberId;
        estate.ids["distributors"] = member.MemberId;
        estate.ids["accounts"] = $"member:{member.MemberId}:commission_pending";
        estate.ids["commissions"] = (string)(await member.Get("/distribution/commissions")).Ok().Items[0]!["id"]!;
        estate.ids["differences"] = await UnknownPayment(front);
        var course = (await front.Owner.Post("/courses", Courses.Body())).Ok();
        (estate.ids["courses"], estate.ids["lessons"]) = (course.Id, Courses.LessonOf(course, 0));
        (await front.Owner.Give(member, course.Id)).Ok();
        estate.ids["entitlements"] = (string)(await front.Owner.Get($"/courses/{course.Id}/holders")).Ok().Items[0]!["entitlementId"]!;
        estate.ids["staff"] = (await front.Owner.Get("/me")).Ok().Id;
        estate.ids["jobs"] = (await front.Look(db => db.Set<Job>().FirstAsync())).Id.ToString();
        return estate;
    }

    /// <summary>A payment in WeChat's bill that no shop knows is a difference of the first shop.</summary>
    private static async Task<string> UnknownPayment(Shopfront front)
    {
        var paidAt = front.Now.AddDays(-2);
        await front.Sandbox.Control(
            "orders/import",
            new
            {
                payments = new[]
                {
                    new
                    {
                        outTradeNo = "NOBODYS001",
                        totalFen = 100,
                        paidAt,
                    },
                },
            }
        );
        (await front.Owner.Post($"/finance/bills/{paidAt.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}/check")).Ok();
        return (string)(await front.Owner.Get("/finance/differences")).Ok().Items[0]!["id"]!;
    }

    private static object CouponBody { get; } = new
    {
        name = "满减券",
        note = "",
        terms = new
        {
            type = "fixed",
            fromFen = 1000,
            scope = new
            {
                kind = "all",
                ids = Array.Empty<string>(),
                exceptProductIds = Array.Empty<string>(),
            },
            offFen = 500,
            validDays = 7,
        },
        total = 100,
        perMember = 1,
        inCentre = true,
    };

    /// <summary>The path with the estate's own ids in place of its parameters; null where a parameter is not an id.</summary>
    public string? Address(string template)
    {
        var parts = template.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            if (!parts[i].StartsWith('{'))
            {
                continue;
            }

            parts[i] = parts[i] switch
            {
                "{act}" => "join",
                "{step}" => "freeze",
                "{day}" => "2026-11-01",
                "{code}" when parts[i - 1] == "wallet" => "points",
                _ => ids.GetValueOrDefault(parts[i - 1], ""),
            };
            if (parts[i].Length == 0)
            {
                return null;
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>A body that would be accepted from who may do this.</summary>
    public async Task<JsonNode> BodyFor(Shopfront front, string method, string template)
    {
        object line = new { lineId = "1", quantity = 1 };
        object body = (method, template) switch
        {
            (_, "/addresses/{id}") => new
            {
                name = "林晓",
                phone = "13800138000",
                province = "浙江省",
                city = "杭州市",
                district = "西湖区",
                detail = "文三路",
                isDefault = false,
            },
            (_, "/cart/items/{skuId}") => new { quantity = 1, selected = true },
            (_, "/coupons") or (_, "/coupons/{id}") => CouponBody,
            ("post", "/members/{id}/wallet") => new
            {
                account = "points",
                amount = 1,
                reason = "补发积分",
            },
            ("post", "/members/{id}/rewards") => new
            {
                kind = "points",
                amount = 1,
                why = "补发积分",
            },
            ("post", "/jobs/{id}/drop") or ("post", "/finance/differences/{id}/settle") => new { reason = "已手工处理" },
            ("post", "/orders") => new { lines = new[] { new { skuId = Goods.SkuId, quantity = 1 } }, addressId = ids["addresses"] },
            ("post", "/quotes") => new { lines = new[] { new { skuId = Goods.SkuId, quantity = 1 } } },
            ("post", "/addresses") or (_, "/me") or ("post", "/shares") => new
            {
                name = "林晓",
                nickname = "林晓",
                avatarUrl = "",
                target = new { type = "home" },
                phone = "13800138000",
                province = "浙江省",
                city = "杭州市",
                district = "西湖区",
                detail = "文三路",
                isDefault = false,
            },
            ("post", "/products") => await front.Owner.Product(9900, 5, "苹果"),
            ("post", "/campaigns") => new
            {
                kind = "group_buy",
                name = "拼团",
                startsAt = front.Now,
                endsAt = front.Now.AddDays(1),
                config = new
                {
                    productId = Goods.ProductId,
                    skus = new[]
                    {
                        new
                        {
                            skuId = Goods.SkuId,
                            priceFen = 1,
                            stock = 1,
                        },
                    },
                    teamSize = 3,
                },
            },
            ("post", "/orders/{id}/refunds") => new
            {
                lines = new[] { line },
                reason = "不想要了",
                kind = "refund_only",
            },
            (_, "/campaigns/{id}/begin") => new { skuId = Goods.SkuId },
            (_, "/categories/{id}") => new
            {
                name = "水果",
                iconUrl = "",
                sort = 1,
            },
            ("put", "/products/{id}") => await front.OtherOwner.Product(9900, 5, "苹果", version: 1),
            (_, "/products/{id}/prices/check") => new { skus = Array.Empty<object>(), crossedBasis = (string?)null },
            ("post", "/products/batch") or ("post", "/products/batch/preview") => new
            {
                productIds = new[] { ids["products"] },
                change = new { sort = 2 },
            },
            (_, "/freight-templates") or (_, "/freight-templates/{id}") => new
            {
                name = "标准快递",
                unit = "piece",
                zones = new[]
                {
                    new
                    {
                        provinces = Array.Empty<string>(),
                        first = 1,
                        firstFen = 600,
                        step = 1,
                        stepFen = 200,
                        noDelivery = false,
                    },
                },
                version = 0,
            },
            (_, "/brands") or (_, "/brands/{id}") => new
            {
                name = "榕记",
                logoUrl = "",
                sort = 1,
                version = 0,
            },
            (_, "/goods-groups") or (_, "/goods-groups/{id}") => new
            {
                name = "送礼",
                sort = 1,
                tag = "礼盒",
                productIds = Array.Empty<string>(),
                version = 0,
            },
            (_, "/settings/promises") => new { promises = new[] { "正品保证" } },
            (_, "/products/{id}/shelve") => new { onShelf = false },
            (_, "/orders/{id}/ship") => new
            {
                recipientNo = 1,
                company = "顺丰",
                trackingNo = "SF1",
            },
            ("post", "/orders/{id}/reviews") => new { reviews = new[] { new { lineId = "1", stars = 5 } }, anonymous = false },
            (_, "/reviews/{id}/append") => new { text = "追评" },
            (_, "/reviews/{id}/reply") => new { text = "谢谢", version = 0 },
            (_, "/reviews/{id}/hide") => new { reason = "广告", version = 0 },
            (_, "/reviews/{id}/show") => new { version = 0 },
            (_, "/reviews/{id}/pin") => new { pinned = true, version = 0 },
            ("post", "/reviews/bulk") => new
            {
                act = "reply",
                text = "谢谢",
                reviews = new[] { new { id = ids["reviews"], version = 0 } },
            },
            (_, "/courses") or (_, "/courses/{id}") => Courses.Body(version: 0),
            (_, "/entitlements/{id}/revoke") => new { reason = "课程下架" },
            (_, "/courses/{id}/lessons/{lessonId}/progress") => new { seconds = 0, done = true },
            (_, "/stores") or (_, "/stores/{id}") => Shopkeeper.Store(version: 0),
            (_, "/orders/{id}/remark") => new { text = "加急" },
            (_, "/orders/{id}/price") => new
            {
                version = 0,
                lines = Array.Empty<object>(),
                freightFen = 100,
                reason = "老客户",
            },
            (_, "/orders/{id}/invoice") => new { number = "12345678", fileUrl = "" },
            (_, "/refunds/{id}/reject" or "/refunds/{id}/settle") => new { reason = "已经发出" },
            (_, "/refunds/{id}/shipment" or "/refunds/{id}/replacement") => new { company = "顺丰", trackingNo = "SF1234567890" },
            (_, "/refunds/{id}/messages") => new { text = "请看看图片" },
            (_, "/refunds/{id}/arrived") => new { text = "收到" },
            ("put", "/campaigns/{id}") => new
            {
                kind = "group_buy",
                name = "拼团",
                startsAt = front.Now,
                endsAt = front.Now.AddDays(1),
                config = new { },
            },
            (_, "/distributors/{memberId}/{step}") => new { reason = "核实中" },
            (_, "/members/{id}/bond") => new { sharerId = (string?)null, reason = "客户要求" },
            ("put", "/staff/{id}") => new
            {
                name = "店员",
                roles = new[] { "service" },
                disabled = false,
            },
            _ => new { },
        };
        return System.Text.Json.JsonSerializer.SerializeToNode(body)!;
    }
}
