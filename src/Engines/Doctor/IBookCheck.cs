using Banyan.Engines.Storage;
using Banyan.Engines.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Doctor;

/// <summary>One invariant of the books, checked on any live database: over all shops, or for one of them.</summary>
public interface IBookCheck
{
    /// <summary>Stable, kebab-case.</summary>
    string Name { get; }

    string LabelZh { get; }

    string LabelEn { get; }

    /// <summary>Whether it honours <see cref="CheckScope.Since"/>. One that cannot is left out of an incremental examination.</summary>
    bool FollowsChanges => false;

    /// <summary>What differs, one sentence each, at most <see cref="Doctor.MaxDifferences"/>; and how many rows were looked at.</summary>
    Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation);
}

/// <param name="Differences">Each begins with its shop, <c>shop 42 …</c>: a shop's staff are shown their own only.</param>
public sealed record CheckFindings(long Rows, IReadOnlyList<string> Differences);

public sealed record CheckResult(string Name, string LabelZh, string LabelEn, CheckFindings Findings)
{
    public bool IsOk => Findings.Differences.Count == 0;
}

/// <summary>Proves the books.</summary>
public sealed class Doctor(IDbContextFactory<BanyanDb> factory, IEnumerable<IBookCheck> checks)
{
    public const int MaxDifferences = 50;

    /// <summary>Everything, in all shops.</summary>
    public Task<IReadOnlyList<CheckResult>> Examine(CancellationToken cancellation) => Examine(CheckScope.Everything, cancellation);

    public async Task<IReadOnlyList<CheckResult>> Examine(CheckScope scope, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);

        // One snapshot for all checks: the shop may go on selling meanwhile.
        await using var transaction = await db
            .Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation)
            .ConfigureAwait(false);
        var results = new List<CheckResult>();
        foreach (var check in checks.Where(check => scope.Since is null || check.FollowsChanges))
        {
            var findings = await check.Check(db, scope, cancellation).ConfigureAwait(false);
            UpkeepMeter.Checked(check.Name, findings.Differences.Count);
            results.Add(new CheckResult(check.Name, check.LabelZh, check.LabelEn, findings));
        }

        return results;
    }
}
