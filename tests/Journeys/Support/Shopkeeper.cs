namespace Banyan.Journeys.Support;

/// <summary>Goods of one SKU.</summary>
public sealed record Goods(string ProductId, string SkuId);

/// <summary>The owner of a shop at the console.</summary>
public sealed class Shopkeeper(HttpClient http, string slug) : Caller(http, "console")
{
    public const string OwnerLogin = "owner";
    public const string Password = "banyan-demo";
    private string? categoryId;

    public async Task<Shopkeeper> LogIn()
    {
        Token = null;
        Token = (
            await Post(
                "/sessions",
                new
                {
                    login = OwnerLogin,
                    password = Password,
                    shop = slug,
                }
            )
        ).Ok().String("token");
        return this;
    }

    public async Task<string> Category() => categoryId ??= (
            await Post(
                "/categories",
                new
                {
                    name = "水果",
                    iconUrl = "",
                    sort = 1,
                }
            )
        ).Ok().Id;

    /// <summary>Puts goods of one SKU on the shelf.</summary>
    public async Task<Goods> Sell(long priceFen, int stock, string name = "云南高山苹果")
    {
        var product = (await Post("/products", await Product(priceFen, stock, name))).Ok();
        return new Goods(product.Id, (string)product["skus"][0]!["id"]!);
    }

    public async Task<object> Product(long priceFen, int stock, string name, string? skuId = null, int? version = null) =>
        new
        {
            name,
            subtitle = "脆甜多汁",
            categoryId = await Category(),
            pictures = new[] { "/files/apple.svg" },
            detailHtml = "<p>产地直发</p>",
            specs = Array.Empty<object>(),
            skus = new[]
            {
                new
                {
                    id = skuId,
                    specValues = Array.Empty<string>(),
                    priceFen,
                    crossedPriceFen = (long?)null,
                    costFen = (long?)null,
                    stock,
                    weightGrams = 500,
                    barcode = "",
                    imageUrl = (string?)null,
                },
            },
            limitPerOrder = (int?)null,
            sort = 1,
            onShelf = true,
            rates = (object?)null,
            version,
        };

    public async Task<Answer> Ship(string orderId) =>
        (
            await Post(
                $"/orders/{orderId}/ship",
                new
                {
                    recipientNo = 1,
                    company = "顺丰",
                    trackingNo = "SF1234567890",
                }
            )
        ).Ok();

    /// <summary>Opens a store where orders can be fetched.</summary>
    public async Task<string> OpenStore() => (await Post("/stores", Store(version: null))).Ok().Id;

    public static object Store(int? version, bool isOpen = true) =>
        new
        {
            name = "西湖店",
            phone = "0571-88886666",
            province = "浙江省",
            city = "杭州市",
            district = "西湖区",
            detail = "文三路 8 号",
            hours = "周一至周日 09:00–21:00",
            lngMicro = 120_126_610,
            latMicro = 30_274_150,
            isOpen,
            canPickUp = true,
            version,
        };

    public async Task<Answer> Accept(string refundId) => (await Post($"/refunds/{refundId}/accept")).Ok();

    /// <summary>Makes a member a distributor, by application and approval.</summary>
    public async Task Appoint(Shopper member)
    {
        (await member.Post("/distribution/apply", new { agreed = true })).Ok();
        (await Post($"/distributors/{member.MemberId}/approve", new { reason = (string?)null })).Ok();
    }

    /// <summary>Publishes a group buy of these goods that runs from now on.</summary>
    public async Task<string> GroupBuy(Goods goods, long priceFen, DateTimeOffset now, int teamSize = 3, int stock = 100)
    {
        var config = new
        {
            productId = goods.ProductId,
            skus = new[]
            {
                new
                {
                    skuId = goods.SkuId,
                    priceFen,
                    stock,
                },
            },
            teamSize,
            hours = 24,
            allowFewer = false,
            minimumSize = 2,
            leaderDiscountFen = 0,
            buyLimit = 2,
            teamLimit = 5,
            newMembersOnly = false,
        };
        var draft = (
            await Post(
                "/campaigns",
                new
                {
                    kind = "group_buy",
                    name = "三人拼苹果",
                    startsAt = now.AddMinutes(-5),
                    endsAt = now.AddDays(30),
                    config,
                }
            )
        ).Ok();
        return (await Post($"/campaigns/{draft.Id}/publish")).Ok().Id;
    }
}
