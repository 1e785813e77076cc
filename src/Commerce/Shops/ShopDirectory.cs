using System.Collections.Concurrent;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Shops;

/// <summary>
/// Shops from memory: every request asks for one. Looked up again after a few seconds, or at once after an edit on any node.
/// </summary>
internal sealed class ShopDirectory : IShopSettings, IShopDirectory
{
    private const long FreshMs = 3_000;
    private const string Topic = "shop:";
    private const int MaxSlugs = 1_000;
    private readonly ConcurrentDictionary<Id, Known> byId = new();
    private readonly ConcurrentDictionary<string, (Id? Id, long At)> bySlug = new(StringComparer.Ordinal);
    private readonly IDbContextFactory<BanyanDb> factory;
    private readonly Signals signals;

    public ShopDirectory(IDbContextFactory<BanyanDb> factory, Signals signals)
    {
        (this.factory, this.signals) = (factory, signals);
        signals.Subscribe(Topic, _ => Clear());
    }

    public async ValueTask<ShopSettings> Of(Id shopId, CancellationToken cancellation) =>
        (await Load(shopId, cancellation).ConfigureAwait(false))?.Settings
        ?? throw new InvalidOperationException($"There is no shop {shopId}.");

    public async ValueTask<ShopName?> Find(Id shopId, CancellationToken cancellation)
    {
        var shop = await Load(shopId, cancellation).ConfigureAwait(false);
        return shop is null ? null : new ShopName(shop.Id, shop.Slug, shop.Settings.Name);
    }

    public async ValueTask<ShopName?> Find(string? slug, CancellationToken cancellation)
    {
        var key = slug ?? "";
        if (!bySlug.TryGetValue(key, out var known) || Environment.TickCount64 - known.At > FreshMs)
        {
            known = (await IdOf(slug, cancellation).ConfigureAwait(false), Environment.TickCount64);
            if (bySlug.Count >= MaxSlugs)
            {
                bySlug.Clear();
            }

            bySlug[key] = known;
        }

        return known.Id is { } id ? await Find(id, cancellation).ConfigureAwait(false) : null;
    }

    /// <summary>The shop was edited: every node reads it again at the next question.</summary>
    public void Forget(Id shopId) => signals.TellSoon($"{Topic}{shopId}");

    private void Clear()
    {
        byId.Clear();
        bySlug.Clear();
    }

    private async ValueTask<Shop?> Load(Id shopId, CancellationToken cancellation)
    {
        if (byId.TryGetValue(shopId, out var known) && Environment.TickCount64 - known.At <= FreshMs)
        {
            return known.Shop;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        db.Shop = shopId;
        var shop = await db.Set<Shop>().AsNoTracking().FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        if (shop is not null)
        {
            byId[shopId] = new Known(shop, Environment.TickCount64);
        }

        return shop;
    }

    private async Task<Id?> IdOf(string? slug, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        var shops = db.Set<Shop>().IgnoreQueryFilters([BanyanDb.ShopFilter]).AsNoTracking();
        var found = slug is null ? shops.OrderBy(shop => shop.Id) : shops.Where(shop => shop.Slug == slug);
        var ids = await found.Select(shop => shop.Id).Take(1).ToListAsync(cancellation).ConfigureAwait(false);
        return ids.Count == 0 ? null : ids[0];
    }

    private sealed record Known(Shop Shop, long At);
}
