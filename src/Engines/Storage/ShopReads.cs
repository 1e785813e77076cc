using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Storage;

/// <summary>Reading outside a request: jobs, participants, caches.</summary>
public static class ShopReads
{
    /// <summary>A context of its own that sees the rows of this shop. The caller disposes of it.</summary>
    public static async Task<BanyanDb> OpenFor(
        this IDbContextFactory<BanyanDb> factory,
        Id shopId,
        CancellationToken cancellation = default
    )
    {
        var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        db.Shop = shopId;
        return db;
    }
}
