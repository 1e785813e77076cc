using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Coupons.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Coupons;

/// <summary>A coupon as staff write it.</summary>
public sealed record CouponBody(string Name, string Note, CouponTerms Terms, long Total, int PerMember, bool InCentre);

/// <summary>A coupon as staff see it.</summary>
public sealed record ConsoleCoupon(
    Id Id,
    int Version,
    string Name,
    string Note,
    CouponTerms Terms,
    string Worth,
    string Condition,
    long Total,
    int PerMember,
    bool InCentre,
    bool IsStopped,
    long TakenCount,
    long UsedCount,
    DateTimeOffset CreatedAt
);

/// <summary>A coupon that somebody has.</summary>
public sealed record ConsoleTakenCoupon(
    Id Id,
    Buyer Member,
    CouponState State,
    string Why,
    DateTimeOffset TakenAt,
    DateTimeOffset ExpiresAt,
    Id? OrderId
);

/// <summary>Coupons as staff run them.</summary>
internal static class StaffCoupons
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/coupons", List)
            .RequirePermission("campaigns.read")
            .WithName("ListCoupons")
            .WithTags("Coupons")
            .Produces<Page<ConsoleCoupon>>();
        api.MapGet("/coupons/{id}", Get)
            .RequirePermission("campaigns.read")
            .WithName("GetCoupon")
            .WithTags("Coupons")
            .Produces<ConsoleCoupon>();
        api.MapGet("/coupons/{id}/taken", TakenOf)
            .RequirePermission("campaigns.read")
            .WithName("ListTakenCoupons")
            .WithTags("Coupons")
            .Produces<Page<ConsoleTakenCoupon>>();
        api.MapPost(
                "/coupons",
                (StaffCaller caller, CouponBody body, CouponWriter writer, CancellationToken cancellation) =>
                    writer.Save(caller, null, body, cancellation)
            )
            .RequirePermission("campaigns.write")
            .WithName("CreateCoupon")
            .WithTags("Coupons")
            .Produces<ConsoleCoupon>();
        api.MapPut(
                "/coupons/{id}",
                (StaffCaller caller, Id id, CouponBody body, CouponWriter writer, CancellationToken cancellation) =>
                    writer.Save(caller, id, body, cancellation)
            )
            .RequirePermission("campaigns.write")
            .WithName("PutCoupon")
            .WithTags("Coupons")
            .Produces<ConsoleCoupon>();
        api.MapPost(
                "/coupons/{id}/stop",
                (StaffCaller caller, Id id, CouponWriter writer, CancellationToken cancellation) => writer.Stop(caller, id, cancellation)
            )
            .RequirePermission("campaigns.write")
            .WithName("StopCoupon")
            .WithTags("Coupons")
            .Produces<ConsoleCoupon>();
    }

    private static async Task<IResult> List([AsParameters] PageQuery page, string? q, BanyanDb db, CancellationToken cancellation)
    {
        var (after, text) = (page.AfterId, q?.Trim() ?? "");
        var rows = await db.Set<CouponTemplate>()
            .AsNoTracking()
            .Where(row => (after == Id.None || row.Id < after) && (text.Length == 0 || row.Name.Contains(text)))
            .OrderByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var views = await Views(db, rows, cancellation).ConfigureAwait(false);
        return Results.Ok(Page<ConsoleCoupon>.Of(rows, page, row => views[row.Id], row => row.Id.ToString()));
    }

    private static async Task<IResult> Get(Id id, BanyanDb db, CancellationToken cancellation) =>
        await One(db, id, cancellation).ConfigureAwait(false) is { } found ? Results.Ok(found) : Refusal.NotFound.ToHttp();

    private static async Task<IResult> TakenOf(
        StaffCaller caller,
        Id id,
        [AsParameters] PageQuery page,
        BanyanDb db,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        if (!await db.Set<CouponTemplate>().AnyAsync(row => row.Id == id, cancellation).ConfigureAwait(false))
        {
            return Refusal.NotFound.ToHttp();
        }

        var after = page.AfterId;
        var rows = await db.Set<Coupon>()
            .AsNoTracking()
            .Where(row => row.TemplateId == id && (after == Id.None || row.Id < after))
            .OrderByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var people = await members
            .People(caller.ShopId, [.. rows.Select(row => row.MemberId).Distinct()], cancellation)
            .ConfigureAwait(false);
        return Results.Ok(
            Page<ConsoleTakenCoupon>.Of(
                rows,
                page,
                row => new ConsoleTakenCoupon(
                    row.Id,
                    Buyer.Of(row.MemberId, people),
                    row.State,
                    row.Why,
                    row.TakenAt,
                    row.ExpiresAt,
                    row.OrderId
                ),
                row => row.Id.ToString()
            )
        );
    }

    public static async Task<ConsoleCoupon?> One(BanyanDb db, Id id, CancellationToken cancellation)
    {
        var rows = await db.Set<CouponTemplate>().AsNoTracking().Where(row => row.Id == id).ToListAsync(cancellation).ConfigureAwait(false);
        return rows.Count == 0 ? null : (await Views(db, rows, cancellation).ConfigureAwait(false))[id];
    }

    private static async Task<IReadOnlyDictionary<Id, ConsoleCoupon>> Views(
        BanyanDb db,
        IReadOnlyList<CouponTemplate> rows,
        CancellationToken cancellation
    )
    {
        var ids = rows.Select(row => row.Id).ToList();
        var counts = await db.Set<Coupon>()
            .Where(row => ids.Contains(row.TemplateId))
            .GroupBy(row => row.TemplateId)
            .Select(group => new
            {
                group.Key,
                Taken = group.LongCount(),
                Used = group.LongCount(row => row.State == CouponState.Used),
            })
            .ToDictionaryAsync(row => row.Key, cancellation)
            .ConfigureAwait(false);
        return rows.ToDictionary(
            row => row.Id,
            row =>
            {
                var count = counts.GetValueOrDefault(row.Id);
                return new ConsoleCoupon(
                    row.Id,
                    row.Version,
                    row.Name,
                    row.Note,
                    row.Terms,
                    CouponWords.Worth(row.Terms),
                    CouponWords.Condition(row.Terms),
                    row.Total,
                    row.PerMember,
                    row.InCentre,
                    row.IsStopped,
                    count?.Taken ?? 0,
                    count?.Used ?? 0,
                    row.CreatedAt
                );
            }
        );
    }
}
