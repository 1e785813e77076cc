using Banyan.Engines.Jobs;
using Banyan.Engines.Ledger;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Doctor;

/// <summary>0 ≤ taken + held ≤ total for every pool, and both are what its claims add up to.</summary>
internal sealed class PoolsEqualClaims : IBookCheck
{
    public string Name => "pools-equal-claims";

    public string LabelZh => "额度池与占用一致";

    public string LabelEn => "Pools equal their claims";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var pools = await db.Set<Pool>().Within(scope).ToListAsync(cancellation).ConfigureAwait(false);
        var claims = await db.Set<Claim>()
            .Within(scope)
            .GroupBy(claim => new
            {
                claim.ShopId,
                claim.PoolKey,
                claim.State,
            })
            .Select(group => new
            {
                group.Key,
                Quantity = group.Sum(claim => claim.Quantity),
                Returned = group.Sum(claim => claim.Returned),
            })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var sums = claims.ToDictionary(row => (row.Key.ShopId, row.Key.PoolKey, row.Key.State), row => row.Quantity - row.Returned);
        var differences = new List<string>();
        foreach (var pool in pools)
        {
            var held = sums.GetValueOrDefault((pool.ShopId, pool.Key, ClaimState.Held));
            var taken = sums.GetValueOrDefault((pool.ShopId, pool.Key, ClaimState.Taken));
            if (pool.Held != held || pool.Taken != taken || pool.Left < 0 || held < 0 || taken < 0)
            {
                differences.Add(
                    $"shop {pool.ShopId} pool {pool.Key}: held {pool.Held} of claims {held}, taken {pool.Taken} of claims {taken}, total {pool.Total}"
                );
            }
        }

        var known = pools.Select(pool => (pool.ShopId, pool.Key)).ToHashSet();
        differences.AddRange(
            claims
                .Where(row => !known.Contains((row.Key.ShopId, row.Key.PoolKey)))
                .Select(row => $"shop {row.Key.ShopId}: claims in pool {row.Key.PoolKey}, which does not exist")
        );
        return new CheckFindings(pools.Count, [.. differences.Take(Doctor.MaxDifferences)]);
    }
}

/// <summary>Every locked balance is the sum of the account's postings.</summary>
internal sealed class AccountsEqualPostings : IBookCheck
{
    public string Name => "accounts-equal-postings";

    public string LabelZh => "账户余额等于分录之和";

    public string LabelEn => "Balances equal their postings";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var postings = db.Set<Posting>().Within(scope);
        var into = await postings
            .GroupBy(posting => new { posting.ShopId, Key = posting.ToAccount })
            .Select(group => new { group.Key, Sum = group.Sum(posting => posting.Amount) })
            .ToDictionaryAsync(row => (row.Key.ShopId, row.Key.Key), row => row.Sum, cancellation)
            .ConfigureAwait(false);
        var outOf = await postings
            .GroupBy(posting => new { posting.ShopId, Key = posting.FromAccount })
            .Select(group => new { group.Key, Sum = group.Sum(posting => posting.Amount) })
            .ToDictionaryAsync(row => (row.Key.ShopId, row.Key.Key), row => row.Sum, cancellation)
            .ConfigureAwait(false);
        var accounts = await db.Set<Account>().Within(scope).ToListAsync(cancellation).ConfigureAwait(false);
        var differences = accounts
            .Select(account =>
                (
                    account,
                    Sum: into.GetValueOrDefault((account.ShopId, account.Key)) - outOf.GetValueOrDefault((account.ShopId, account.Key))
                )
            )
            .Where(pair => pair.account.Balance != pair.Sum)
            .Select(pair => $"shop {pair.account.ShopId} account {pair.account.Key}: balance {pair.account.Balance}, postings {pair.Sum}")
            .ToList();
        var known = accounts.Select(account => (account.ShopId, account.Key)).ToHashSet();
        differences.AddRange(
            into.Keys.Concat(outOf.Keys)
                .Distinct()
                .Where(key => key.Key.StartsWith("member:", StringComparison.Ordinal) && !known.Contains(key))
                .Select(key => $"shop {key.ShopId} account {key.Key}: postings without an account")
        );
        return new CheckFindings(accounts.Count, [.. differences.Take(Doctor.MaxDifferences)]);
    }
}

/// <summary>No job waits far beyond its time, none is dead without staff having been told.</summary>
internal sealed class NoJobStuck(TimeProvider clock) : IBookCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => "no-job-stuck";

    public string LabelZh => "没有卡住的任务";

    public string LabelEn => "No job is stuck";

    public bool FollowsChanges => true;

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var limit = clock.GetUtcNow() - Patience;
        var jobs = db.Set<Job>().Within(scope);
        var stuck = await jobs.Where(job =>
                job.State == JobState.Dead || (job.State == JobState.Ready && job.Attempts == 0 && job.DueAt < limit)
            )
            .OrderBy(job => job.Id)
            .Take(Doctor.MaxDifferences)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return new CheckFindings(
            await jobs.LongCountAsync(cancellation).ConfigureAwait(false),
            [.. stuck.Select(job => $"shop {job.ShopId} job {job.Id} {job.Type}: {job.State}, due {job.DueAt:u}, {job.LastError}")]
        );
    }
}
