using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Commit;

/// <summary>
/// Forgets what clients' keys were answered with after seven days: nobody asks again that late, and the rows would be the largest table
/// of a busy shop. Nodes may do it side by side.
/// </summary>
internal sealed class ForgetAnswers(IDbContextFactory<BanyanDb> factory, Commit commit, ISqlDialect dialect) : IDeadlineSource
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>Rows deleted in one transaction: people wait for their turn in the same lane.</summary>
    public const int MaxPerSlice = 500;

    /// <summary>How often the shops are looked through.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private DateTimeOffset next = DateTimeOffset.MinValue;

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        // A demonstration's clock may be set back.
        if (now < next && next - now <= Pause)
        {
            return 0;
        }

        next = now + Pause;
        var forgotten = 0;
        foreach (var shop in await factory.ShopsWith<Idempotency>(cancellation).ConfigureAwait(false))
        {
            forgotten += await Forget(shop, now - KeptFor, cancellation).ConfigureAwait(false);
        }

        if (forgotten > 0)
        {
            // There may be more than a slice: ask to be called again.
            next = now;
        }

        return forgotten;
    }

    private async Task<int> Forget(Id shopId, DateTimeOffset until, CancellationToken cancellation)
    {
        if (!await Any(shopId, until, cancellation).ConfigureAwait(false))
        {
            return 0;
        }

        var forgotten = await commit
            .Exclusive<int>(shopId, async db => await Delete(db, shopId, until, cancellation).ConfigureAwait(false), cancellation)
            .ConfigureAwait(false);
        return forgotten.IsOk ? forgotten.Value : 0;
    }

    private async Task<bool> Any(Id shopId, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        return await db.Set<Idempotency>().AnyAsync(row => row.CreatedAt < until, cancellation).ConfigureAwait(false);
    }

    private Task<int> Delete(BanyanDb db, Id shopId, DateTimeOffset until, CancellationToken cancellation)
    {
        // Skips what another node deletes or reads under lock: two that wait for each other's rows would be a deadlock.
        var sql =
            "DELETE FROM \"idempotency\" WHERE (\"shop_id\", \"key\") IN (SELECT \"shop_id\", \"key\" FROM \"idempotency\" "
            + "WHERE \"shop_id\" = {0} AND \"created_at\" < {1} ORDER BY \"created_at\" LIMIT {2}"
            + dialect.SkipLocked
            + ")";
        return db.Database.ExecuteSqlRawAsync(sql, [shopId.Value, until.ToUnixTimeMilliseconds(), MaxPerSlice], cancellation);
    }
}
