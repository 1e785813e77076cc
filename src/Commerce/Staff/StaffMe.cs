using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Staff;

/// <summary>The logged-in member of staff as the console needs it.</summary>
internal sealed record StaffMe(
    Id Id,
    string Login,
    string Name,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Permissions,
    ShopName Shop,
    bool Demo
);

internal sealed class StaffMeView(IShopDirectory shops, IDemoStage demo)
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me", Handle).RequireStaff().Produces<StaffMe>().WithName("GetStaffMe").WithTags("staff");

    public async Task<StaffMe> Of(StaffMember staff, CancellationToken cancellation)
    {
        var shop = await shops.Find(staff.ShopId, cancellation).ConfigureAwait(false);
        return new StaffMe(staff.Id, staff.Login, staff.Name, staff.Roles, Roles.PermissionsOf(staff.Roles), shop!, demo.IsDemo);
    }

    private static async Task<IResult> Handle(StaffCaller caller, BanyanDb db, StaffMeView view, CancellationToken cancellation)
    {
        var staff = await db.Set<StaffMember>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == caller.StaffId, cancellation)
            .ConfigureAwait(false);
        return staff is null ? Refusal.NotFound.ToHttp() : Results.Ok(await view.Of(staff, cancellation).ConfigureAwait(false));
    }
}
