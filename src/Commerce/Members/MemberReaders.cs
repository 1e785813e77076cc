using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Members;

internal sealed class MemberLookup(IDbContextFactory<BanyanDb> factory) : IMemberLookup
{
    public async Task<IReadOnlyDictionary<Id, Person>> People(Id shopId, IReadOnlyCollection<Id> memberIds, CancellationToken cancellation)
    {
        if (memberIds.Count == 0)
        {
            return new Dictionary<Id, Person>();
        }

        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        return await db.PeopleOf(memberIds, cancellation).ConfigureAwait(false);
    }

    public async Task<string?> OpenIdOf(Id shopId, Id memberId, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        return await db.Set<Member>()
            .Where(member => member.Id == memberId)
            .Select(member => member.OpenId)
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
    }
}

internal static class MemberReads
{
    /// <summary>Whose customers these members are now; members without a sharer are left out.</summary>
    public static async Task<IReadOnlyDictionary<Id, Person>> SharersOf(
        this BanyanDb db,
        IReadOnlyCollection<Id> memberIds,
        CancellationToken cancellation
    ) =>
        await (
            from bond in db.Set<Bond>()
            where memberIds.Contains(bond.MemberId)
            join sharer in db.Set<Member>() on bond.SharerId equals (Id?)sharer.Id
            select new
            {
                bond.MemberId,
                sharer.Nickname,
                sharer.AvatarUrl,
            }
        ).ToDictionaryAsync(row => row.MemberId, row => new Person(row.Nickname, row.AvatarUrl), cancellation);

    public static async Task<IReadOnlyDictionary<Id, Person>> PeopleOf(
        this BanyanDb db,
        IReadOnlyCollection<Id> memberIds,
        CancellationToken cancellation
    )
    {
        var ids = memberIds.Distinct().ToList();
        if (ids.Count == 0)
        {
            return new Dictionary<Id, Person>();
        }

        var rows = await db.Set<Member>()
            .Where(member => ids.Contains(member.Id))
            .Select(member => new
            {
                member.Id,
                member.Nickname,
                member.AvatarUrl,
            })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return rows.ToDictionary(row => row.Id, row => new Person(row.Nickname, row.AvatarUrl));
    }
}

internal sealed class AddressBook(IDbContextFactory<BanyanDb> factory, PhoneVault vault) : IAddressBook
{
    public async Task<Address?> Find(Id shopId, Id memberId, Id addressId, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var saved = await db.Set<SavedAddress>()
            .AsNoTracking()
            .FirstOrDefaultAsync(address => address.Id == addressId && address.MemberId == memberId, cancellation)
            .ConfigureAwait(false);
        return saved is null
            ? null
            : new Address(saved.Name, vault.Open(saved.PhoneSealed), saved.Province, saved.City, saved.District, saved.Detail);
    }
}

internal sealed class MemberSessions(IDbContextFactory<BanyanDb> factory) : ISessionDirectory
{
    public SessionKind Kind => SessionKind.Member;

    public async Task<SessionStanding?> Find(Id shopId, Id subjectId, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var row = await db.Set<Member>()
            .Where(member => member.Id == subjectId)
            .Select(member => new { member.SessionVersion, member.Nickname })
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
        return row is null ? null : new SessionStanding(row.SessionVersion, row.Nickname, []);
    }
}
