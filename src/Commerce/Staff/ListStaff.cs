using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Staff;

/// <summary>A member of staff as the list shows it.</summary>
internal sealed record StaffView(
    Id Id,
    string Login,
    string Name,
    IReadOnlyList<string> Roles,
    bool Disabled,
    DateTimeOffset? LastLoginAt,
    DateTimeOffset CreatedAt
)
{
    public static StaffView Of(StaffMember staff) =>
        new(staff.Id, staff.Login, staff.Name, staff.Roles, staff.Disabled, staff.LastLoginAt, staff.CreatedAt);
}

internal sealed record RoleView(string Role, string Label, IReadOnlyList<Permission> Permissions);

internal static class ListStaff
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/staff", Handle).RequirePermission("staff.write").Produces<Page<StaffView>>().WithName("ListStaff").WithTags("staff");
        api.MapGet("/roles", ListRoles).RequireStaff().Produces<Page<RoleView>>().WithName("ListRoles").WithTags("staff");
    }

    private static async Task<IResult> Handle([AsParameters] PageQuery page, BanyanDb db, CancellationToken cancellation)
    {
        var after = page.AfterId;
        var rows = await db.Set<StaffMember>()
            .AsNoTracking()
            .Where(staff => staff.Id > after)
            .OrderBy(staff => staff.Id)
            .Take(page.Take)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return Results.Ok(Page<StaffView>.Of(rows, page, StaffView.Of, staff => staff.Id.ToString()));
    }

    private static IResult ListRoles()
    {
        var labels = Permissions.All.ToDictionary(permission => permission.Code, StringComparer.Ordinal);
        var roles = Roles.All.Select(role => new RoleView(role.Code, role.Label, [.. role.Permissions.Select(code => labels[code])]));
        return Results.Ok(new Page<RoleView>([.. roles], null));
    }
}
