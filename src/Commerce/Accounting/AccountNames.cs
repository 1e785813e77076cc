using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Accounting;

/// <summary>An account by name.</summary>
/// <param name="Member">Whose it is; null for the shop's own.</param>
public sealed record AccountRef(string Key, string Name, AccountUnit Unit, Buyer? Member)
{
    /// <summary>An account that the chart does not know keeps its key; the doctor tells about it.</summary>
    internal static AccountRef Of(string key, IReadOnlyDictionary<Id, Person> people, bool english) =>
        ChartOfAccounts.Find(key) is { } account
            ? new AccountRef(key, NameOf(account.Kind, english), account.Kind.Unit, MemberOf(account, people))
            : new AccountRef(key, key, AccountUnit.Fen, null);

    internal static string NameOf(AccountKind kind, bool english) => english ? kind.En : kind.Zh;

    internal static Buyer? MemberOf(AccountKey account, IReadOnlyDictionary<Id, Person> people) =>
        account.MemberId is { } member ? Buyer.Of(member, people) : null;
}

/// <summary>An account and what is in it.</summary>
/// <param name="Balance">What came in less what went out, in the unit (fen for money). A source, such as sales, is below zero.</param>
public sealed record AccountCard(string Key, string Name, AccountUnit Unit, Buyer? Member, long Balance)
{
    internal static AccountCard Of(AccountKey account, long balance, IReadOnlyDictionary<Id, Person> people, bool english) =>
        new(account.Key, AccountRef.NameOf(account.Kind, english), account.Kind.Unit, AccountRef.MemberOf(account, people), balance);
}

/// <summary>Finds accounts and their owners in the shop of the request.</summary>
internal sealed class AccountNames(BanyanDb db, IMemberLookup members)
{
    public static readonly Refusal Unknown = new("unknown_account", 404, "没有这个账户", "There is no such account");

    /// <summary>The shop's own accounts are there from the beginning, a member's from its first posting on.</summary>
    public async Task<Result<AccountKey>> Find(string key, CancellationToken cancellation)
    {
        if (ChartOfAccounts.Find(key) is not { } account)
        {
            return Unknown;
        }

        return !account.Kind.IsOwned || await db.Set<Account>().AnyAsync(row => row.Key == key, cancellation) ? account : Unknown;
    }

    /// <summary>The people behind these accounts, in one statement.</summary>
    public Task<IReadOnlyDictionary<Id, Person>> OwnersOf(Id shopId, IEnumerable<string> keys, CancellationToken cancellation) =>
        members.People(shopId, [.. keys.Select(key => ChartOfAccounts.Find(key)?.MemberId).OfType<Id>().Distinct()], cancellation);
}
