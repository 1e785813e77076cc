using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Banyan.Commerce.Catalog;

/// <summary>Puts goods onto the shelf and takes them off it when the time has come that staff wrote down.</summary>
internal sealed class ShelfDeadlines(IDbContextFactory<BanyanDb> factory, Commit commit, ILogger<ShelfDeadlines> log) : IDeadlineSource
{
    private const int MaxPerSweep = 200;

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var products = db.Set<Product>().IgnoreQueryFilters().AsNoTracking();
        var comes = await Due(products.Where(row => row.OnShelfAt <= now).OrderBy(row => row.OnShelfAt), cancellation);
        var goes = await Due(products.Where(row => row.OffShelfAt <= now).OrderBy(row => row.OffShelfAt), cancellation);
        return await DueItems.HandleEach(
            [.. comes.Concat(goes).Distinct()],
            async product => (await commit.Run(new DueAct(product.Id) { ShopId = product.ShopId, At = now }, cancellation)).Refusal,
            product => $"The shelf time of product {product.Id}",
            log,
            cancellation
        );
    }

    private static Task<List<DueProduct>> Due(IQueryable<Product> due, CancellationToken cancellation) =>
        due.Take(MaxPerSweep).Select(product => new DueProduct(product.ShopId, product.Id)).ToListAsync(cancellation);

    private sealed record DueProduct(Id ShopId, Id Id);

    private sealed class DueAct(Id productId) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Run)
            {
                needs.Add(CatalogRows.ProductById, ShopId, productId);
            }
        }

        public override Result<Done> Decide(World world)
        {
            if (world.One(CatalogRows.ProductById, ShopId, productId) is not { } product)
            {
                return Done.Yes;
            }

            var (comes, goes) = (product.OnShelfAt <= At, product.OffShelfAt <= At);
            if (comes || goes)
            {
                // When both are over (the shop slept), leaving is the later one.
                world.Put(
                    product with
                    {
                        OnShelf = !goes,
                        OnShelfAt = comes ? null : product.OnShelfAt,
                        OffShelfAt = goes ? null : product.OffShelfAt,
                        Revision = product.Revision + 1,
                        UpdatedAt = At,
                    }
                );
            }

            return Done.Yes;
        }
    }
}
