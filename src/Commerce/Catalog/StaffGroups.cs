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

/// <param name="Tag">All goods with this tag; empty: those named.</param>
/// <param name="ProductCount">Goods on the shelf that are in it.</param>
public sealed record ConsoleGroup(Id Id, string Name, int Sort, string Tag, IReadOnlyList<Id> ProductIds, int ProductCount, int Version);

/// <param name="Version">Of the group that the editor opened; left out for a new one.</param>
public sealed record GroupBody(string Name, int Sort, string Tag, IReadOnlyList<Id> ProductIds, int? Version);

/// <summary>Named sets of products, by a tag or by hand: for the shop's pages and links.</summary>
internal static class StaffGroups
{
    private const string Read = "products.read";
    private const string Write = "products.write";
    private const string Tag = "Catalog";
    private const int MaxGroups = 100;

    private static readonly Refusal TooMany = Refusal.Conflict("too_many_groups", "最多 100 个商品分组", "There can be 100 groups at most");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/goods-groups", List).RequirePermission(Read).WithName("ListGroups").WithTags(Tag).Produces<Page<ConsoleGroup>>();
        api.MapPost("/goods-groups", Add).RequirePermission(Write).WithName("AddGroup").WithTags(Tag).Produces<ConsoleGroup>();
        api.MapPut("/goods-groups/{id}", Edit).RequirePermission(Write).WithName("EditGroup").WithTags(Tag).Produces<ConsoleGroup>();
        api.MapDelete("/goods-groups/{id}", Remove).RequirePermission(Write).WithName("RemoveGroup").WithTags(Tag).Produces(204);
    }

    private static async Task<IResult> List(StaffCaller caller, BanyanDb db, CancellationToken cancellation) =>
        Results.Ok(new Page<ConsoleGroup>(await Rows(db, null, cancellation), null));

    private static async Task<IReadOnlyList<ConsoleGroup>> Rows(BanyanDb db, Id? only, CancellationToken cancellation)
    {
        var rows = await db.Set<GoodsGroup>()
            .AsNoTracking()
            .Where(row => only == null || row.Id == only)
            .OrderBy(row => row.Sort)
            .ThenBy(row => row.Id)
            .Take(MaxGroups)
            .ToListAsync(cancellation);
        var chosen = rows.SelectMany(row => row.ProductIds).Distinct().ToList();
        var goods = await db.Set<Product>()
            .Where(row => row.OnShelf && (row.TagText != "" || chosen.Contains(row.Id)))
            .Select(row => new { row.Id, row.TagText })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new ConsoleGroup(
                row.Id,
                row.Name,
                row.Sort,
                row.Tag,
                row.ProductIds,
                goods.Count(item =>
                    row.Tag.Length > 0 ? item.TagText.Contains($"|{row.Tag}|", StringComparison.Ordinal) : row.ProductIds.Contains(item.Id)
                ),
                row.Version
            )),
        ];
    }

    private static Refusal? Faults(GroupBody body) =>
        Check
            .Body()
            .Text(body.Name, 1, 20)
            .Number(body.Sort, 0, 100_000)
            .Text(body.Tag, 0, CatalogLimits.Tag)
            .Count(body.ProductIds, 0, CatalogLimits.GroupProducts)
            .That(
                body.Tag.Trim().Length > 0 || body.ProductIds.Count > 0,
                "productIds",
                "请选择商品，或者填一个标签",
                "Choose products or name a tag"
            )
            .ToRefusal();

    private static async Task<IResult> Add(
        StaffCaller caller,
        GroupBody body,
        Commit commit,
        IIdSource ids,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        if (Faults(body) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var group = Written(
            new GoodsGroup
            {
                ShopId = caller.ShopId,
                Id = ids.Next(),
                Name = "",
                ProductIds = [],
            },
            body
        );
        var added = await commit.Exclusive<Id>(
            caller.ShopId,
            async editing =>
            {
                if (await editing.Set<GoodsGroup>().CountAsync(cancellation) >= MaxGroups)
                {
                    return TooMany;
                }

                editing.Add(group);
                return group.Id;
            },
            cancellation
        );
        return added.IsOk ? Results.Ok((await Rows(db, group.Id, cancellation)).Single()) : added.Refusal.ToHttp();
    }

    private static async Task<IResult> Edit(
        StaffCaller caller,
        Id id,
        GroupBody body,
        Commit commit,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        if (Faults(body) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var edited = await commit.Exclusive<Id>(
            caller.ShopId,
            async editing =>
            {
                var group = await editing.Set<GoodsGroup>().AsTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
                if (group is null)
                {
                    return Refusal.NotFound;
                }

                if (group.Version != body.Version)
                {
                    return StaffBrands.ChangedMeanwhile;
                }

                editing.Entry(group).CurrentValues.SetValues(Written(group, body) with { Version = group.Version + 1 });
                return id;
            },
            cancellation
        );
        return edited.IsOk ? Results.Ok((await Rows(db, id, cancellation)).Single()) : edited.Refusal.ToHttp();
    }

    private static GoodsGroup Written(GoodsGroup group, GroupBody body) =>
        group with
        {
            Name = body.Name.Trim(),
            Sort = body.Sort,
            Tag = body.Tag.Trim(),
            ProductIds = body.Tag.Trim().Length > 0 ? [] : [.. body.ProductIds.Distinct()],
        };

    private static async Task<IResult> Remove(StaffCaller caller, Id id, Commit commit, CancellationToken cancellation)
    {
        var removed = await commit.Exclusive<Done>(
            caller.ShopId,
            async db =>
            {
                if (await db.Set<GoodsGroup>().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } group)
                {
                    return Refusal.NotFound;
                }

                db.Remove(group);
                return Done.Yes;
            },
            cancellation
        );
        return removed.ToNoContent();
    }
}
