namespace Banyan.Kernel;

/// <summary>Days are days of the shop's zone. The first release knows one zone: Asia/Shanghai, UTC+8 without summer time.</summary>
public static class Times
{
    public static readonly TimeSpan ShopOffset = TimeSpan.FromHours(8);

    /// <summary>The shop's calendar day in which <paramref name="instant"/> falls.</summary>
    public static DateOnly ShopDay(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(ShopOffset).DateTime);

    /// <summary>The instant at which the shop's calendar day begins.</summary>
    public static DateTimeOffset StartOfShopDay(this DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), ShopOffset).ToUniversalTime();
}
