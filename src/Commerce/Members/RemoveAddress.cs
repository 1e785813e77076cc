using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Members;

/// <summary>Takes an address out of the book for good; orders keep their own copy.</summary>
internal static class RemoveAddress
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/addresses/{id}", Handle).RequireMember().WithName("RemoveAddress").Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Handle(Id id, MemberCaller caller, Commit commit, CancellationToken cancellation)
    {
        var removed = await commit
            .Exclusive<Done>(
                caller.ShopId,
                async db =>
                {
                    var address = await db.Set<SavedAddress>()
                        .FirstOrDefaultAsync(a => a.Id == id && a.MemberId == caller.MemberId, cancellation)
                        .ConfigureAwait(false);
                    if (address is null)
                    {
                        return Refusal.NotFound;
                    }

                    db.Remove(address);
                    return Done.Yes;
                },
                cancellation
            )
            .ConfigureAwait(false);
        return removed.ToNoContent();
    }
}
