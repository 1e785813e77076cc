using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Buying;

/// <summary>What sending costs by where it goes, and where nothing is sent.</summary>
public sealed class FreightTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Goods_with_a_template_are_sent_by_it_and_not_everywhere(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var template = (await front.Owner.Post("/freight-templates", Template())).Ok();
        var goods = await front.Owner.Sell(1000, 50);
        await Use(front, goods, template.Id);
        var buyer = await front.Member("alice");
        (await Quote(buyer, goods, await buyer.Address())).Ok().Fen("freightFen").ShouldBe(600);
        var order = (await buyer.TryPlace(goods.SkuId, 2)).Ok();
        order.Fen("freightFen").ShouldBe(800);

        var far = (await buyer.Post("/addresses", Address("西藏自治区"))).Ok().Id;
        var quote = (await Quote(buyer, goods, far)).Ok();
        ((string?)quote["problems"][0]!["code"]).ShouldBe("no_delivery");
        (await Place(buyer, goods, far)).Refused(409, "no_delivery");

        (await front.Owner.Delete($"/freight-templates/{template.Id}")).Refused(409, "freight_in_use");
        var edit = new
        {
            name = "标准",
            unit = "piece",
            zones = new[] { Zone([], 0) },
            version = 0,
        };
        (await front.Owner.Put($"/freight-templates/{template.Id}", edit)).Ok();
        (await front.Owner.Put($"/freight-templates/{template.Id}", edit)).Refused(409, "changed_meanwhile");
        (await Quote(buyer, goods, far)).Ok().Fen("freightFen").ShouldBe(0);
    }

    [Fact]
    public async Task A_template_that_says_nothing_or_two_things_of_a_place_is_refused()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        (await front.Owner.Post("/freight-templates", Template(Zone(["浙江省"], 100)))).Wrong("zones");
        (await front.Owner.Post("/freight-templates", Template(Zone([], 100), Zone([], 200)))).Wrong("zones");
        (await front.Owner.Post("/freight-templates", Template(Zone(["浙江省"], 100), Zone(["浙江省"], 200), Zone([], 1)))).Wrong("zones");
        (await front.Owner.Post("/freight-templates", Template(Zone([], -1)))).Wrong("zones[0].firstFen");
        (await front.Owner.Get("/freight-templates")).Ok().Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Staff_try_what_a_cart_would_cost_whom_and_when()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(1000, 50);
        var tried = (await front.Owner.Post("/price-tests", Cart(goods, 2))).Ok();
        (tried.Fen("goodsFen"), tried.Fen("freightFen"), tried.Fen("payableFen")).ShouldBe((2000, 800, 2800));
        (await front.Owner.Post("/price-tests", Cart(goods, 0))).Refused(400, "invalid_body");
        (await front.Owner.Post("/price-tests", new { lines = new[] { new { skuId = "42", quantity = 1 } } })).Refused(404, "not_found");
    }

    private static object Cart(Goods goods, int quantity) => new { lines = new[] { new { skuId = goods.SkuId, quantity } } };

    private static object Template(params object[] zones) =>
        new
        {
            name = "标准",
            unit = "piece",
            zones = zones.Length > 0 ? zones : [Zone(["西藏自治区"], 0, noDelivery: true), Zone([], 600)],
        };

    private static object Zone(string[] provinces, long firstFen, bool noDelivery = false) =>
        new
        {
            provinces,
            first = 1,
            firstFen,
            step = 1,
            stepFen = firstFen / 3,
            freeFromFen = (long?)null,
            freeFromPieces = (int?)null,
            noDelivery,
        };

    private static object Address(string province) =>
        new
        {
            name = "卓玛",
            phone = "13800138000",
            province,
            city = "拉萨市",
            district = "城关区",
            detail = "北京中路 1 号",
            isDefault = false,
        };

    private static async Task Use(Shopfront front, Goods goods, string templateId)
    {
        var product = (await front.Owner.Get($"/products/{goods.ProductId}")).Ok().Json;
        product["freightTemplateId"] = templateId;
        (await front.Owner.Put($"/products/{goods.ProductId}", product)).Ok();
    }

    private static Task<Answer> Quote(Shopper buyer, Goods goods, string addressId) =>
        buyer.Post("/quotes", new { lines = new[] { new { skuId = goods.SkuId, quantity = 1 } }, addressId });

    private static Task<Answer> Place(Shopper buyer, Goods goods, string addressId) =>
        buyer.Post(
            "/orders",
            new
            {
                lines = new[] { new { skuId = goods.SkuId, quantity = 1 } },
                addressId,
                fromCart = false,
            }
        );
}
