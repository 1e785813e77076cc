using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Distribution;

/// <param name="Agreed">The member has read the rules.</param>
public sealed record ApplyBody(bool Agreed);

/// <summary>The distribution centre of the shop.</summary>
internal static class MemberDistribution
{
    private const int GoodsShown = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        const string tag = "Distribution";
        api.MapGet("/distribution", Center).RequireMember().WithName("GetDistribution").WithTags(tag).Produces<DistributionCenter>();
        api.MapPost("/distribution/apply", Apply)
            .RequireMember()
            .WithName("ApplyDistribution")
            .WithTags(tag)
            .Produces<DistributionCenter>();
        api.MapPost("/distribution/leave", Leave)
            .RequireMember()
            .WithName("LeaveDistribution")
            .WithTags(tag)
            .Produces<DistributionCenter>();
        api.MapGet("/distribution/commissions", Commissions)
            .RequireMember()
            .WithName("ListCommissions")
            .WithTags(tag)
            .Produces<Page<CommissionView>>();
        api.MapGet("/distribution/commissions/{id}/why", Why)
            .RequireMember()
            .WithName("ExplainCommission")
            .WithTags(tag)
            .Produces<Explanation>();
        api.MapGet("/distribution/customers", Customers).RequireMember().WithName("ListCustomers").WithTags(tag).Produces<Page<Customer>>();
        api.MapGet("/distribution/goods", Goods)
            .RequireMember()
            .WithName("ListDistributionGoods")
            .WithTags(tag)
            .Produces<Page<ProductCard>>();
        api.MapGet("/distribution/rules", Rules)
            .AllowAnyone()
            .WithName("GetDistributionRules")
            .WithTags(tag)
            .Produces<DistributionRulesView>();
    }

    private static async Task<IResult> Center(MemberCaller caller, CenterReader reader, CancellationToken cancellation) =>
        Results.Ok(await reader.Of(caller, cancellation));

    private static async Task<IResult> Apply(
        MemberCaller caller,
        ApplyBody body,
        IDistributors distributors,
        CenterReader reader,
        CancellationToken cancellation
    )
    {
        if (!body.Agreed)
        {
            return Refusal.Invalid("agreed", "请先阅读并同意分销规则", "Please read and accept the rules first").ToHttp();
        }

        var applied = await distributors.Apply(caller.ShopId, caller.MemberId, cancellation);
        return applied.IsOk ? Results.Ok(await reader.Of(caller, cancellation)) : applied.Refusal.ToHttp();
    }

    private static async Task<IResult> Leave(
        MemberCaller caller,
        IDistributors distributors,
        CenterReader reader,
        CancellationToken cancellation
    )
    {
        var left = await distributors.Leave(caller.ShopId, caller.MemberId, cancellation);
        return left.IsOk ? Results.Ok(await reader.Of(caller, cancellation)) : left.Refusal.ToHttp();
    }

    private static async Task<IResult> Commissions(
        MemberCaller caller,
        Choice<CommissionState>? state,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CommissionReader reader,
        CancellationToken cancellation
    )
    {
        var (after, wanted) = (page.AfterId, state?.Value);
        var rows = await db.Set<Commission>()
            .AsNoTracking()
            .Where(row => row.PayeeId == caller.MemberId && row.State != CommissionState.Promised)
            .Where(row => (wanted == null || row.State == wanted) && (after == Id.None || row.Id < after))
            .OrderByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var views = await reader.Views(caller.ShopId, rows, cancellation);
        return Results.Ok(Page<CommissionView>.Of(rows, page, row => views[row.Id], row => row.Id.ToString()));
    }

    private static async Task<IResult> Why(MemberCaller caller, Id id, BanyanDb db, CommissionReader reader, CancellationToken cancellation)
    {
        var row = await db.Set<Commission>()
            .AsNoTracking()
            .FirstOrDefaultAsync(one => one.Id == id && one.PayeeId == caller.MemberId, cancellation);
        return row is null ? Refusal.NotFound.ToHttp() : Results.Ok(await reader.Why(caller.ShopId, row, cancellation));
    }

    private static async Task<IResult> Customers(
        MemberCaller caller,
        [AsParameters] PageQuery page,
        BanyanDb db,
        IMemberLookup members,
        IMemberOrders orders,
        CancellationToken cancellation
    )
    {
        var after = page.AfterId;
        var rows = await db.Set<Bond>()
            .AsNoTracking()
            .Where(bond => bond.SharerId == caller.MemberId && (after == Id.None || bond.MemberId < after))
            .OrderByDescending(bond => bond.MemberId)
            .Take(page.Take)
            .ToListAsync(cancellation);
        Id[] ids = [.. rows.Select(row => row.MemberId)];
        var people = await members.People(caller.ShopId, ids, cancellation);
        var sums = await orders.SumsOf(caller.ShopId, ids, cancellation);
        return Results.Ok(
            Page<Customer>.Of(
                rows,
                page,
                row =>
                {
                    var person = people.GetValueOrDefault(row.MemberId) ?? new Person("已注销的会员", "");
                    var sum = sums.GetValueOrDefault(row.MemberId) ?? new OrderSum(0, Fen.Zero);
                    return new Customer(
                        row.MemberId,
                        person.Nickname,
                        person.AvatarUrl,
                        row.Since,
                        row.Channel,
                        sum.OrderCount,
                        sum.PaidFen
                    );
                },
                row => row.MemberId.ToString()
            )
        );
    }

    private static async Task<IResult> Goods(MemberCaller caller, ICatalogReader catalog, CancellationToken cancellation)
    {
        var viewer = new CatalogViewer(caller.ShopId, caller.MemberId);
        var cards = await catalog.Top(viewer, ProductSort.Sales, null, GoodsShown, cancellation);
        return Results.Ok(new Page<ProductCard>([.. cards.OrderByDescending(card => card.CommissionFen ?? Fen.Zero)], null));
    }

    private static async Task<IResult> Rules(Visitor visitor, DistributionFacts facts, CancellationToken cancellation)
    {
        var (rules, _) = await facts.Rules(visitor.ShopId, cancellation);
        return Results.Ok(
            new DistributionRulesView(
                DistributionTexts.RulesHtml(rules),
                rules.Plan,
                DistributionTexts.Rates(rules),
                rules.Payees == DistributionRules.MaxPayees
            )
        );
    }
}

