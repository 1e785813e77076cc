using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Stores;

/// <summary>A store as shoppers see it.</summary>
/// <param name="LngMicro">Longitude in millionths of a degree (GCJ-02).</param>
/// <param name="CanPickUp">Whether orders can be fetched here.</param>
public sealed record StoreView(
    Id Id,
    string Name,
    string Phone,
    string Province,
    string City,
    string District,
    string Detail,
    string Hours,
    int? LngMicro,
    int? LatMicro,
    bool CanPickUp
)
{
    internal static StoreView Of(Store store) =>
        new(
            store.Id,
            store.Name,
            store.Phone,
            store.Province,
            store.City,
            store.District,
            store.Detail,
            store.Hours,
            store.LngMicro,
            store.LatMicro,
            store.CanPickUp
        );
}

/// <summary>The shop's stores that are open to shoppers, the oldest first.</summary>
internal static class ListStores
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/stores", Handle).AllowAnyone().WithName("ListStores").WithTags("Stores").Produces<Page<StoreView>>();

    private static async Task<IResult> Handle(
        Visitor visitor,
        bool? pickup,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        var after = page.AfterId;
        var rows = await db.Set<Store>()
            .AsNoTracking()
            .Where(store => store.IsOpen && (pickup != true || store.CanPickUp) && (after == Id.None || store.Id > after))
            .OrderBy(store => store.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        return Results.Ok(Page<StoreView>.Of(rows, page, StoreView.Of, store => store.Id.ToString()));
    }
}
