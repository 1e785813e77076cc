using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Doctor;

/// <summary>Every link of every shop's chain is what its postings come to: none was changed, removed or slipped in since.</summary>
internal sealed class SealsHold : IBookCheck
{
    public string Name => "seals-hold";

    public string LabelZh => "封存的账目没有被改动";

    public string LabelEn => "Sealed postings are unchanged";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var differences = new List<string>();
        var count = 0;
        var (shop, before, after) = (Id.None, SealChain.Beginning, Id.None);
        var seals = db.Set<PostingSeal>().Within(scope).OrderBy(seal => seal.ShopId).ThenBy(seal => seal.Number);
        foreach (var seal in await seals.ToListAsync(cancellation).ConfigureAwait(false))
        {
            count++;
            (before, after) = seal.ShopId == shop ? (before, after) : (SealChain.Beginning, Id.None);
            shop = seal.ShopId;
            var postings = await SealChain
                .After(db, shop, after, seal.LastPostingId, SealChain.MaxPostings + 1, cancellation)
                .ConfigureAwait(false);
            var hash = SealChain.Hash(before, postings);
            if (postings.Count != seal.Postings)
            {
                differences.Add($"shop {shop} link {seal.Number}: {seal.Postings} postings were sealed, {postings.Count} are there");
            }
            else if (!string.Equals(hash, seal.Hash, StringComparison.Ordinal))
            {
                differences.Add(
                    $"shop {shop} link {seal.Number}: a posting between {after} and {seal.LastPostingId} is not what was sealed"
                );
            }

            (before, after) = (seal.Hash, seal.LastPostingId);
        }

        return new CheckFindings(count, [.. differences.Take(Doctor.MaxDifferences)]);
    }
}

/// <summary>
/// Every account is one that the chart knows, both sides of a posting count the same thing, and no balance is below
/// its floor.
/// </summary>
internal sealed class AccountsInChart : IBookCheck
{
    public string Name => "accounts-in-chart";

    public string LabelZh => "账户都在科目表里，余额不低于下限";

    public string LabelEn => "Accounts are in the chart and above their floors";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var accounts = await db.Set<Account>().Within(scope).ToListAsync(cancellation).ConfigureAwait(false);
        var pairs = await db.Set<Posting>()
            .Within(scope)
            .Select(posting => new
            {
                posting.ShopId,
                posting.FromAccount,
                posting.ToAccount,
            })
            .Distinct()
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var differences = accounts
            .Where(account => ChartOfAccounts.KindOf(account.Key) is not { } kind || account.Balance < (kind.Floor ?? long.MinValue))
            .Select(account => $"shop {account.ShopId} account {account.Key}: balance {account.Balance} is not allowed by the chart")
            .Concat(
                pairs
                    .Where(pair => Unit(pair.FromAccount) is not { } unit || Unit(pair.ToAccount) != unit)
                    .Select(pair => $"shop {pair.ShopId}: a posting from {pair.FromAccount} to {pair.ToAccount} fits no chart")
            );
        return new CheckFindings(accounts.Count, [.. differences.Take(Doctor.MaxDifferences)]);
    }

    private static AccountUnit? Unit(string key) => ChartOfAccounts.KindOf(key)?.Unit;
}
