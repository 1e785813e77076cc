using System.Text.Json;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Kernel;

namespace Banyan.Host.Demo.Seed;

/// <summary>What the main shop gives its members: points and levels from the first day, coupons and price campaigns now.</summary>
internal static class SeedBenefits
{
    /// <summary>Before the story: points and growth come from the orders themselves.</summary>
    public static async Task Begin(SeedShop shop)
    {
        var token = shop.Staff(Roles.Owner);
        var points = (await shop.Caller.Get("/api/console/settings/points", token).ConfigureAwait(false)).AsObject();
        points["enabled"] = true;
        await shop.Caller.Put("/api/console/settings/points", token, points).ConfigureAwait(false);
        var settings = (await shop.Caller.Get("/api/console/settings", token).ConfigureAwait(false)).AsObject();
        settings["afterSales"]!["returnTo"] = JsonSerializer.SerializeToNode(
            new
            {
                name = "榕记退货组",
                phone = "0591-87650000",
                detail = "福建省福州市鼓楼区榕荫路 18 号仓库 2 号门",
            }
        );
        await shop.Caller.Put("/api/console/settings", token, settings).ConfigureAwait(false);
        await shop.Caller.Post("/api/console/freight-templates", token, Freight).ConfigureAwait(false);
    }

    /// <summary>After the story: its prices are those of its own days.</summary>
    public static async Task Offer(SeedShop shop, DateTimeOffset now)
    {
        var token = shop.Staff(Roles.Owner);
        var levels = (await shop.Caller.Get("/api/console/settings/levels", token).ConfigureAwait(false)).AsObject();
        levels["enabled"] = true;
        await shop.Caller.Put("/api/console/settings/levels", token, levels).ConfigureAwait(false);
        foreach (var coupon in Coupons)
        {
            await shop.Caller.Post("/api/console/coupons", token, coupon).ConfigureAwait(false);
        }

        foreach (var (kind, name, config) in Promotions(shop))
        {
            var draft = new
            {
                kind,
                name,
                startsAt = now.AddDays(-1),
                endsAt = now.AddDays(20),
                config,
            };
            var made = await shop.Caller.Post("/api/console/campaigns", token, draft).ConfigureAwait(false);
            await shop.Caller.Post($"/api/console/campaigns/{made.Text("id")}/publish", token).ConfigureAwait(false);
        }
    }

    private static readonly object Freight = new
    {
        name = "生鲜冷链",
        unit = "weight",
        zones = new[]
        {
            Zone(["福建省", "广东省", "浙江省", "江苏省", "上海市"], new Fen(800), new Fen(200), new Fen(12_800)),
            Zone(["新疆维吾尔自治区", "西藏自治区"], Fen.Zero, Fen.Zero, null, noDelivery: true),
            Zone([], new Fen(1_500), new Fen(500), new Fen(19_900)),
        },
    };

    private static object Zone(string[] provinces, Fen firstFen, Fen stepFen, Fen? freeFromFen, bool noDelivery = false) =>
        new
        {
            provinces,
            first = 1_000,
            firstFen,
            step = 500,
            stepFen,
            freeFromFen,
            freeFromPieces = (int?)null,
            noDelivery,
        };

    private static readonly object Everything = new
    {
        kind = "all",
        ids = Array.Empty<string>(),
        exceptProductIds = Array.Empty<string>(),
    };

    private static readonly object[] Coupons =
    [
        Coupon(
            "新朋友见面礼",
            "全店可用，和老朋友一样欢迎您",
            new
            {
                type = "fixed",
                fromFen = 5_900,
                scope = Everything,
                offFen = 800,
                validDays = 15,
            }
        ),
        Coupon(
            "满 168 减 20",
            "囤货的时候用最划算",
            new
            {
                type = "fixed",
                fromFen = 16_800,
                scope = Everything,
                offFen = 2_000,
                validDays = 10,
            }
        ),
        Coupon(
            "店庆九折券",
            "最多减 30 元",
            new
            {
                type = "percent",
                fromFen = 9_900,
                scope = Everything,
                keepPpm = 900_000,
                capFen = 3_000,
                validDays = 7,
            }
        ),
        Coupon(
            "运费券",
            "一单免一次运费",
            new
            {
                type = "freight",
                fromFen = 2_900,
                scope = Everything,
                validDays = 30,
            }
        ),
    ];

    private static object Coupon(string name, string note, object terms) =>
        new
        {
            name,
            note,
            terms,
            total = 5_000,
            perMember = 2,
            inCentre = true,
        };

    private static IEnumerable<(string Kind, string Name, object Config)> Promotions(SeedShop shop)
    {
        yield return (
            "full_reduction",
            "茶叶满减",
            new
            {
                scope = Of("categories", shop.Category("茶与饮")),
                by = "amount",
                steps = new[] { new { fromFen = 20_000, offFen = 3_000 }, new { fromFen = 40_000, offFen = 8_000 } },
                repeats = false,
                withCoupons = true,
            }
        );
        yield return (
            "nth_piece",
            "山野好味第二件半价",
            new
            {
                scope = Of("categories", shop.Category("山野食品")),
                n = 2,
                keepPpm = 500_000,
                withOrderPromotions = true,
                withCoupons = true,
            }
        );
    }

    private static object Of(string kind, string id) =>
        new
        {
            kind,
            ids = new[] { id },
            exceptProductIds = Array.Empty<string>(),
        };
}
