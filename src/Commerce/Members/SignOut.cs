using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Members;

/// <summary>Ends every session of the member, on all devices.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/sessions", Handle).RequireMember().WithName("CloseMemberSessions").Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Handle(
        MemberCaller caller,
        Commit commit,
        ISessions sessions,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var changed = await commit
            .Run(
                new ChangeMember
                {
                    ShopId = caller.ShopId,
                    At = clock.GetUtcNow(),
                    MemberId = caller.MemberId,
                    Change = member => member with { SessionVersion = member.SessionVersion + 1 },
                },
                cancellation
            )
            .ConfigureAwait(false);
        sessions.Forget(SessionKind.Member, caller.ShopId, caller.MemberId);
        return changed.ToNoContent();
    }
}
