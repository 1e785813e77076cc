using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Ledger;

/// <summary>
/// Seals what was posted, shop by shop. Nodes may do it side by side: a link's number is unique, the second one comes
/// to nothing.
/// </summary>
internal sealed class SealPostings(IDbContextFactory<BanyanDb> factory, Commit.Commit commit) : IDeadlineSource
{
    /// <summary>
    /// Ids are made shortly before they are committed, by several nodes: once this old, none with a smaller id can appear any more.
    /// </summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    /// <summary>How often the shops are looked through.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private DateTimeOffset next = DateTimeOffset.MinValue;

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        // A demonstration's clock may be set back.
        if (now < next && next - now <= Pause)
        {
            return 0;
        }

        next = now + Pause;
        var links = 0;
        foreach (var shop in await factory.ShopsWith<Posting>(cancellation).ConfigureAwait(false))
        {
            links += await Seal(shop, now, cancellation).ConfigureAwait(false);
        }

        if (links > 0)
        {
            // There may be more than a link's worth: ask to be called again.
            next = now;
        }

        return links;
    }

    private async Task<int> Seal(Id shopId, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await AnythingToSeal(shopId, now, cancellation).ConfigureAwait(false))
        {
            return 0;
        }

        var added = await commit
            .Exclusive<int>(shopId, async db => await AddLink(db, shopId, now, cancellation).ConfigureAwait(false), cancellation)
            .ConfigureAwait(false);
        return added.IsOk ? added.Value : 0;
    }

    private async Task<bool> AnythingToSeal(Id shopId, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        db.Shop = shopId;
        var last = await Last(db, cancellation).ConfigureAwait(false);
        var after = last?.LastPostingId ?? Id.None;
        var settled = now - Settled;
        return await db.Set<Posting>()
            .AnyAsync(posting => posting.Id > after && posting.PostedAt <= settled, cancellation)
            .ConfigureAwait(false);
    }

    private static async Task<int> AddLink(BanyanDb db, Id shopId, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = await Last(db, cancellation).ConfigureAwait(false);
        var found = await SealChain
            .After(db, shopId, last?.LastPostingId ?? Id.None, upTo: null, SealChain.MaxPostings, cancellation)
            .ConfigureAwait(false);
        var run = found.TakeWhile(posting => posting.PostedAt <= now - Settled).ToList();
        if (run.Count == 0)
        {
            return 0;
        }

        db.Add(
            new PostingSeal
            {
                ShopId = shopId,
                Number = (last?.Number ?? 0) + 1,
                LastPostingId = run[^1].Id,
                Postings = run.Count,
                Hash = SealChain.Hash(last?.Hash ?? SealChain.Beginning, run),
                SealedAt = now,
            }
        );
        return 1;
    }

    private static Task<PostingSeal?> Last(BanyanDb db, CancellationToken cancellation) =>
        db.Set<PostingSeal>().AsNoTracking().OrderByDescending(seal => seal.Number).FirstOrDefaultAsync(cancellation);
}
