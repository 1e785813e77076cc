using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.Shops;

/// <summary>Makes a new shop. There is no page for it: the Host's seed does it.</summary>
internal sealed class OpenShop(Commit commit, IIdSource ids, TimeProvider clock, ShopDirectory directory) : IOpenShop
{
    public async Task<Result<Id>> Open(string slug, ShopSettings settings, CancellationToken cancellation)
    {
        if (slug.Length is < 1 or > 40 || !slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return Refusal.Invalid("slug", "只能用小写字母、数字和连字符", "Only lower-case letters, digits and hyphens");
        }

        if (await directory.Find(slug, cancellation).ConfigureAwait(false) is not null)
        {
            return Refusal.Conflict("slug_taken", "这个店铺标识已被使用", "This shop slug is taken");
        }

        var id = ids.Next();
        var shop = new Shop
        {
            ShopId = id,
            Id = id,
            Slug = slug,
            Settings = settings,
            CreatedAt = clock.GetUtcNow(),
        };
        var opened = await commit
            .Exclusive<Id>(
                id,
                db =>
                {
                    db.Add(shop);
                    return Task.FromResult<Result<Id>>(id);
                },
                cancellation
            )
            .ConfigureAwait(false);
        directory.Forget(id);
        return opened;
    }
}
