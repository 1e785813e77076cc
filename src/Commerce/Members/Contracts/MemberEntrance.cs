using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Members.Contracts;

/// <summary>How somebody came to the shop.</summary>
/// <param name="ShareCode">The share they came by, if the client knows it.</param>
/// <param name="VisitorId">What their touches before the login were recorded under.</param>
public sealed record Arrival(string? ShareCode, string? VisitorId);

/// <param name="IsNew">Whether the member was registered just now.</param>
public sealed record SignedIn(Member Member, bool IsNew);

/// <summary>The one door for members: whoever WeChat has named is registered or recognised here.</summary>
public sealed class MemberEntrance(
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    IIdSource ids,
    IEnumerable<IMemberParticipant> participants
)
{
    public async Task<Result<SignedIn>> Enter(
        Id shopId,
        WeChatIdentity identity,
        Arrival arrival,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var known = await db.Set<Member>()
            .Where(member => member.OpenId == identity.OpenId)
            .Select(member => member.Id)
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
        var memberId = known.IsNone ? ids.Next() : known;
        var draft = new SignInDraft(shopId, memberId, known.IsNone, arrival.ShareCode, arrival.VisitorId, at);
        var prepared = new List<(IMemberParticipant, object?)>();
        foreach (var participant in participants)
        {
            prepared.Add((participant, await participant.Prepare(draft, cancellation).ConfigureAwait(false)));
        }

        var act = new SignIn
        {
            ShopId = shopId,
            At = at,
            Identity = identity,
            Draft = draft,
            Participants = prepared,
        };
        return await commit.Run(act, cancellation).ConfigureAwait(false);
    }
}
