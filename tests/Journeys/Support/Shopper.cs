namespace Banyan.Journeys.Support;

/// <summary>A logged-in member who buys.</summary>
public sealed class Shopper(HttpClient http, Sandbox sandbox, string persona) : Caller(http, "shop")
{
    private string? addressId;

    public string Persona => persona;

    public string MemberId { get; private set; } = "";

    /// <param name="shareCode">The share they came by.</param>
    public async Task<Shopper> LogIn(string? shareCode = null, string? visitorId = null)
    {
        Token = null;
        var session = (
            await Post(
                "/sessions",
                new
                {
                    code = $"persona:{persona}",
                    shareCode,
                    visitorId,
                }
            )
        ).Ok();
        Token = session.String("token");
        MemberId = (string)session["member"]["id"]!;
        return this;
    }

    /// <summary>Where it goes; written once.</summary>
    public async Task<string> Address() => addressId ??= (
            await Post(
                "/addresses",
                new
                {
                    name = "林晓",
                    phone = "13800138000",
                    province = "浙江省",
                    city = "杭州市",
                    district = "西湖区",
                    detail = "文三路 1 号",
                    isDefault = true,
                }
            )
        ).Ok().Id;

    public async Task<Answer> TryPlace(string skuId, int quantity = 1, string? offerRef = null, string? key = null) =>
        await Post(
            "/orders",
            new
            {
                lines = new[]
                {
                    new
                    {
                        skuId,
                        quantity,
                        offerRef,
                    },
                },
                addressId = await Address(),
                fromCart = false,
            },
            key
        );

    public async Task<Answer> Place(string skuId, int quantity = 1, string? offerRef = null) =>
        (await TryPlace(skuId, quantity, offerRef)).Ok();

    /// <summary>Orders one piece to be fetched at a store.</summary>
    public Task<Answer> PlaceForPickup(string skuId, string storeId, string phone = "13800138000") =>
        Post(
            "/orders",
            new
            {
                lines = new[] { new { skuId, quantity = 1 } },
                pickup = new
                {
                    storeId,
                    name = "林晓",
                    phone,
                },
            }
        );

    /// <summary>What is shown at the counter.</summary>
    public async Task<string> PickupCode(string orderId) => (await Get($"/orders/{orderId}/pickup-code")).Ok().String("code");

    /// <summary>Opens the payment and pays at WeChat; returns when the shop has been told.</summary>
    public async Task<Answer> Pay(string orderId)
    {
        var prepared = (await Post($"/orders/{orderId}/pay")).Ok();
        await sandbox.Pay(prepared.String("outTradeNo"));
        return await Order(orderId);
    }

    public async Task<Answer> Buy(string skuId, int quantity = 1, string? offerRef = null) =>
        await Pay((await Place(skuId, quantity, offerRef)).Id);

    public async Task<Answer> Order(string orderId) => (await Get($"/orders/{orderId}")).Ok();

    public async Task<string> StateOf(string orderId) => (await Order(orderId)).String("state");

    /// <summary>Asks for an amount of the order's first line back.</summary>
    public async Task<Answer> AskBack(string orderId, int quantity, long? amountFen = null)
    {
        var order = await Order(orderId);
        return await Post(
            $"/orders/{orderId}/refunds",
            new
            {
                lines = new[]
                {
                    new
                    {
                        lineId = (string)order["lines"][0]!["id"]!,
                        quantity,
                        amountFen,
                    },
                },
                reason = "不想要了",
                kind = "refund_only",
            }
        );
    }
}
