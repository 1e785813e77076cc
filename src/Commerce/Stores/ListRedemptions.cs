using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Stores.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Stores;

/// <summary>Something that was handed over.</summary>
/// <param name="CodeEnd">The last four digits of the code.</param>
/// <param name="OrderId">Of a pickup order.</param>
public sealed record RedeemedCard(
    Id Id,
    string Label,
    string Title,
    Buyer Buyer,
    string? Store,
    string CodeEnd,
    Id? OrderId,
    DateTimeOffset UsedAt,
    string UsedBy
);

/// <param name="Store">Only of this store.</param>
/// <param name="From">Handed over at or after.</param>
/// <param name="To">Handed over before.</param>
public sealed record RedemptionQuery(Id? Store, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>What was handed over at the counter, the latest first.</summary>
internal static class ListRedemptions
{
    private const int ShownDigits = 4;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/redemptions", Handle)
            .RequirePermission(RedeemCode.Permission)
            .WithName("ListRedemptions")
            .WithTags("Stores")
            .Produces<Page<RedeemedCard>>();

    private static async Task<IResult> Handle(
        StaffCaller caller,
        [AsParameters] RedemptionQuery query,
        [AsParameters] PageQuery page,
        BanyanDb db,
        Counter counter,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        var (store, from, to) = (query.Store, query.From, query.To);
        var rows = await db.Set<Redemption>()
            .AsNoTracking()
            .Where(row => row.UsedAt != null && (store == null || row.StoreId == store))
            .Where(row => (from == null || row.UsedAt >= from) && (to == null || row.UsedAt < to))
            .After(page.After)
            .OrderByDescending(row => row.UsedAt)
            .ThenByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var people = await members.People(caller.ShopId, [.. rows.Select(row => row.MemberId).Distinct()], cancellation);
        return Results.Ok(
            Page<RedeemedCard>.Of(
                rows,
                page,
                row => new RedeemedCard(
                    row.Id,
                    counter.LabelOf(row.Kind),
                    row.Title,
                    Buyer.Of(row.MemberId, people),
                    row.Store,
                    row.Code[^ShownDigits..],
                    row.Kind == PickupCodes.Kind ? row.SubjectId : null,
                    row.UsedAt!.Value,
                    row.UsedBy ?? ""
                ),
                row => $"{row.UsedAt!.Value.ToUnixTimeMilliseconds()}_{row.Id}"
            )
        );
    }

    /// <summary>The rows behind the one that the key names: its time and its id.</summary>
    private static IQueryable<Redemption> After(this IQueryable<Redemption> rows, string? key)
    {
        var parts = key?.Split('_') ?? [];
        if (parts.Length != 2 || !long.TryParse(parts[0], out var ms) || !Id.TryParse(parts[1], null, out var id))
        {
            return rows;
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(ms, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
        return rows.Where(row => row.UsedAt < at || (row.UsedAt == at && row.Id < id));
    }
}
