using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Kernel;

namespace Banyan.Bench.Shop;

/// <summary>Members of the product who check out over HTTP, from the cart to WeChat's verified word that it is paid.</summary>
internal sealed class Desk(Uri host, WeChatStandIn wechat, IReadOnlyList<Shopper> shoppers, Id skuId) : IDisposable
{
    private static readonly byte[] OnePiece = """{"quantity":1,"selected":true}"""u8.ToArray();
    private readonly Loopback http = new(host);
    private readonly string salt = RandomNumberGenerator.GetHexString(16);
    private long orders;

    /// <summary>
    /// Cart, quote, order from the cart, notification. The member does not ask WeChat to prepare the payment: that call would leave the
    /// machine, and the order can be paid from the moment it is placed.
    /// </summary>
    public async Task CheckOut(int member)
    {
        var shopper = shoppers[member];
        var token = ("Authorization", "Bearer " + shopper.Token);
        await Ask(HttpMethod.Put, $"/api/shop/cart/items/{skuId}", OnePiece, token).ConfigureAwait(false);
        var wish = $$"""{"addressId":"{{shopper.AddressId}}","lines":[{"skuId":"{{skuId}}","quantity":1}]""";
        var quote = await Ask(HttpMethod.Post, "/api/shop/quotes", Encoding.UTF8.GetBytes(wish + "}"), token).ConfigureAwait(false);
        var order = await Ask(
                HttpMethod.Post,
                "/api/shop/orders",
                Encoding.UTF8.GetBytes($"{wish},\"fromCart\":true,\"seenPayableFen\":{PayableIn(quote)}}}"),
                token,
                ("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"{salt}-{Interlocked.Increment(ref orders)}"))
            )
            .ConfigureAwait(false);
        var notice = wechat.TellOf(BillIn(order));
        await Ask(HttpMethod.Post, "/api/wechat/pay/notify", notice.Body, notice.Headers).ConfigureAwait(false);
    }

    public void Dispose() => http.Dispose();

    private async Task<byte[]> Ask(HttpMethod method, string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var said = await http.Send(method, path, body, headers).ConfigureAwait(false);
        return said.IsSuccess ? said.Body : throw new InvalidOperationException($"{method} {path}: {said}");
    }

    private static long PayableIn(byte[] quote)
    {
        using var json = JsonDocument.Parse(quote);
        return json.RootElement.GetProperty("payableFen").GetInt64();
    }

    /// <summary>The number at WeChat is the order's with the number of the part; one part is all there is.</summary>
    private static Bill BillIn(byte[] order)
    {
        using var json = JsonDocument.Parse(order);
        var root = json.RootElement;
        return new Bill(root.GetProperty("no").GetString() + "P1", new Fen(root.GetProperty("payableFen").GetInt64()));
    }
}
