using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Staff;

/// <summary>Logging out ends every session of this member of staff: tokens are not kept, so one alone cannot be taken back.</summary>
internal static class EndStaffSessions
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/sessions", Handle)
            .RequireStaff()
            .Produces(StatusCodes.Status204NoContent)
            .WithName("EndStaffSessions")
            .WithTags("staff");

    private static async Task<IResult> Handle(StaffCaller caller, Commit commit, ISessions sessions, CancellationToken cancellation)
    {
        var result = await commit
            .Exclusive<Done>(
                caller.ShopId,
                db => StaffEdits.Change(db, caller.StaffId, staff => staff with { SessionVersion = staff.SessionVersion + 1 }),
                cancellation
            )
            .ConfigureAwait(false);
        sessions.Forget(SessionKind.Staff, caller.ShopId, caller.StaffId);
        return result.ToNoContent();
    }
}
