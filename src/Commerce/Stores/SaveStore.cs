using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Stores;

/// <param name="LngMicro">Longitude in millionths of a degree (GCJ-02).</param>
/// <param name="Version">Of the store as its editor saw it; null for a new one.</param>
public sealed record StoreBody(
    string Name,
    string Phone,
    string Province,
    string City,
    string District,
    string Detail,
    string Hours,
    int? LngMicro,
    int? LatMicro,
    bool IsOpen,
    bool CanPickUp,
    int? Version
);

/// <summary>A store in the console.</summary>
public sealed record ConsoleStore(
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
    bool IsOpen,
    bool CanPickUp,
    DateTimeOffset UpdatedAt,
    int Version
)
{
    internal static ConsoleStore Of(Store store) =>
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
            store.IsOpen,
            store.CanPickUp,
            store.UpdatedAt,
            store.Version
        );
}

/// <summary>Opens a store, or changes one.</summary>
internal sealed class SaveStore(Commit commit, IIdSource ids, TimeProvider clock)
{
    private const string Permission = "stores.write";
    private const int Degree = 1_000_000;

    private static readonly Refusal EditedMeanwhile = Refusal.Conflict(
        "edited_meanwhile",
        "门店资料刚刚被别人修改过，请刷新后再改",
        "The store was edited meanwhile, please reload"
    );

    private static readonly Refusal TooMany = Refusal.Conflict(
        "too_many_stores",
        $"最多添加 {Store.MaxPerShop} 家门店",
        $"At most {Store.MaxPerShop} stores"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/stores",
                (StaffCaller caller, StoreBody body, SaveStore save, CancellationToken cancellation) =>
                    save.Handle(caller, null, body, cancellation)
            )
            .RequirePermission(Permission)
            .WithName("AddStore")
            .WithTags("Stores")
            .Produces<ConsoleStore>();
        api.MapPut(
                "/stores/{id}",
                (StaffCaller caller, Id id, StoreBody body, SaveStore save, CancellationToken cancellation) =>
                    save.Handle(caller, id, body, cancellation)
            )
            .RequirePermission(Permission)
            .WithName("EditStore")
            .WithTags("Stores")
            .Produces<ConsoleStore>();
    }

    private static Refusal? Problem(StoreBody body) =>
        Check
            .Body()
            .Text(body.Name, 1, 30)
            .Text(body.Phone, 0, 20)
            .Text(body.Province, 1, 20)
            .Text(body.City, 1, 20)
            .Text(body.District, 0, 20)
            .Text(body.Detail, 1, 100)
            .Text(body.Hours, 1, 40)
            .Number(body.LngMicro, -180 * Degree, 180 * Degree)
            .Number(body.LatMicro, -90 * Degree, 90 * Degree)
            .That((body.LngMicro is null) == (body.LatMicro is null), "latMicro", "经度和纬度要一起填", "Give both, or neither")
            .ToRefusal();

    private async Task<IResult> Handle(StaffCaller caller, Id? id, StoreBody body, CancellationToken cancellation)
    {
        if (Problem(body) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var saved = await commit.Exclusive<ConsoleStore>(
            caller.ShopId,
            db => id is { } storeId ? Change(db, storeId, body, cancellation) : Add(db, caller.ShopId, body, cancellation),
            cancellation
        );
        return saved.ToHttp();
    }

    private async Task<Result<ConsoleStore>> Add(BanyanDb db, Id shopId, StoreBody body, CancellationToken cancellation)
    {
        // The edit has the shop's lane to itself, so nobody adds another one between this count and the insert.
        if (await db.Set<Store>().CountAsync(cancellation) >= Store.MaxPerShop)
        {
            return TooMany;
        }

        var now = clock.GetUtcNow();
        var empty = new Store
        {
            ShopId = shopId,
            Id = ids.Next(),
            Name = "",
            Phone = "",
            Province = "",
            City = "",
            District = "",
            Detail = "",
            Hours = "",
            CreatedAt = now,
            UpdatedAt = now,
        };
        var store = Write(empty, body);
        db.Add(store);
        return ConsoleStore.Of(store);
    }

    private async Task<Result<ConsoleStore>> Change(BanyanDb db, Id id, StoreBody body, CancellationToken cancellation)
    {
        if (await db.Set<Store>().AsTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } before)
        {
            return Refusal.NotFound;
        }

        if (before.Version != body.Version)
        {
            return EditedMeanwhile;
        }

        var after = Write(before, body) with { Version = before.Version + 1, UpdatedAt = clock.GetUtcNow() };
        db.Entry(before).CurrentValues.SetValues(after);
        return ConsoleStore.Of(after);
    }

    private static Store Write(Store store, StoreBody body) =>
        store with
        {
            Name = body.Name.Trim(),
            Phone = body.Phone.Trim(),
            Province = body.Province.Trim(),
            City = body.City.Trim(),
            District = body.District.Trim(),
            Detail = body.Detail.Trim(),
            Hours = body.Hours.Trim(),
            LngMicro = body.LngMicro,
            LatMicro = body.LatMicro,
            IsOpen = body.IsOpen,
            CanPickUp = body.CanPickUp,
        };
}
