using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Stores;

/// <summary>Finds the store where an order is to be fetched, and writes down what of it stays on the order.</summary>
internal sealed class PickupPlaces(IDbContextFactory<BanyanDb> factory) : IPickupPlaces
{
    public async Task<Pickup?> Find(Id shopId, PickupWish wish, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation);
        var store = await db.Set<Store>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == wish.StoreId && row.IsOpen && row.CanPickUp, cancellation);
        return store is null ? null : new Pickup(store.Id, store.Name, store.Address, store.Phone, store.Hours, wish.Name, wish.Phone);
    }
}
