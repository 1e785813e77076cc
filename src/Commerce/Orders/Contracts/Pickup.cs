using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>Where goods are fetched and by whom: a copy of it is frozen on each order.</summary>
/// <param name="Store">The store's name.</param>
/// <param name="Hours">When it is open, in words.</param>
/// <param name="Name">Who fetches them.</param>
public sealed record Pickup(Id StoreId, string Store, string StoreAddress, string StorePhone, string Hours, string Name, string Phone);

/// <summary>What a member sends who wants to fetch the goods.</summary>
public sealed record PickupWish(Id StoreId, string Name, string Phone);

/// <summary>Knows the stores where goods can be fetched; implemented by the stores.</summary>
public interface IPickupPlaces
{
    /// <summary>Null where there is no such store, or where it does not hand out goods now.</summary>
    Task<Pickup?> Find(Id shopId, PickupWish wish, CancellationToken cancellation);
}

/// <summary>Time limits of pickup orders.</summary>
public static class PickupTimes
{
    /// <summary>From when the goods lie ready; the order then counts as received. Its code stays good until it is used.</summary>
    public const int AutoReceiveDays = 2;
}
