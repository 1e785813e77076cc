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
        var member = await db.Set<Member>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == memberId, cancellation);
        if (member is null)
        {
            return null;
        }

        var card = (await cards.Of(shopId, [member], cancellation))[0];
        var changes = await db.Set<BondEvent>()
            .AsNoTracking()
            .Where(change => change.MemberId == memberId)
            .OrderByDescending(change => change.Id)
            .Take(Latest)
            .ToListAsync(cancellation);
        var touches = await db.Set<Touch>()
            .AsNoTracking()
            .Where(touch => touch.MemberId == memberId)
            .OrderByDescending(touch => touch.At)
            .ThenByDescending(touch => touch.Id)
            .Take(Latest)
            .ToListAsync(cancellation);
        Id[] sharers = [.. changes.Select(change => change.SharerId ?? Id.None), .. touches.Select(touch => touch.SharerId)];
        var people = await db.PeopleOf([.. sharers.Where(id => !id.IsNone)], cancellation);
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
            [.. changes.Select(change => ViewOf(change, people))],
            await Balances(memberId, cancellation),
            await LatestOrders(shopId, memberId, cancellation),
            [
                .. touches.Select(touch => new MemberTouch(
                    touch.At,
                    people.GetValueOrDefault(touch.SharerId),
                    MemberTexts.Target(touch.TargetType),
                    touch.Channel
                )),
            ]
        );
    }

    private static BondChange ViewOf(BondEvent change, IReadOnlyDictionary<Id, Person> people) =>
        new(
            change.SharerId is { } sharer ? people.GetValueOrDefault(sharer) : null,
            change.At,
            change.Reason.Length > 0 ? change.Reason : MemberTexts.Cause(change.Cause),
            change.By.Length > 0 ? change.By : "系统规则"
        );

    private async Task<IReadOnlyList<BalanceView>> Balances(Id memberId, CancellationToken cancellation)
    {
        AccountKey[] chart = [AccountKey.Commission(memberId), AccountKey.CommissionPending(memberId), AccountKey.CommissionHeld(memberId)];
        var keys = chart.Select(account => account.Key).ToList();
        var totals = await db.Set<Account>()
            .Where(account => keys.Contains(account.Key))
            .ToDictionaryAsync(account => account.Key, account => account.Balance, cancellation);
        return
        [
            .. chart.Select(account => new BalanceView(
                account.Key,
                account.Kind.Zh,
                totals.GetValueOrDefault(account.Key),
                SnakeCase.Of(account.Kind.Unit.ToString())
            )),
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
