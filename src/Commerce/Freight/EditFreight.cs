using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Freight.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Freight;

/// <param name="ProductCount">Goods that are sent by it.</param>
public sealed record FreightTemplateView(
    Id Id,
    string Name,
    FreightUnit Unit,
    IReadOnlyList<FreightZone> Zones,
    int ProductCount,
    int Version
);

/// <param name="Version">Of the template that the editor opened; left out for a new one.</param>
public sealed record FreightTemplateBody(string Name, FreightUnit Unit, IReadOnlyList<FreightZone> Zones, int? Version);

/// <summary>Staff write down what sending costs.</summary>
internal static class EditFreight
{
    private const string Read = "settings.read";
    private const string Write = "settings.write";
    private const string Tag = "Freight";
    private const int MaxTemplates = 100;
    private const int MaxZones = 40;
    private const int MaxUnits = 1_000_000;
    private static readonly Fen MaxFreight = new(1_000_000);

    private static readonly Refusal ChangedMeanwhile = Refusal.Conflict(
        "changed_meanwhile",
        "您编辑期间，别人改过这个运费模板",
        "Somebody else changed this freight template while you were editing it"
    );

    private static readonly Refusal InUse = Refusal.Conflict(
        "freight_in_use",
        "还有商品在用这个运费模板，不能删除",
        "Goods are still sent by this template"
    );

    private static readonly Refusal TooMany = Refusal.Conflict(
        "too_many_templates",
        $"最多 {MaxTemplates} 个运费模板",
        $"At most {MaxTemplates} freight templates"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/freight-templates", List)
            .RequirePermission(Read)
            .WithName("ListFreightTemplates")
            .WithTags(Tag)
            .Produces<Page<FreightTemplateView>>();
        api.MapPost("/freight-templates", Add)
            .RequirePermission(Write)
            .WithName("AddFreightTemplate")
            .WithTags(Tag)
            .Produces<FreightTemplateView>();
        api.MapPut("/freight-templates/{id}", Edit)
            .RequirePermission(Write)
            .WithName("EditFreightTemplate")
            .WithTags(Tag)
            .Produces<FreightTemplateView>();
        api.MapDelete("/freight-templates/{id}", Remove)
            .RequirePermission(Write)
            .WithName("RemoveFreightTemplate")
            .WithTags(Tag)
            .Produces(204);
    }

    private static async Task<IResult> List(StaffCaller caller, BanyanDb db, CancellationToken cancellation) =>
        Results.Ok(new Page<FreightTemplateView>(await Rows(db, null, cancellation), null));

    private static async Task<IReadOnlyList<FreightTemplateView>> Rows(BanyanDb db, Id? only, CancellationToken cancellation)
    {
        var counts = await db.Set<Product>()
            .Where(row => row.FreightTemplateId != null)
            .GroupBy(row => row.FreightTemplateId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key!.Value, row => row.Count, cancellation);
        var rows = await db.Set<FreightTemplate>()
            .AsNoTracking()
            .Where(row => only == null || row.Id == only)
            .OrderBy(row => row.Id)
            .Take(MaxTemplates)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new FreightTemplateView(
                row.Id,
                row.Name,
                row.Unit,
                row.Zones,
                counts.GetValueOrDefault(row.Id),
                row.Version
            )),
        ];
    }

    private static Refusal? Faults(FreightTemplateBody body)
    {
        var zones = body.Zones ?? [];
        // A list may hold nothing where a zone should be: Each says so.
        var written = zones.Where(zone => zone?.Provinces is not null).ToList();
        var provinces = written.SelectMany(zone => zone.Provinces).ToList();
        return Check
            .Body()
            .Text(body.Name, 1, 40)
            .Count(zones, 1, MaxZones, "zones")
            .Each(
                zones,
                (each, zone) =>
                    each.Count(zone.Provinces, 0, 40)
                        .Number(zone.First, 1, MaxUnits)
                        .Number(zone.Step, 1, MaxUnits)
                        .Number(zone.FreeFromPieces, 1, MaxUnits)
                        .Money(zone.FirstFen, Fen.Zero, MaxFreight)
                        .Money(zone.StepFen, Fen.Zero, MaxFreight)
                        .Money(zone.FreeFromFen, Fen.Zero, new Fen(100_000_000)),
                "zones"
            )
            .That(
                written.Count(zone => zone.IsElsewhere) == 1,
                "zones",
                "要有且只有一条「其他地区」的运费",
                "Exactly one zone must be for everywhere else"
            )
            .That(
                provinces.Distinct(StringComparer.Ordinal).Count() == provinces.Count,
                "zones",
                "同一个地区只能出现在一条运费里",
                "A province may stand in one zone only"
            )
            .That(provinces.TrueForAll(name => name is { Length: > 0 and <= 20 }), "zones", "地区名称不对", "A province's name is wrong")
            .ToRefusal();
    }

    private static async Task<IResult> Add(
        StaffCaller caller,
        FreightTemplateBody body,
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

        var template = new FreightTemplate
        {
            ShopId = caller.ShopId,
            Id = ids.Next(),
            Name = body.Name.Trim(),
            Unit = body.Unit,
            Zones = body.Zones,
        };
        var added = await commit.Exclusive<Id>(
            caller.ShopId,
            async editing =>
            {
                if (await editing.Set<FreightTemplate>().CountAsync(cancellation) >= MaxTemplates)
                {
                    return TooMany;
                }

                editing.Add(template);
                return template.Id;
            },
            cancellation
        );
        return added.IsOk ? Results.Ok((await Rows(db, template.Id, cancellation)).Single()) : added.Refusal.ToHttp();
    }

    private static async Task<IResult> Edit(
        StaffCaller caller,
        Id id,
        FreightTemplateBody body,
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
                var template = await editing.Set<FreightTemplate>().AsTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
                if (template is null)
                {
                    return Refusal.NotFound;
                }

                if (template.Version != body.Version)
                {
                    return ChangedMeanwhile;
                }

                var after = template with { Name = body.Name.Trim(), Unit = body.Unit, Zones = body.Zones, Version = template.Version + 1 };
                editing.Entry(template).CurrentValues.SetValues(after);
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
                if (await db.Set<FreightTemplate>().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } template)
                {
                    return Refusal.NotFound;
                }

                if (await db.Set<Product>().AnyAsync(row => row.FreightTemplateId == id, cancellation))
                {
                    return InUse;
                }

                db.Remove(template);
                return Done.Yes;
            },
            cancellation
        );
        return removed.ToNoContent();
    }
}
