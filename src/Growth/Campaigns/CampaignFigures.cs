using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>Figures of campaigns as lists show them: three statements however many campaigns there are.</summary>
internal sealed record CampaignFigures(int Runs, int Succeeded, int Joined, Fen PaidFen)
{
    public static readonly CampaignFigures None = new(0, 0, 0, Fen.Zero);

    /// <summary>States of people who took part for real: who never paid did not.</summary>
    public static readonly ParticipantState[] JoinedStates =
    [
        ParticipantState.Paid,
        ParticipantState.Joined,
        ParticipantState.Refunding,
        ParticipantState.Refunded,
    ];

    public static async Task<IReadOnlyDictionary<Id, CampaignFigures>> Of(
        BanyanDb db,
        IReadOnlyCollection<Id> campaignIds,
        CancellationToken cancellation
    )
    {
        var runs = await db.Set<Run>()
            .Where(run => campaignIds.Contains(run.CampaignId) && run.PublishedAt != null)
            .GroupBy(run => new { run.CampaignId, run.Status })
            .Select(group => new
            {
                group.Key.CampaignId,
                group.Key.Status,
                Count = group.Count(),
            })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var joined = await JoinedCounts(db, campaignIds, cancellation).ConfigureAwait(false);
        var paid = await db.Set<RunMember>()
            .Where(member => campaignIds.Contains(member.CampaignId) && member.OrderId != null)
            .Join(db.Set<Order>(), member => member.OrderId, order => order.Id, (member, order) => new { member.CampaignId, order.PaidFen })
            .GroupBy(pair => pair.CampaignId)
            .Select(group => new { CampaignId = group.Key, Sum = group.Sum(pair => (long)(object)pair.PaidFen) })
            .ToDictionaryAsync(row => row.CampaignId, row => new Fen(row.Sum), cancellation)
            .ConfigureAwait(false);
        return campaignIds.ToDictionary(
            id => id,
            id => new CampaignFigures(
                runs.Where(row => row.CampaignId == id).Sum(row => row.Count),
                runs.Where(row => row.CampaignId == id && row.Status == RunStatus.Succeeded).Sum(row => row.Count),
                joined.GetValueOrDefault(id),
                paid.GetValueOrDefault(id)
            )
        );
    }

    public static async Task<IReadOnlyDictionary<Id, int>> JoinedCounts(
        BanyanDb db,
        IReadOnlyCollection<Id> campaignIds,
        CancellationToken cancellation
    ) =>
        await db.Set<RunMember>()
            .Where(member => campaignIds.Contains(member.CampaignId) && JoinedStates.Contains(member.State))
            .GroupBy(member => member.CampaignId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellation)
            .ConfigureAwait(false);
}
