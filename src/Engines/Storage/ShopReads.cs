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

    /// <summary>The shops that have rows of this kind: one step of the key's index for each shop, however many rows there are.</summary>
    public static async Task<IReadOnlyList<Id>> ShopsWith<TRow>(
        this IDbContextFactory<BanyanDb> factory,
        CancellationToken cancellation = default
    )
        where TRow : class, IShopRow
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        var table = Sql.Quote(db.Model.FindEntityType(typeof(TRow))!.GetTableName()!);
        var sql =
            $"WITH RECURSIVE step AS (SELECT MIN(\"shop_id\") AS id FROM {table} UNION ALL "
            + $"SELECT (SELECT MIN(\"shop_id\") FROM {table} WHERE \"shop_id\" > step.id) FROM step WHERE step.id IS NOT NULL) "
            + "SELECT id AS \"Value\" FROM step WHERE id IS NOT NULL";
        var ids = await db.Database.SqlQueryRaw<long>(sql).ToListAsync(cancellation).ConfigureAwait(false);
        return [.. ids.Select(id => new Id(id))];
    }
}
