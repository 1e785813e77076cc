using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Stores;

/// <summary>Stores as staff keep them.</summary>
internal static class StaffStores
{
    private const string Permission = "stores.read";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/stores", List)
            .RequirePermission(Permission)
            .WithName("ListStaffStores")
            .WithTags("Stores")
            .Produces<Page<ConsoleStore>>();
        api.MapGet("/stores/{id}", Get).RequirePermission(Permission).WithName("GetStaffStore").WithTags("Stores").Produces<ConsoleStore>();
    }

    /// <param name="q">Words of the name or the address.</param>
    private static async Task<IResult> List(
        StaffCaller caller,
        string? q,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        var (after, text) = (page.AfterId, q?.Trim() ?? "");
        var rows = await db.Set<Store>()
            .AsNoTracking()
            .Where(store => after == Id.None || store.Id > after)
            .Where(store =>
                text.Length == 0
                || store.Name.Contains(text)
                || store.City.Contains(text)
                || store.District.Contains(text)
                || store.Detail.Contains(text)
            )
            .OrderBy(store => store.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        return Results.Ok(Page<ConsoleStore>.Of(rows, page, ConsoleStore.Of, store => store.Id.ToString()));
    }

    private static async Task<IResult> Get(StaffCaller caller, Id id, BanyanDb db, CancellationToken cancellation) =>
        await db.Set<Store>().AsNoTracking().FirstOrDefaultAsync(store => store.Id == id, cancellation) is { } store
            ? Results.Ok(ConsoleStore.Of(store))
            : Refusal.NotFound.ToHttp();
}
