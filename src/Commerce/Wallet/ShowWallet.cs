using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Wallet.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Wallet;

/// <summary>One of a member's balances.</summary>
/// <param name="Balance">In fen, points or growth.</param>
/// <param name="Beside">Such as points that are on their way or held for an unpaid order.</param>
public sealed record WalletBalance(string Code, string Name, AccountUnit Unit, long Balance, IReadOnlyList<BesideBalance> Beside);

public sealed record BesideBalance(string Name, long Balance);

/// <summary>One movement of a balance, as its owner reads it.</summary>
/// <param name="Amount">Above zero: came in.</param>
public sealed record WalletEntry(Id Id, DateTimeOffset At, long Amount, string Text);

/// <summary>Balances and their movements, for their owner and for staff.</summary>
internal static class ShowWallet
{
    private static readonly DateTimeOffset Ever = DateTimeOffset.UnixEpoch;

    public static void MapShop(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/wallet",
                (MemberCaller caller, GroupReads reads, CancellationToken cancellation) =>
                    All(caller.ShopId, caller.MemberId, reads, cancellation)
            )
            .RequireMember()
            .WithName("GetWallet")
            .WithTags("Wallet")
            .Produces<IReadOnlyList<WalletBalance>>();
        api.MapGet(
                "/wallet/{code}/entries",
                (MemberCaller caller, string code, [AsParameters] PageQuery page, BanyanDb db, CancellationToken cancellation) =>
                    Entries(caller.MemberId, code, page, db, WalletCorrectionSource.ForMember, cancellation)
            )
            .RequireMember()
            .WithName("ListWalletEntries")
            .WithTags("Wallet")
            .Produces<Page<WalletEntry>>();
    }

    public static void MapConsole(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/members/{id}/wallet",
                (StaffCaller caller, Id id, WalletDesk desk, CancellationToken cancellation) => OfMember(caller, id, desk, cancellation)
            )
            .RequirePermission("members.read")
            .WithName("GetMemberWallet")
            .WithTags("Wallet")
            .Produces<IReadOnlyList<WalletBalance>>();
        api.MapGet(
                "/members/{id}/wallet/{code}/entries",
                async (Id id, string code, [AsParameters] PageQuery page, BanyanDb db, CancellationToken cancellation) =>
                    await IsHere(db, id, cancellation)
                        ? await Entries(id, code, page, db, posting => posting.Explanation, cancellation)
                        : Refusal.NotFound.ToHttp()
            )
            .RequirePermission("members.read")
            .WithName("ListMemberWalletEntries")
            .WithTags("Wallet")
            .Produces<Page<WalletEntry>>();
    }

    private static Task<bool> IsHere(BanyanDb db, Id memberId, CancellationToken cancellation) =>
        db.Set<Member>().AnyAsync(member => member.Id == memberId, cancellation);

    private static async Task<IResult> OfMember(StaffCaller caller, Id id, WalletDesk desk, CancellationToken cancellation) =>
        await IsHere(desk.Db, id, cancellation) ? await All(caller.ShopId, id, desk.Reads, cancellation) : Refusal.NotFound.ToHttp();

    public static async Task<IResult> All(Id shopId, Id memberId, GroupReads reads, CancellationToken cancellation)
    {
        var accounts = WalletAccounts.All.Select(account => account.Account.Of(memberId)).ToList();
        var beside = accounts.SelectMany(account => account.Beside).ToList();
        var found = await AccountReads.Balances(reads, shopId, [.. accounts, .. beside], cancellation);
        var balances = accounts.Concat(beside).Zip(found).ToDictionary(pair => pair.First.Key, pair => pair.Second, StringComparer.Ordinal);
        return Results.Ok(
            WalletAccounts
                .All.Zip(accounts)
                .Select(pair => new WalletBalance(
                    pair.First.Code,
                    pair.Second.Kind.Zh,
                    pair.Second.Kind.Unit,
                    balances[pair.Second.Key],
                    [
                        .. pair
                            .Second.Beside.Where(account => balances[account.Key] != 0)
                            .Select(account => new BesideBalance(account.Kind.Zh, balances[account.Key])),
                    ]
                ))
                .ToList()
        );
    }

    /// <summary>The newest first.</summary>
    private static async Task<IResult> Entries(
        Id memberId,
        string code,
        PageQuery page,
        BanyanDb db,
        Func<Posting, string> words,
        CancellationToken cancellation
    )
    {
        if (WalletAccounts.Find(code) is not { } account)
        {
            return Refusal.NotFound.ToHttp();
        }

        var key = account.Account.Of(memberId);
        var postings = await AccountHistory.Newest(db, key, page.AfterId, page.Take, cancellation);
        return Results.Ok(
            Page<WalletEntry>.Of(
                postings,
                page,
                posting => new WalletEntry(
                    posting.Id,
                    posting.PostedAt,
                    posting.ToAccount == key.Key ? posting.Amount : -posting.Amount,
                    words(posting)
                ),
                posting => posting.Id.ToString()
            )
        );
    }
}
