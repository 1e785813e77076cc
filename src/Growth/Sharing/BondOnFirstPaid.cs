using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Sharing.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Sharing;

/// <summary>
/// Where the rule says "at the first paid order", a payment asks for a bond by a job: payment itself need not wait for it.
/// </summary>
internal sealed class BondOnFirstPaid : IOrderParticipant
{
    public Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation) =>
        Task.FromResult<Result<object?>>((object?)null);

    public void Need(Stage stage, OrderEvent happening, World world, Needs needs) { }

    public Refusal? On(OrderEvent happened, World world)
    {
        if (happened is OrderPaid { Order: { Attribution.Bond: null, Attribution.LastTouch: { } touch } order })
        {
            var payload = new BondFirstPaidJob(order.MemberId, order.Id, touch.SharerId, touch.Channel);
            JobQueue.Enqueue(world, order.ShopId, BondFirstPaid.JobType, $"{BondFirstPaid.JobType}:{order.MemberId}", payload, happened.At);
        }

        return null;
    }
}

internal sealed record BondFirstPaidJob(Id MemberId, Id OrderId, Id SharerId, string Channel);

/// <summary>Makes the bond of a first paid order, if the shop's rule asks for it.</summary>
internal sealed class BondFirstPaid(IDbContextFactory<BanyanDb> factory, Arrivals arrivals, Commit commit) : IJobHandler
{
    public const string JobType = "bond-first-paid";

    public string Type => JobType;

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var payload = job.PayloadOf<BondFirstPaidJob>();
        var rules = await arrivals.Rules(job.ShopId, cancellation);
        if (rules.When != BondMoment.FirstPaid)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Shop = job.ShopId;
        var paidBefore = await db.Set<Order>()
            .AnyAsync(order => order.MemberId == payload.MemberId && order.PaidAt != null && order.Id != payload.OrderId, cancellation);
        var arrival = await arrivals.Of(job.ShopId, payload.MemberId, null, null, cancellation);
        if (arrival is null || arrival.SharerId != payload.SharerId || paidBefore)
        {
            return null;
        }

        var act = new ChangeBond(
            new BondChange(payload.MemberId, payload.SharerId, BondDecision.CauseOf(BondMoment.FirstPaid), payload.Channel)
            {
                TouchId = arrival.TouchId,
            },
            arrival.UplinesOfSharer,
            current => BondDecision.Makes(rules, BondMoment.FirstPaid, arrival, current is not null, isNew: true)
        )
        {
            ShopId = job.ShopId,
            At = job.DueAt,
            JobId = job.Id,
        };
        return (await commit.Run(act, cancellation)).Refusal;
    }
}
