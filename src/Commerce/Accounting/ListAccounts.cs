using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Accounting;

/// <param name="Owner">Whose: shop or member; the shop's own when nothing is said.</param>
/// <param name="MemberId">Only this member's accounts.</param>
public sealed record AccountQuery(string? Owner, Id? MemberId);

internal static class ListAccounts
{
    private const string Shop = "shop";
    private const string Member = "member";
    private static readonly string[] Owners = [Shop, Member];

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/accounts", Handle)
            .RequirePermission(AccountingModule.Read)
            .WithName("ListAccounts")
            .WithTags(AccountingModule.Tag)
            .Produces<Page<AccountCard>>();

    private static async Task<IResult> Handle(
        StaffCaller caller,
        [AsParameters] AccountQuery query,
        [AsParameters] PageQuery page,
        BanyanDb db,
        AccountNames names,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var owner = query.Owner ?? Shop;
        if (Check.Body().Choice(owner, Owners, "owner").ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var rows =
            owner == Member || query.MemberId is not null
                ? await OfMembers(db, query.MemberId, page, cancellation)
                : await OfShop(db, page, cancellation);
        var people = await names.OwnersOf(caller.ShopId, rows.Select(row => row.Account.Key), cancellation);
        var english = Answers.PrefersEnglish(request);
        return Results.Ok(
            Page<AccountCard>.Of(rows, page, row => AccountCard.Of(row.Account, row.Balance, people, english), row => row.Account.Key)
        );
    }

    /// <summary>Money first, then by the chart; their balances are sums of postings, for no row of the database keeps them.</summary>
    private static async Task<IReadOnlyList<Row>> OfShop(BanyanDb db, PageQuery page, CancellationToken cancellation)
    {
        List<AccountKey> all =
        [
            .. ChartOfAccounts.Kinds.Where(kind => !kind.IsOwned).OrderBy(kind => kind.Unit).Select(kind => kind.OfShop()),
        ];
        var before = all.FindIndex(account => account.Key == page.After) + 1;
        List<AccountKey> shown = [.. all.Skip(before).Take(page.Take)];
        var balances = await AccountHistory.Balances(db, shown, until: null, cancellation);
        return [.. shown.Select(account => new Row(account, balances.GetValueOrDefault(account.Key)))];
    }

    private static async Task<IReadOnlyList<Row>> OfMembers(BanyanDb db, Id? memberId, PageQuery page, CancellationToken cancellation)
    {
        var found = db.Set<Account>().AsNoTracking();
        if (memberId is { } member)
        {
            var own = ChartOfAccounts.Kinds.Where(kind => kind.IsOwned).Select(kind => kind.Of(member).Key).ToList();
            found = found.Where(account => own.Contains(account.Key));
        }

        if (page.After is { } after)
        {
            found = found.Where(account => string.Compare(account.Key, after) > 0);
        }

        var rows = await found.OrderBy(account => account.Key).Take(page.Take).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => (row.Balance, Account: ChartOfAccounts.Find(row.Key)))
                .Where(row => row.Account is not null)
                .Select(row => new Row(row.Account!, row.Balance)),
        ];
    }

    private sealed record Row(AccountKey Account, long Balance);
}
