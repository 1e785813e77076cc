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

internal sealed class AddressBook(GroupReads reads, PhoneVault vault) : IAddressBook
{
    private static readonly GroupRead<Id, SavedAddress> ById = new(
        async (db, ids, cancellation) =>
            await db.Set<SavedAddress>()
                .AsNoTracking()
                .Where(address => ids.Contains(address.Id))
                .ToDictionaryAsync(address => address.Id, cancellation)
                .ConfigureAwait(false)
    );

    public async Task<Address?> Find(Id shopId, Id memberId, Id addressId, CancellationToken cancellation)
    {
        var saved = await reads.Find(ById, shopId, addressId, cancellation).ConfigureAwait(false);
        return saved is null || saved.MemberId != memberId
            ? null
            : new Address(saved.Name, vault.Open(saved.PhoneSealed), saved.Province, saved.City, saved.District, saved.Detail);
    }
}

internal sealed class MemberSessions(GroupReads reads) : ISessionDirectory
{
    private static readonly GroupRead<Id, SessionStanding> ByMember = new(
        async (db, ids, cancellation) =>
            await db.Set<Member>()
                .Where(member => ids.Contains(member.Id))
                .Select(member => new
                {
                    member.Id,
                    member.SessionVersion,
                    member.Nickname,
                })
                .ToDictionaryAsync(row => row.Id, row => new SessionStanding(row.SessionVersion, row.Nickname, []), cancellation)
                .ConfigureAwait(false)
    );

    public SessionKind Kind => SessionKind.Member;

    public Task<SessionStanding?> Find(Id shopId, Id subjectId, CancellationToken cancellation) =>
        reads.Find(ByMember, shopId, subjectId, cancellation);
}
