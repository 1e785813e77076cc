using Banyan.Commerce.Pricing.Contracts;

namespace Banyan.Growth.Campaigns.Kinds;

/// <summary>Which later lanes a price campaign goes together with, as two switches in its form.</summary>
internal static class Stack
{
    public static IReadOnlyList<Lane> Of(bool withOrderPromotions, bool withCoupons) =>
        [
            .. Enum.GetValues<Lane>()
                .Where(lane => lane != Lane.Order || withOrderPromotions)
                .Where(lane => lane != Lane.Coupon || withCoupons),
        ];
}
