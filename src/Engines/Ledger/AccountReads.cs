using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Ledger;

/// <summary>
/// Reads balances outside every lock; whoever asks at the same time shares the statement. A hint: posting checks the floor.
/// </summary>
public static class AccountReads
{
    private static readonly GroupRead<string, Account> ByKey = new(
        async (db, keys, cancellation) =>
            await db.Set<Account>()
                .AsNoTracking()
                .Where(account => keys.Contains(account.Key))
                .ToDictionaryAsync(account => account.Key, cancellation)
                .ConfigureAwait(false)
    );

    /// <summary>What is in these owned accounts, in their order; one that nothing was posted to is empty.</summary>
    public static async Task<IReadOnlyList<long>> Balances(
        GroupReads reads,
        Id shopId,
        IReadOnlyList<AccountKey> accounts,
        CancellationToken cancellation
    )
    {
        var found = await reads.FindAll(ByKey, shopId, [.. accounts.Select(account => account.Key)], cancellation).ConfigureAwait(false);
        return [.. accounts.Select(account => found.TryGetValue(account.Key, out var row) ? row.Balance : 0)];
    }
}
