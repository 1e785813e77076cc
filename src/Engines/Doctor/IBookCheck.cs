using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Doctor;

/// <summary>One invariant of the books, checked on any live database over all shops.</summary>
public interface IBookCheck
{
    /// <summary>Stable, kebab-case.</summary>
    string Name { get; }

    string LabelZh { get; }

    string LabelEn { get; }

    /// <summary>What differs, one sentence each, at most <see cref="Doctor.MaxDifferences"/>; and how many rows were looked at.</summary>
    Task<CheckFindings> Check(BanyanDb db, CancellationToken cancellation);
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

    public async Task<IReadOnlyList<CheckResult>> Examine(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);

        // One snapshot for all checks: the shop may go on selling meanwhile.
        await using var transaction = await db
            .Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation)
            .ConfigureAwait(false);
        var results = new List<CheckResult>();
        foreach (var check in checks)
        {
            var findings = await check.Check(db, cancellation).ConfigureAwait(false);
            results.Add(new CheckResult(check.Name, check.LabelZh, check.LabelEn, findings));
        }

        return results;
    }
}
