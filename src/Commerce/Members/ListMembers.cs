using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Members;

/// <summary>A member as staff list them.</summary>
/// <param name="Sharer">Whose customer the member is now.</param>
/// <param name="OrderCount">Paid orders.</param>
/// <param name="PaidFen">What was paid and not refunded.</param>
public sealed record ConsoleMemberCard(
    Id Id,
    string Nickname,
    string AvatarUrl,
    string? PhoneMasked,
    bool IsDistributor,
    Person? Sharer,
    int OrderCount,
    Fen PaidFen,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt
);

/// <param name="Q">Part of a nickname, a whole phone number, or an id.</param>
public sealed record MemberSearch(string? Q);

/// <summary>The members of the shop, newest first.</summary>
internal static class ListMembers
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/members", Handle)
            .RequirePermission("members.read")
            .WithName("ListMembers")
            .WithTags("Members")
            .Produces<Page<ConsoleMemberCard>>();

    private static async Task<IResult> Handle(
        [AsParameters] MemberSearch search,
        [AsParameters] PageQuery page,
        StaffCaller caller,
        BanyanDb db,
        PhoneVault vault,
        MemberCards cards,
        CancellationToken cancellation
    )
    {
        var members = db.Set<Member>().AsNoTracking();
        if (search.Q?.Trim() is { Length: > 0 } q)
        {
            members = await Matching(members, caller.ShopId, q, vault, cancellation);
        }

        if (page.AfterId is { IsNone: false } after)
        {
            members = members.Where(member => member.Id < after);
        }

        var rows = await members.OrderByDescending(member => member.Id).Take(page.Take).ToListAsync(cancellation);
        var shown = (await cards.Of(caller.ShopId, rows, cancellation)).ToDictionary(card => card.Id);
        return Results.Ok(Page<ConsoleMemberCard>.Of(rows, page, row => shown[row.Id], row => row.Id.ToString()));
    }

    /// <summary>A phone number is only found whole: the index is a keyed hash, which has no parts.</summary>
    private static async Task<IQueryable<Member>> Matching(
        IQueryable<Member> members,
        Id shopId,
        string q,
        PhoneVault vault,
        CancellationToken cancellation
    )
    {
        var name = q.ToLowerInvariant();
        if (PhoneNumber.IsValid(q))
        {
            var index = await vault.IndexOf(shopId, q, cancellation);
            return members.Where(member => member.PhoneIndex == index || member.NicknameSearch.Contains(name));
        }

        return Id.TryParse(q, null, out var id)
            ? members.Where(member => member.Id == id || member.NicknameSearch.Contains(name))
            : members.Where(member => member.NicknameSearch.Contains(name));
    }
}

/// <summary>Puts members' rows, bonds, standing and orders together: one statement or call each, however many members.</summary>
internal sealed class MemberCards(BanyanDb db, PhoneVault vault, Standings standings, IEnumerable<IMemberOrders> orders)
{
    public async Task<IReadOnlyList<ConsoleMemberCard>> Of(Id shopId, IReadOnlyList<Member> members, CancellationToken cancellation)
    {
        if (members.Count == 0)
        {
            return [];
        }

        var ids = members.Select(member => member.Id).ToList();
        var sharers = await db.SharersOf(ids, cancellation);
        var standing = await standings.Of(shopId, ids, cancellation);
        var sums = new Dictionary<Id, OrderSum>();
        foreach (var source in orders)
        {
            foreach (var (id, sum) in await source.SumsOf(shopId, ids, cancellation))
            {
                sums[id] = sum;
            }
        }

        return
        [
            .. members.Select(member =>
            {
                var sum = sums.GetValueOrDefault(member.Id) ?? new OrderSum(0, Fen.Zero);
                return new ConsoleMemberCard(
                    member.Id,
                    member.Nickname,
                    member.AvatarUrl,
                    vault.MaskSealed(member.PhoneSealed),
                    standing.GetValueOrDefault(member.Id) == DistributorStatus.Active,
                    sharers.GetValueOrDefault(member.Id),
                    sum.OrderCount,
                    sum.PaidFen,
                    member.CreatedAt,
                    member.LastSeenAt
                );
            }),
        ];
    }
}
