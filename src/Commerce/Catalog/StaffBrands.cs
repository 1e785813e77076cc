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

public sealed record ConsoleBrand(Id Id, string Name, string LogoUrl, int Sort, int ProductCount, int Version);

/// <param name="Version">Of the brand that the editor opened; left out for a new one.</param>
public sealed record BrandBody(string Name, string LogoUrl, int Sort, int? Version);

/// <summary>The brands of a shop's goods.</summary>
internal static class StaffBrands
{
    private const string Read = "products.read";
    private const string Write = "products.write";
    private const string Tag = "Catalog";

    public static readonly Refusal ChangedMeanwhile = Refusal.Conflict(
        "changed_meanwhile",
        "您编辑期间，别人改过这一项",
        "Somebody else changed this while you were editing it"
    );

    private static readonly Refusal InUse = Refusal.Conflict("brand_in_use", "品牌下还有商品，不能删除", "This brand still has products");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/brands", List).RequirePermission(Read).WithName("ListBrands").WithTags(Tag).Produces<Page<ConsoleBrand>>();
        api.MapPost("/brands", Add).RequirePermission(Write).WithName("AddBrand").WithTags(Tag).Produces<ConsoleBrand>();
        api.MapPut("/brands/{id}", Edit).RequirePermission(Write).WithName("EditBrand").WithTags(Tag).Produces<ConsoleBrand>();
        api.MapDelete("/brands/{id}", Remove).RequirePermission(Write).WithName("RemoveBrand").WithTags(Tag).Produces(204);
    }

    private static async Task<IResult> List(StaffCaller caller, BanyanDb db, CancellationToken cancellation) =>
        Results.Ok(new Page<ConsoleBrand>(await Rows(db, null, cancellation), null));

    private static async Task<IReadOnlyList<ConsoleBrand>> Rows(BanyanDb db, Id? only, CancellationToken cancellation)
    {
        var counts = await db.Set<Product>()
            .Where(row => row.BrandId != null)
            .GroupBy(row => row.BrandId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key!.Value, row => row.Count, cancellation);
        var rows = await db.Set<Brand>()
            .AsNoTracking()
            .Where(row => only == null || row.Id == only)
            .OrderBy(row => row.Sort)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new ConsoleBrand(row.Id, row.Name, row.LogoUrl, row.Sort, counts.GetValueOrDefault(row.Id), row.Version)),
        ];
    }

    private static Refusal? Faults(BrandBody body) =>
        Check.Body().Text(body.Name, 1, CatalogLimits.Brand).Picture(body.LogoUrl).Number(body.Sort, 0, 100_000).ToRefusal();

    private static async Task<IResult> Add(
        StaffCaller caller,
        BrandBody body,
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

        var brand = new Brand
        {
            ShopId = caller.ShopId,
            Id = ids.Next(),
            Name = body.Name.Trim(),
            LogoUrl = body.LogoUrl,
            Sort = body.Sort,
        };
        var added = await commit.Exclusive<Id>(
            caller.ShopId,
            editing =>
            {
                editing.Add(brand);
                return Task.FromResult<Result<Id>>(brand.Id);
            },
            cancellation
        );
        return added.IsOk ? Results.Ok((await Rows(db, brand.Id, cancellation)).Single()) : added.Refusal.ToHttp();
    }

    private static async Task<IResult> Edit(
        StaffCaller caller,
        Id id,
        BrandBody body,
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
                var brand = await editing.Set<Brand>().AsTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
                if (brand is null)
                {
                    return Refusal.NotFound;
                }

                if (brand.Version != body.Version)
                {
                    return ChangedMeanwhile;
                }

                var after = brand with { Name = body.Name.Trim(), LogoUrl = body.LogoUrl, Sort = body.Sort, Version = brand.Version + 1 };
                editing.Entry(brand).CurrentValues.SetValues(after);
                return id;
            },
            cancellation
        );
        return edited.IsOk ? Results.Ok((await Rows(db, id, cancellation)).Single()) : edited.Refusal.ToHttp();
    }

    private static async Task<IResult> Remove(StaffCaller caller, Id id, Commit commit, CancellationToken cancellation)
    {
        var removed = await commit.Exclusive<Done>(
            caller.ShopId,
            async db =>
            {
                if (await db.Set<Brand>().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } brand)
                {
                    return Refusal.NotFound;
                }

                if (await db.Set<Product>().AnyAsync(row => row.BrandId == id, cancellation))
                {
                    return InUse;
                }

                db.Remove(brand);
                return Done.Yes;
            },
            cancellation
        );
        return removed.ToNoContent();
    }
}
