using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog;

/// <param name="ProductIds">At most 50: a longer selection is sent in parts, so that its progress can be shown.</param>
public sealed record BatchBody(IReadOnlyList<Id> ProductIds, BatchChange Change);

/// <param name="BeforeFen">The lowest price of its SKUs now.</param>
/// <param name="AfterFen">The lowest price after the change; null where it is refused.</param>
/// <param name="Problem">Why this product stays as it is; null: it is changed.</param>
public sealed record BatchRow(Id Id, string Name, string CoverUrl, Fen BeforeFen, Fen? AfterFen, string? Problem);

public sealed record BatchResult(IReadOnlyList<BatchRow> Items);

/// <summary>Changes many products at once, each for itself: one that is refused does not hold up the others, and is told.</summary>
internal static class BatchEdit
{
    private const int MaxProducts = 50;
    private const string Write = "products.write";
    private const string Gone = "商品已不存在";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/products/batch/preview", Preview)
            .RequirePermission(Write)
            .WithName("PreviewBatch")
            .WithTags("Catalog")
            .Produces<BatchResult>();
        api.MapPost("/products/batch", Apply).RequirePermission(Write).WithName("EditProducts").WithTags("Catalog").Produces<BatchResult>();
    }

    private static Refusal? Faults(BatchBody body) =>
        Check.Body().Count(body.ProductIds, 1, MaxProducts).ToRefusal() ?? body.Change.Faults();

    private static async Task<IResult> Preview(
        StaffCaller caller,
        BatchBody body,
        BanyanDb db,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Faults(body) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var products = await db.Set<Product>().AsNoTracking().Where(row => body.ProductIds.Contains(row.Id)).ToListAsync(cancellation);
        var ids = products.Select(row => row.Id).ToList();
        var skus = await db.Set<Sku>().AsNoTracking().Where(row => ids.Contains(row.ProductId)).ToListAsync(cancellation);
        var skuIds = skus.Select(sku => sku.Id).ToList();
        var history = (
            await db.Set<PriceChange>().AsNoTracking().Where(row => skuIds.Contains(row.SkuId)).ToListAsync(cancellation)
        ).ToLookup(row => row.SkuId);
        var items = products.Select(product =>
        {
            var priced = BatchRules.Reprice(
                body.Change,
                product,
                skus.Where(sku => sku.ProductId == product.Id),
                id => [.. history[id]],
                clock.GetUtcNow()
            );
            var after = priced.IsOk && priced.Value.Count > 0 ? priced.Value.Min(sku => sku.PriceFen) : product.PriceFen;
            return new BatchRow(
                product.Id,
                product.Name,
                product.CoverUrl,
                product.PriceFen,
                priced.IsOk ? after : null,
                priced.IsOk ? null : priced.Refusal.Zh
            );
        });
        return Results.Ok(new BatchResult([.. items.OrderBy(row => row.Id.Value)]));
    }

    private static async Task<IResult> Apply(
        StaffCaller caller,
        BatchBody body,
        IdempotencyHeader header,
        Commit commit,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Faults(body) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var rows = await Task.WhenAll(
            body.ProductIds.Distinct()
                .Select(async id =>
                {
                    var act = new EditAct(id, body.Change, caller.Actor)
                    {
                        ShopId = caller.ShopId,
                        At = clock.GetUtcNow(),
                        // Ten per cent less, sent twice, must not become nineteen.
                        Key = key.Value with
                        {
                            ClientKey = $"{key.Value.ClientKey}:{id}",
                        },
                    };
                    var edited = await commit.Run(act, cancellation);
                    return edited.IsOk ? edited.Value : new BatchRow(id, "", "", Fen.Zero, null, edited.Refusal.Zh);
                })
        );
        return Results.Ok(new BatchResult(rows));
    }

    private sealed class EditAct(Id productId, BatchChange change, string actor) : Act<BatchRow>
    {
        public override bool IsBulk => true;

        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Claim && change.Price is not null)
            {
                foreach (var sku in world.Many(CatalogRows.SkusOfProduct, ShopId, productId))
                {
                    needs.Add(CatalogRows.PricesOfSku, ShopId, sku.Id);
                }
            }

            if (stage != Stage.Run)
            {
                return;
            }

            needs.Add(CatalogRows.ProductById, ShopId, productId);
            needs.Add(CatalogRows.SkusOfProduct, ShopId, productId);
            if (change.CategoryId is { } category)
            {
                needs.Add(CatalogRows.CategoryById, ShopId, category);
            }
        }

        public override Result<BatchRow> Decide(World world)
        {
            if (world.One(CatalogRows.ProductById, ShopId, productId) is not { } product)
            {
                return new BatchRow(productId, "", "", Fen.Zero, null, Gone);
            }

            if (change.CategoryId is { } category && world.One(CatalogRows.CategoryById, ShopId, category) is null)
            {
                return Refused(product, "没有这个分类");
            }

            var skus = world.Many(CatalogRows.SkusOfProduct, ShopId, productId);
            var priced = BatchRules.Reprice(change, product, skus, id => world.Many(CatalogRows.PricesOfSku, ShopId, id), At);
            if (!priced.IsOk)
            {
                return Refused(product, priced.Refusal.Zh);
            }

            foreach (var sku in priced.Value)
            {
                Reprice(world, skus.First(before => before.Id == sku.Id), sku, product);
            }

            var tags = change.TagsOf(product.Tags);
            var cheapest = priced.Value.MinBy(sku => sku.PriceFen);
            world.Put(
                product with
                {
                    CategoryId = change.CategoryId ?? product.CategoryId,
                    Tags = tags,
                    TagText = SearchWords.TagText(tags),
                    OnShelf = change.OnShelf ?? product.OnShelf,
                    Sort = change.Sort ?? product.Sort,
                    PriceFen = cheapest?.PriceFen ?? product.PriceFen,
                    CrossedPriceFen = cheapest is null ? product.CrossedPriceFen : cheapest.CrossedPriceFen,
                    Revision = product.Revision + 1,
                    UpdatedAt = At,
                }
            );
            return new BatchRow(productId, product.Name, product.CoverUrl, product.PriceFen, cheapest?.PriceFen ?? product.PriceFen, null);
        }

        private static BatchRow Refused(Product product, string why) =>
            new(product.Id, product.Name, product.CoverUrl, product.PriceFen, null, why);

        private void Reprice(World world, Sku before, Sku after, Product product)
        {
            if (before.PriceFen == after.PriceFen && before.CrossedPriceFen == after.CrossedPriceFen)
            {
                return;
            }

            world.Put(after);
            world.Put(
                new PriceChange
                {
                    ShopId = ShopId,
                    Id = world.NextId(),
                    SkuId = after.Id,
                    BeforeFen = before.PriceFen,
                    PriceFen = after.PriceFen,
                    CrossedPriceFen = after.CrossedPriceFen,
                    CrossedBasis = product.CrossedBasis,
                    Actor = actor,
                    At = At,
                }
            );
        }
    }
}
