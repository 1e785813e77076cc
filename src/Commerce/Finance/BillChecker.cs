using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Finance;

/// <summary>Fetches a day's bill, compares, and writes down what it found: by hand and every night.</summary>
internal sealed class BillChecker(
    IEnumerable<ITradeBills> channels,
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    IIdSource ids,
    TimeProvider clock
)
{
    /// <summary>WeChat keeps bills for three months.</summary>
    public const int MaxAgeDays = 90;

    /// <summary>Of one check: whoever has more has one cause for all of them.</summary>
    private const int MaxDifferences = 200;
    private static readonly TimeSpan s_ready = TimeSpan.FromHours(10);

    public static readonly Refusal TooOld = Refusal.Conflict(
        "bill_too_old",
        "微信只提供最近三个月的账单",
        "WeChat has the bills of the last three months only"
    );

    /// <param name="by">The staff's name; null: the nightly check.</param>
    public async Task<Result<TradeBillCheck>> Check(Id shopId, DateOnly day, string? by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (channels.FirstOrDefault() is not { } channel)
        {
            return BillRefusals.NoChannel;
        }

        if (now < day.AddDays(1).StartOfShopDay() + s_ready)
        {
            return BillRefusals.NotReady;
        }

        if (day < now.ShopDay().AddDays(-MaxAgeDays))
        {
            return TooOld;
        }

        var bill = await channel.Fetch(day, cancellation).ConfigureAwait(false);
        if (!bill.IsOk)
        {
            return bill.Refusal;
        }

        await using var db = await factory.OpenFor(shopId, cancellation).ConfigureAwait(false);
        var lines = await BillSides.Own(db, bill.Value, cancellation).ConfigureAwait(false);
        var ours = await BillSides.Ours(db, day, channel.Channel, lines, cancellation).ConfigureAwait(false);
        var found = BillComparison.Differences(lines, ours);
        var check = CheckOf(shopId, day, lines) with { Differences = found.Count, CheckedAt = now, CheckedBy = by };
        return await commit
            .Exclusive<TradeBillCheck>(shopId, editing => Write(editing, check, found, lines, cancellation), cancellation)
            .ConfigureAwait(false);
    }

    private TradeBillCheck CheckOf(Id shopId, DateOnly day, IReadOnlyList<TradeBillLine> lines)
    {
        var payments = lines.Where(line => line.Kind == BillLineKind.Payment).ToList();
        var refunds = lines.Where(line => line.Kind == BillLineKind.Refund).ToList();
        return new TradeBillCheck
        {
            ShopId = shopId,
            Id = ids.Next(),
            Day = day,
            Payments = payments.Count,
            PaidFen = new Fen(payments.Sum(line => line.AmountFen.Value)),
            Refunds = refunds.Count,
            RefundedFen = new Fen(refunds.Sum(line => line.AmountFen.Value)),
            Differences = 0,
            CheckedAt = default,
        };
    }

    /// <summary>
    /// Open differences are replaced by what was found now; what somebody settled stays, and is not opened again while it is the same.
    /// </summary>
    private async Task<Result<TradeBillCheck>> Write(
        BanyanDb db,
        TradeBillCheck check,
        IReadOnlyList<Finding> found,
        IReadOnlyList<TradeBillLine> lines,
        CancellationToken cancellation
    )
    {
        var known = await db.Set<BillDifference>()
            .AsTracking()
            .Where(row => row.Day == check.Day || (row.State == DifferenceState.Open && row.Kind == DifferenceKind.MissingThere))
            .OrderBy(row => row.Id)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var ofDay = known.Where(row => row.Day == check.Day).ToList();
        var gone = ofDay.Where(row => row.State == DifferenceState.Open && !found.Contains(Finding.Of(row)));
        var numbers = lines.Select(line => line.No).ToHashSet(StringComparer.Ordinal);

        // Money on its way at midnight is in the bill of the day after.
        var arrived = known.Where(row => row.Day < check.Day && row.Kind == DifferenceKind.MissingThere && numbers.Contains(row.No));
        db.RemoveRange(gone.Concat(arrived.Where(row => row.State == DifferenceState.Open)));
        var stored = ofDay.Select(Finding.Of).ToHashSet();
        db.AddRange(found.Where(finding => !stored.Contains(finding)).Take(MaxDifferences).Select(finding => Row(check, finding)));

        var before = await db.Set<TradeBillCheck>()
            .AsTracking()
            .FirstOrDefaultAsync(row => row.Day == check.Day, cancellation)
            .ConfigureAwait(false);
        if (before is null)
        {
            db.Add(check);
            return check;
        }

        var after = check with { Id = before.Id, Version = before.Version + 1 };
        db.Entry(before).CurrentValues.SetValues(after);
        return after;
    }

    private BillDifference Row(TradeBillCheck check, Finding finding) =>
        new()
        {
            ShopId = check.ShopId,
            Id = ids.Next(),
            Day = check.Day,
            Kind = finding.Kind,
            Subject = finding.Subject,
            OutTradeNo = finding.OutTradeNo,
            OutRefundNo = finding.OutRefundNo,
            ChannelNo = finding.ChannelNo,
            OrderId = finding.OrderId,
            OurFen = finding.OurFen,
            TheirFen = finding.TheirFen,
            OurState = finding.OurState,
            TheirState = finding.TheirState,
            State = DifferenceState.Open,
            FoundAt = check.CheckedAt,
        };
}
