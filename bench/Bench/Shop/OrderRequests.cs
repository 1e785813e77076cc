using Banyan.Kernel;

namespace Banyan.Bench.Shop;

internal static class OrderRequests
{
    /// <summary>One piece, as the shop's checkout sends it.</summary>
    public static Sent Of(Shopper shopper, Id skuId, string? offerRef = null)
    {
        var offer = offerRef is null ? "null" : $"\"{offerRef}\"";
        var line = $$"""{"skuId":"{{skuId}}","quantity":1,"offerRef":{{offer}}}""";
        return new Sent(
            "POST",
            "/api/shop/orders",
            shopper.Token,
            $$"""{"lines":[{{line}}],"addressId":"{{shopper.AddressId}}","fromCart":false}"""
        );
    }
}
