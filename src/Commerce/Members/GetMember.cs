using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Members;

/// <summary>A member's page in the console: who they are, whose customer they were when, what they hold, bought and opened.</summary>
public sealed record ConsoleMember(
    Id Id,
    string Nickname,
    string AvatarUrl,
    string? PhoneMasked,
    bool IsDistributor,
    Person? Sharer,
    int OrderCount,
    Fen PaidFen,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    IReadOnlyList<BondChange> Bonds,
    IReadOnlyList<BalanceView> Balances,
    IReadOnlyList<MemberOrder> Orders,
    IReadOnlyList<MemberTouch> Touches
);

/// <summary>A change in whose customer the member is, newest first.</summary>
/// <param name="Sharer">Null: the bond was dissolved.</param>
/// <param name="By">Who did it: a member of staff, or the rule.</param>
public sealed record BondChange(Person? Sharer, DateTimeOffset From, string Reason, string By);

/// <param name="Amount">In the unit: fen, points or growth. Negative is a debt.</param>
public sealed record BalanceView(string Account, string Label, long Amount, string Unit);

/// <param name="Target">What was shared, in Chinese.</param>
public sealed record MemberTouch(DateTimeOffset At, Person? Sharer, string Target, string Channel);

internal static class GetMember
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/members/{id}", Handle)
            .RequirePermission("members.read")
            .WithName("GetMember")
            .WithTags("Members")
            .Produces<ConsoleMember>();

    private static async Task<IResult> Handle(Id id, StaffCaller caller, MemberFile file, CancellationToken cancellation) =>
        await file.Of(caller.ShopId, id, cancellation) is { } member ? Results.Ok(member) : Refusal.NotFound.ToHttp();
}

/// <summary>Gathers a member's page: a constant number of statements.</summary>
internal sealed class MemberFile(BanyanDb db, MemberCards cards, IEnumerable<IMemberOrders> orders)
{
    private const int Latest = 20;

    public async Task<ConsoleMember?> Of(Id shopId, Id memberId, CancellationToken cancellation)
    {
        var (commission, pending, held) = (
            AccountKey.Commission(memberId),
            AccountKey.CommissionPending(memberId),
            AccountKey.CommissionHeld(memberId)
        );
        var accounts = db.Set<Account>();
        var found = await db.Set<Member>()
            .AsNoTracking()
            .Where(member => member.Id == memberId)
            .Select(member => new
            {
                member,
                Commission = accounts.Where(account => account.Key == commission.Key).Sum(account => account.Balance),
                Pending = accounts.Where(account => account.Key == pending.Key).Sum(account => account.Balance),
                Held = accounts.Where(account => account.Key == held.Key).Sum(account => account.Balance),
            })
            .FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var card = (await cards.Of(shopId, [found.member], cancellation))[0];
        return new ConsoleMember(
            card.Id,
            card.Nickname,
            card.AvatarUrl,
            card.PhoneMasked,
            card.IsDistributor,
            card.Sharer,
            card.OrderCount,
            card.PaidFen,
            card.CreatedAt,
            card.LastSeenAt,
            await Bonds(memberId, cancellation),
            [BalanceOf(commission, found.Commission), BalanceOf(pending, found.Pending), BalanceOf(held, found.Held)],
            await LatestOrders(shopId, memberId, cancellation),
            await Touches(memberId, cancellation)
        );
    }

    private static BalanceView BalanceOf(AccountKey account, long amount) =>
        new(account.Key, account.Kind.Zh, amount, SnakeCase.Of(account.Kind.Unit.ToString()));

    private async Task<IReadOnlyList<BondChange>> Bonds(Id memberId, CancellationToken cancellation)
    {
        var changes = db.Set<BondEvent>()
            .AsNoTracking()
            .Where(change => change.MemberId == memberId)
            .OrderByDescending(change => change.Id)
            .Take(Latest);
        var found = await (
            from change in changes
            join member in db.Set<Member>() on change.SharerId equals (Id?)member.Id into sharers
            from sharer in sharers.DefaultIfEmpty()
            orderby change.Id descending
            select new { change, Sharer = sharer == null ? null : new Person(sharer.Nickname, sharer.AvatarUrl) }
        ).ToListAsync(cancellation);
        return
        [
            .. found.Select(row => new BondChange(
                row.Sharer,
                row.change.At,
                row.change.Reason.Length > 0 ? row.change.Reason : MemberTexts.Cause(row.change.Cause),
                row.change.By.Length > 0 ? row.change.By : "系统规则"
            )),
        ];
    }

    private async Task<IReadOnlyList<MemberTouch>> Touches(Id memberId, CancellationToken cancellation)
    {
        var touches = db.Set<Touch>()
            .AsNoTracking()
            .Where(touch => touch.MemberId == memberId)
            .OrderByDescending(touch => touch.At)
            .ThenByDescending(touch => touch.Id)
            .Take(Latest);
        var found = await (
            from touch in touches
            join member in db.Set<Member>() on touch.SharerId equals member.Id into sharers
            from sharer in sharers.DefaultIfEmpty()
            orderby touch.At descending, touch.Id descending
            select new { touch, Sharer = sharer == null ? null : new Person(sharer.Nickname, sharer.AvatarUrl) }
        ).ToListAsync(cancellation);
        return
        [
            .. found.Select(row => new MemberTouch(row.touch.At, row.Sharer, MemberTexts.Target(row.touch.TargetType), row.touch.Channel)),
        ];
    }

    private async Task<IReadOnlyList<MemberOrder>> LatestOrders(Id shopId, Id memberId, CancellationToken cancellation)
    {
        var found = new List<MemberOrder>();
        foreach (var source in orders)
        {
            found.AddRange(await source.LatestOf(shopId, memberId, Latest, cancellation));
        }

        return found;
    }
}

/// <summary>Stored words as staff read them.</summary>
internal static class MemberTexts
{
    public static string Cause(string cause) =>
        cause switch
        {
            "first_open" => "首次打开分享",
            "register" => "通过分享注册",
            "first_paid" => "首次付款",
            "staff" => "人工调整",
            _ => cause,
        };

    public static string Target(string type) =>
        type switch
        {
            "home" => "店铺首页",
            "product" => "商品",
            "campaign" => "活动",
            "run" => "活动进度",
            "distribution" => "分销中心",
            _ => type,
        };
}
