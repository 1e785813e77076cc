using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns.Books;

/// <summary>
/// No run has more people than places; nothing holds back the orders of one that succeeded; who paid for one that failed gets everything
/// back. Orders whose job still waits for its turn are on their way and right.
/// </summary>
internal sealed class TeamsHoldTogether : IBookCheck
{
    private static readonly ParticipantState[] Seated =
    [
        ParticipantState.Unpaid,
        ParticipantState.Paid,
        ParticipantState.Joined,
        ParticipantState.Refunding,
    ];

    public string Name => "teams-hold-together";

    public string LabelZh => "拼团人数与订单去向一致";

    public string LabelEn => "Teams ship together or are refunded together";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var crowded = await db.Set<Run>()
            .Within(scope)
            .Select(run => new
            {
                run.ShopId,
                run.Id,
                run.Status,
                run.Total,
                run.Taken,
                Seats = db.Set<RunMember>()
                    .Count(member => member.ShopId == run.ShopId && member.RunId == run.Id && Seated.Contains(member.State)),
            })
            .Where(row => row.Status != RunStatus.Failed && (row.Taken > row.Total || row.Seats > row.Total))
            .OrderBy(row => row.Id)
            .Take(Doctor.MaxDifferences)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var strayed = await Strayed(db, scope, cancellation).ConfigureAwait(false);
        return new CheckFindings(
            await db.Set<Run>().Within(scope).LongCountAsync(cancellation).ConfigureAwait(false),
            [
                .. crowded
                    .Select(row => $"shop {row.ShopId} run {row.Id}: {Math.Max(row.Taken, row.Seats)} people in {row.Total} places")
                    .Concat(strayed)
                    .Take(Doctor.MaxDifferences),
            ]
        );
    }

    private static async Task<IEnumerable<string>> Strayed(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var ended = await db.Set<RunMember>()
            .Within(scope)
            .Where(member =>
                member.OrderId != null && (member.State == ParticipantState.Paid || member.State == ParticipantState.Refunding)
            )
            .Join(
                db.Set<Run>().Where(run => run.Status != RunStatus.Open),
                member => new { member.ShopId, Id = member.RunId },
                run => new { run.ShopId, run.Id },
                (member, run) => new { Member = member, run.Status }
            )
            .Join(
                db.Set<Order>(),
                pair => new { pair.Member.ShopId, Id = pair.Member.OrderId!.Value },
                order => new { order.ShopId, order.Id },
                (pair, order) =>
                    new
                    {
                        order.ShopId,
                        order.Id,
                        order.No,
                        pair.Member.RunId,
                        pair.Status,
                        order.Hold,
                        NotGivenBack = (long)(object)order.PaidFen - (long)(object)order.RefundedFen - (long)(object)order.RefundingFen,
                    }
            )
            .Where(row => row.Status == RunStatus.Succeeded ? row.Hold != null : row.NotGivenBack > 0)
            .OrderBy(row => row.Id)
            .Take(Doctor.MaxDifferences)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var waiting = await db.Set<Job>()
            .Within(scope)
            .Where(job => job.Type == ReleaseHoldJob.Type || job.Type == RefundOrderJob.Type)
            .Where(job => job.State != JobState.Done && job.State != JobState.Dropped)
            .Select(job => job.DedupKey)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var onTheWay = waiting.Select(key => key.Split(':').ElementAtOrDefault(1) ?? "").ToHashSet(StringComparer.Ordinal);
        return ended
            .Where(row => !onTheWay.Contains(row.Id.ToString()))
            .Select(row =>
                row.Status == RunStatus.Succeeded
                    ? $"shop {row.ShopId} run {row.RunId} succeeded, yet order {row.No} is held back: {row.Hold}"
                    : $"shop {row.ShopId} run {row.RunId} failed, yet order {row.No} keeps {new Fen(row.NotGivenBack)}"
            );
    }
}
