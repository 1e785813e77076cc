using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Members;

/// <summary>What the member sees of themselves. The app asks at every start, so this is also when they were last seen.</summary>
internal static class GetMe
{
    /// <summary>
    /// Sessions live for weeks: without this a daily visitor would look long gone. Coarse, so that reading rarely writes.
    /// </summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/me", Handle).RequireMember().WithName("GetMe").Produces<MemberView>();

    private static async Task<IResult> Handle(
        MemberCaller caller,
        BanyanDb db,
        MemberMirror mirror,
        Commit commit,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var member = await db.Set<Member>()
            .AsNoTracking()
            .FirstOrDefaultAsync(m => m.Id == caller.MemberId, cancellation)
            .ConfigureAwait(false);
        if (member is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var now = clock.GetUtcNow();
        if (now - member.LastSeenAt >= SeenEvery)
        {
            await commit
                .Run(
                    new ChangeMember
                    {
                        ShopId = caller.ShopId,
                        At = now,
                        MemberId = caller.MemberId,
                        Change = m => m with { LastSeenAt = now },
                    },
                    cancellation
                )
                .ConfigureAwait(false);
        }

        return Results.Ok(await mirror.Of(member, cancellation).ConfigureAwait(false));
    }
}
