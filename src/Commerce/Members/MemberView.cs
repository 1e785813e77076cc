using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Members;

/// <summary>What a member sees of themselves.</summary>
/// <param name="Sharer">Whose customer the member is.</param>
internal sealed record MemberView(
    Id Id,
    string Nickname,
    string AvatarUrl,
    string? PhoneMasked,
    bool IsDistributor,
    DistributorStatus DistributorStatus,
    Person? Sharer,
    DateTimeOffset CreatedAt
);

/// <summary>Puts a member's own row, bond and standing together.</summary>
internal sealed class MemberMirror(BanyanDb db, PhoneVault vault, Standings standings)
{
    public async Task<MemberView?> Of(Id memberId, CancellationToken cancellation)
    {
        var member = await db.Set<Member>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == memberId, cancellation).ConfigureAwait(false);
        return member is null ? null : await Of(member, cancellation).ConfigureAwait(false);
    }

    public async Task<MemberView> Of(Member member, CancellationToken cancellation)
    {
        var sharer = await (
            from bond in db.Set<Bond>()
            where bond.MemberId == member.Id
            join other in db.Set<Member>() on bond.SharerId equals (Id?)other.Id
            select new Person(other.Nickname, other.AvatarUrl)
        )
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
        var status = await standings.Of(member.ShopId, member.Id, cancellation).ConfigureAwait(false);
        return new MemberView(
            member.Id,
            member.Nickname,
            member.AvatarUrl,
            vault.MaskSealed(member.PhoneSealed),
            status == DistributorStatus.Active,
            status,
            sharer,
            member.CreatedAt
        );
    }
}

/// <summary>Asks the higher rings, if any answers, how members stand as distributors.</summary>
internal sealed class Standings(IEnumerable<IMemberStanding> sources)
{
    public async Task<DistributorStatus> Of(Id shopId, Id memberId, CancellationToken cancellation)
    {
        var all = await Of(shopId, [memberId], cancellation).ConfigureAwait(false);
        return all.GetValueOrDefault(memberId);
    }

    public async Task<IReadOnlyDictionary<Id, DistributorStatus>> Of(
        Id shopId,
        IReadOnlyCollection<Id> memberIds,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<Id, DistributorStatus>();
        foreach (var source in memberIds.Count == 0 ? [] : sources)
        {
            foreach (var (id, status) in await source.DistributorStatusOf(shopId, memberIds, cancellation).ConfigureAwait(false))
            {
                found[id] = status;
            }
        }

        return found;
    }
}
