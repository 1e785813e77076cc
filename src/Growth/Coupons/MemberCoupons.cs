using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Coupons.Contracts;
using Banyan.Growth.Rewards.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Coupons;

/// <summary>A coupon that may be taken.</summary>
/// <param name="Worth">Such as ¥20.00 or 8.5 折.</param>
/// <param name="Left">How many there still are.</param>
/// <param name="Mine">How many the member has taken.</param>
public sealed record CouponOfferView(
    Id Id,
    string Name,
    string Note,
    CouponType Type,
    string Worth,
    string Condition,
    GoodsScopeView Scope,
    long Left,
    long Total,
    int Mine,
    int PerMember,
    int? ValidDays,
    DateTimeOffset? UsableFrom,
    DateTimeOffset? UsableUntil
);

public sealed record GoodsScopeView(Commerce.Pricing.Contracts.ScopeKind Kind, IReadOnlyList<Id> Ids);

/// <summary>Which of their coupons a member looks at.</summary>
public enum CouponTab
{
    Usable,
    Used,
    Expired,
}

/// <summary>A coupon in a member's hands.</summary>
public sealed record MyCoupon(
    Id Id,
    Id TemplateId,
    string Name,
    string Note,
    CouponType Type,
    string Worth,
    string Condition,
    GoodsScopeView Scope,
    CouponState State,
    string Why,
    DateTimeOffset UsableFrom,
    DateTimeOffset ExpiresAt,
    Id? OrderId
)
{
    internal static MyCoupon Of(Coupon coupon, CouponTemplate template) =>
        new(
            coupon.Id,
            template.Id,
            template.Name,
            template.Note,
            template.Terms.Type,
            CouponWords.Worth(template.Terms),
            CouponWords.Condition(template.Terms),
            new GoodsScopeView(template.Terms.Scope.Kind, template.Terms.Scope.Ids),
            coupon.State,
            coupon.Why,
            coupon.UsableFrom,
            coupon.ExpiresAt,
            coupon.OrderId
        );
}

/// <summary>The coupon centre, and what a member took from it.</summary>
internal static class MemberCoupons
{
    private const int MaxOffers = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/coupon-centre", Centre)
            .AllowAnyone()
            .WithName("ListCouponCentre")
            .WithTags("Coupons")
            .Produces<IReadOnlyList<CouponOfferView>>();
        api.MapPost("/coupon-centre/{id}/take", Take).RequireMember().WithName("TakeCoupon").WithTags("Coupons").Produces<MyCoupon>();
        api.MapGet("/coupons", Mine).RequireMember().WithName("ListMyCoupons").WithTags("Coupons").Produces<Page<MyCoupon>>();
    }

    private static async Task<IResult> Centre(Visitor caller, BanyanDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var templates = await db.Set<CouponTemplate>()
            .AsNoTracking()
            .Where(row => row.InCentre && !row.IsStopped)
            .OrderByDescending(row => row.Id)
            .Take(MaxOffers)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var keys = templates.Select(row => CouponTemplate.PoolOf(row.Id)).ToList();
        var own = templates.ToDictionary(row => row.Id, row => CouponTemplate.MemberPoolOf(row.Id, caller.MemberId));
        var pools = await db.Set<Pool>()
            .AsNoTracking()
            .Where(pool => keys.Contains(pool.Key) || own.Values.Contains(pool.Key))
            .ToDictionaryAsync(pool => pool.Key, StringComparer.Ordinal, cancellation)
            .ConfigureAwait(false);
        return Results.Ok(
            templates
                .Where(row => row.Terms.ValidDays is not null || row.Terms.UsableUntil > now)
                .Select(row => OfferOf(row, pools.GetValueOrDefault(CouponTemplate.PoolOf(row.Id)), pools.GetValueOrDefault(own[row.Id])))
                .ToList()
        );
    }

    private static CouponOfferView OfferOf(CouponTemplate row, Pool? pool, Pool? own) =>
        new(
            row.Id,
            row.Name,
            row.Note,
            row.Terms.Type,
            CouponWords.Worth(row.Terms),
            CouponWords.Condition(row.Terms),
            new GoodsScopeView(row.Terms.Scope.Kind, row.Terms.Scope.Ids),
            pool?.Left ?? 0,
            row.Total,
            (int)((own?.Taken ?? 0) + (own?.Held ?? 0)),
            row.PerMember,
            row.Terms.ValidDays,
            row.Terms.UsableFrom,
            row.Terms.UsableUntil
        );

    private static async Task<IResult> Take(
        MemberCaller caller,
        Id id,
        IdempotencyHeader header,
        CouponDesk desk,
        CancellationToken cancellation
    )
    {
        var key = header.For(caller.Actor, null);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var reward = new Reward(desk.Giving.Kind, 1, id);
        var grant = new RewardGrant(caller.ShopId, caller.MemberId, reward, "coupon_centre", id.ToString(), "领券中心领取");
        var act = new TakeAct(desk.Giving, grant)
        {
            ShopId = caller.ShopId,
            At = desk.Clock.GetUtcNow(),
            Key = key.Value,
        };
        var taken = await desk.Commit.Run(act, cancellation).ConfigureAwait(false);
        if (!taken.IsOk)
        {
            return taken.Refusal.ToHttp();
        }

        var coupon = await desk
            .Db.Set<Coupon>()
            .AsNoTracking()
            .FirstAsync(row => row.Id == taken.Value, cancellation)
            .ConfigureAwait(false);
        var template = await desk
            .Db.Set<CouponTemplate>()
            .AsNoTracking()
            .FirstAsync(row => row.Id == id, cancellation)
            .ConfigureAwait(false);
        return Results.Ok(MyCoupon.Of(coupon, template));
    }

    private static async Task<IResult> Mine(
        MemberCaller caller,
        Choice<CouponTab>? tab,
        [AsParameters] PageQuery page,
        BanyanDb db,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var (now, after) = (clock.GetUtcNow(), page.AfterId);
        var coupons = db.Set<Coupon>().Where(row => row.MemberId == caller.MemberId && (after == Id.None || row.Id < after));
        coupons = (tab?.Value ?? CouponTab.Usable) switch
        {
            CouponTab.Usable => coupons.Where(row => row.State == CouponState.Unused && row.ExpiresAt > now),
            CouponTab.Used => coupons.Where(row => row.State != CouponState.Unused),
            CouponTab.Expired => coupons.Where(row => row.State == CouponState.Unused && row.ExpiresAt <= now),
        };
        var rows = await coupons
            .Join(
                db.Set<CouponTemplate>(),
                coupon => coupon.TemplateId,
                template => template.Id,
                (coupon, template) => new { coupon, template }
            )
            .OrderByDescending(row => row.coupon.Id)
            .AsNoTracking()
            .Take(page.Take)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return Results.Ok(Page<MyCoupon>.Of(rows, page, row => MyCoupon.Of(row.coupon, row.template), row => row.coupon.Id.ToString()));
    }

    private sealed class TakeAct(CouponGiving giving, RewardGrant grant) : Act<Id>
    {
        public override void Need(Stage stage, World world, Needs needs) => giving.Need(stage, grant, world, needs);

        public override Result<Id> Decide(World world) => CouponGiving.Give(grant, world, At, mustBeInCentre: true);
    }
}

/// <summary>What taking and showing coupons need.</summary>
internal sealed record CouponDesk(BanyanDb Db, CouponGiving Giving, Commit Commit, TimeProvider Clock);
