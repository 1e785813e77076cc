using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog.Import;

/// <param name="Part">Counts the parts of one import, so that each has a job of its own.</param>
internal sealed record ImportGoodsJob(Id ImportId, int Part);

/// <summary>Staff have seen what a file would do and want it done.</summary>
internal static class ConfirmImport
{
    private static readonly Refusal Nothing = Refusal.Conflict(
        "nothing_to_import",
        "文件里没有可以导入的商品",
        "The file has no goods that can be imported"
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/goods-imports/{id}/confirm", Handle)
            .RequirePermission(ImportGoods.Write)
            .WithName("ConfirmImport")
            .WithTags(ImportGoods.Tag)
            .Produces<ImportView>();

    private static async Task<IResult> Handle(
        StaffCaller caller,
        Id id,
        Commit commit,
        TimeProvider clock,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        var begun = await commit.Run(new BeginAct(id) { ShopId = caller.ShopId, At = clock.GetUtcNow() }, cancellation);
        return begun.IsOk ? await ImportGoods.Show(db, id, cancellation) : begun.Refusal.ToHttp();
    }

    /// <summary>Confirmed twice, it begins once.</summary>
    private sealed class BeginAct(Id importId) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Order)
            {
                needs.Add(ImportRows.ById, ShopId, importId);
            }
        }

        public override Result<Done> Decide(World world)
        {
            if (world.One(ImportRows.ById, ShopId, importId) is not { } import)
            {
                return Refusal.NotFound;
            }

            if (import.ProductCount == 0)
            {
                return Nothing;
            }

            if (import.State == ImportState.Checked)
            {
                world.Put(import with { State = ImportState.Running });
                WriteGoods.Enqueue(world, ShopId, new ImportGoodsJob(importId, 0), At);
            }

            return Done.Yes;
        }
    }
}

/// <summary>
/// Writes the products of an import: a part at a time, each product in an act of its own, so that none is ever half there and a job that
/// is run again goes on where it stopped.
/// </summary>
internal sealed class WriteGoods(IDbContextFactory<BanyanDb> factory, Commit commit, IIdSource ids, TimeProvider clock) : IJobHandler
{
    private const string JobType = "import-goods";
    private const int PerPart = 25;

    public string Type => JobType;

    public static void Enqueue(World world, Id shopId, ImportGoodsJob job, DateTimeOffset at) =>
        JobQueue.Enqueue(world, shopId, JobType, $"{JobType}:{job.ImportId}:{job.Part}", job, at);

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var part = job.PayloadOf<ImportGoodsJob>();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = job.ShopId;
        var import = await db.Set<GoodsImport>().AsNoTracking().FirstAsync(row => row.Id == part.ImportId, cancellation);
        var waiting = await db.Set<ImportItem>()
            .AsNoTracking()
            .Where(row => row.ImportId == part.ImportId && row.State == ImportItemState.Waiting)
            .OrderBy(row => row.Line)
            .Take(PerPart)
            .ToListAsync(cancellation);
        foreach (var item in waiting)
        {
            var act = new WriteAct(item.Id, ProductOf(item, import, job.ShopId)) { ShopId = job.ShopId, At = clock.GetUtcNow() };
            if ((await commit.Run(act, cancellation)).Refusal is { } refusal)
            {
                return refusal;
            }
        }

        var next = new GoOnAct(part, waiting.Count == PerPart)
        {
            ShopId = job.ShopId,
            At = clock.GetUtcNow(),
            JobId = job.Id,
        };
        return (await commit.Run(next, cancellation)).Refusal;
    }

    private SaveProductAct ProductOf(ImportItem item, GoodsImport import, Id shopId)
    {
        var product = item.Product!;
        return new SaveProductAct(ids.Next(), true, product, [.. product.Skus.Select(_ => ids.Next())], import.Actor)
        {
            ShopId = shopId,
            At = clock.GetUtcNow(),
        };
    }

    private sealed class WriteAct(Id itemId, SaveProductAct save) : Act<Done>
    {
        public override bool IsBulk => true;

        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Order)
            {
                needs.Add(ImportRows.ItemById, ShopId, itemId);
            }

            save.Need(stage, world, needs);
        }

        public override Result<Done> Decide(World world)
        {
            if (world.One(ImportRows.ItemById, ShopId, itemId) is not { State: ImportItemState.Waiting } item)
            {
                return Done.Yes;
            }

            Id? made = null;
            var refusal = world.Try(() =>
            {
                var saved = save.Decide(world);
                made = saved.IsOk ? saved.Value : null;
                return saved.Refusal;
            });
            world.Put(
                refusal is null
                    ? item with
                    {
                        State = ImportItemState.Done,
                        ProductId = made,
                    }
                    : item with
                    {
                        State = ImportItemState.Failed,
                        Faults = [refusal.Zh],
                    }
            );
            return Done.Yes;
        }
    }

    /// <summary>Ends the part: asks for the next one, or says that all is done.</summary>
    private sealed class GoOnAct(ImportGoodsJob part, bool hasMore) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Order)
            {
                needs.Add(ImportRows.ById, ShopId, part.ImportId);
            }
        }

        public override Result<Done> Decide(World world)
        {
            if (hasMore)
            {
                Enqueue(world, ShopId, part with { Part = part.Part + 1 }, At);
            }
            else if (world.One(ImportRows.ById, ShopId, part.ImportId) is { } import)
            {
                world.Put(import with { State = ImportState.Finished });
            }

            return Done.Yes;
        }
    }
}