/// <summary>Adds up a distributor's page.</summary>
internal sealed class CenterReader(BanyanDb db, DistributionFacts facts, TimeProvider clock)
{
    public async Task<DistributionCenter> Of(MemberCaller caller, CancellationToken cancellation)
    {
        var (rules, _) = await facts.Rules(caller.ShopId, cancellation);
        var me = caller.MemberId;
        var row = await db.Set<Distributor>().AsNoTracking().FirstOrDefaultAsync(one => one.MemberId == me, cancellation);
        string[] keys = [AccountKey.CommissionPending(me).Key, AccountKey.CommissionHeld(me).Key, AccountKey.Commission(me).Key];
        var balances = await db.Set<Account>()
            .Where(one => keys.Contains(one.Key))
            .ToDictionaryAsync(one => one.Key, one => one.Balance, cancellation);
        var today = clock.GetUtcNow().ShopDay().StartOfShopDay();
        var earned = db.Set<Commission>().Where(one => one.PayeeId == me && one.State != CommissionState.Promised);
        var total = await db
            .Database.SqlQuery<long>(
                $"""
                SELECT CAST(COALESCE(SUM("amount_fen"), 0) AS BIGINT) AS "Value" FROM "commission"
                WHERE "shop_id" = {caller.ShopId.Value} AND "payee_id" = {me.Value} AND "state" <> 'Promised'
                """
            )
            .SingleAsync(cancellation);
        var ofToday = await earned.Where(one => one.CreatedAt >= today).Select(one => one.AmountFen).ToListAsync(cancellation);
        var customers = db.Set<Bond>().Where(bond => bond.SharerId == me);
        var status = row?.Status ?? DistributorStatus.None;
        return new DistributionCenter(
            status,
            rules.Enabled && status is DistributorStatus.None or DistributorStatus.Left,
            rules.Join == JoinRule.Open ? "免费加入，立即生效" : "免费申请，商家审核后生效",
            ofToday.Sum(),
            new Fen(total),
            new Fen(balances.GetValueOrDefault(keys[0])),
            new Fen(balances.GetValueOrDefault(keys[1])),
            new Fen(balances.GetValueOrDefault(keys[2])),
            await customers.CountAsync(cancellation),
            await customers.CountAsync(
                bond => db.Set<Distributor>().Any(one => one.MemberId == bond.MemberId && one.Status == DistributorStatus.Active),
                cancellation
            ),
            await earned.Select(one => one.OrderId).Distinct().CountAsync(cancellation),
            DistributionTexts.Rates(rules)
        );
    }
}
