using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Banyan.Engines.Http;

/// <summary>Claim names of our session tokens.</summary>
public static class SessionClaims
{
    public const string Shop = "shop";
    public const string Member = "member";
    public const string Staff = "staff";
    public const string Name = "name";
    public const string Permission = "perm";
}

/// <summary>The shop an anonymous or logged-in request speaks to, and the member if one is logged in. Bound by parameter type.</summary>
/// <param name="ShopId">From the token, else from the X-Shop header, else the first shop.</param>
/// <param name="MemberId">None for a visitor.</param>
public sealed record Visitor(Id ShopId, Id MemberId)
{
    /// <summary>Where the Host's middleware leaves the shop of a request without a token.</summary>
    public const string ShopItem = "banyan.shop";

    public bool IsMember => !MemberId.IsNone;

    public static ValueTask<Visitor?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Visitor?>(new Visitor(Callers.ShopOf(context), Callers.IdClaim(context.User, SessionClaims.Member)));
}

/// <summary>The logged-in member; endpoints that take one are marked <see cref="Callers.RequireMember"/>.</summary>
public sealed record MemberCaller(Id ShopId, Id MemberId)
{
    public string Actor => $"member:{MemberId}";

    public static ValueTask<MemberCaller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<MemberCaller?>(
            new MemberCaller(Callers.IdClaim(context.User, SessionClaims.Shop), Callers.IdClaim(context.User, SessionClaims.Member))
        );
}

/// <summary>The logged-in member of staff; endpoints that take one are marked <see cref="Callers.RequirePermission"/>.</summary>
public sealed record StaffCaller(Id ShopId, Id StaffId, string Name)
{
    public string Actor => $"staff:{StaffId}";

    public static ValueTask<StaffCaller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<StaffCaller?>(
            new StaffCaller(
                Callers.IdClaim(context.User, SessionClaims.Shop),
                Callers.IdClaim(context.User, SessionClaims.Staff),
                context.User.FindFirstValue(SessionClaims.Name) ?? ""
            )
        );
}

/// <summary>What an endpoint asks of its caller; the Host's middleware enforces it, a snapshot test lists it.</summary>
public sealed record AccessRule(bool Member, string? Permission)
{
    public static readonly AccessRule Anyone = new(false, null);

    /// <summary>Any logged-in member of staff, whatever the roles.</summary>
    public static readonly AccessRule AnyStaff = new(false, "");
}

public static class Callers
{
    /// <summary>Only for a logged-in member; others get 401.</summary>
    public static TBuilder RequireMember<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(true, null));

    /// <summary>Only for staff whose roles give the permission; others get 401 or 403.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(false, permission));

    /// <summary>Only for logged-in staff, whatever their roles: what concerns themselves.</summary>
    public static TBuilder RequireStaff<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(AccessRule.AnyStaff);

    /// <summary>For everybody, logged in or not. Said explicitly, because an endpoint without a rule is refused.</summary>
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(AccessRule.Anyone);

    internal static Id ShopOf(HttpContext context)
    {
        var claimed = IdClaim(context.User, SessionClaims.Shop);
        return !claimed.IsNone ? claimed
            : context.Items.TryGetValue(Visitor.ShopItem, out var shop) && shop is Id id ? id
            : Id.None;
    }

    internal static Id IdClaim(ClaimsPrincipal user, string name) =>
        Id.TryParse(user.FindFirstValue(name), CultureInfo.InvariantCulture, out var id) ? id : Id.None;
}
