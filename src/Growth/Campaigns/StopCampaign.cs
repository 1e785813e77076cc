using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Campaigns;

/// <summary>Stops a campaign for good: nobody begins or joins any more, and its open runs end.</summary>
internal static class StopCampaign
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/campaigns/{id}/stop", Handle)
            .RequirePermission("campaigns.write")
            .WithName("StopCampaign")
            .WithTags("Campaigns")
            .Produces<ConsoleCampaign>();

    private static async Task<IResult> Handle(
        Id id,
        StaffCaller caller,
        IdempotencyHeader header,
        Commit commit,
        Signals signals,
        TimeProvider clock,
        CampaignConsole console,
        CancellationToken cancellation
    )
    {
        var key = header.For(caller.Actor, null);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var act = new StopAct(id)
        {
            ShopId = caller.ShopId,
            At = clock.GetUtcNow(),
            Key = key.Value,
        };
        var stopped = await commit.Run(act, cancellation).ConfigureAwait(false);
        await signals.Tell(LiveCampaigns.Topic, cancellation).ConfigureAwait(false);
        return stopped.IsOk ? await console.Show(caller, id, cancellation).ConfigureAwait(false) : stopped.Refusal.ToHttp();
    }
}

internal sealed class StopAct(Id campaignId) : Act<Done>
{
    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Run)
        {
            needs.Add(CampaignRows.ById, ShopId, campaignId);
        }
    }

    public override Result<Done> Decide(World world)
    {
        if (world.One(CampaignRows.ById, ShopId, campaignId) is not { } campaign)
        {
            return Refusal.NotFound;
        }

        if (campaign.Status != CampaignStatus.Stopped)
        {
            world.Put(campaign with { Status = CampaignStatus.Stopped, UpdatedAt = At });
            var job = new StopRunsJob(campaignId);
            JobQueue.Enqueue(world, ShopId, StopRunsJob.Type, $"{StopRunsJob.Type}:{campaignId}", job, At);
        }

        return Done.Yes;
    }
}

internal sealed record StopRunsJob(Id CampaignId)
{
    public const string Type = "stop-campaign-runs";
}

/// <summary>Ends the open runs of a stopped campaign, a limited number at a time so that nobody else has to wait.</summary>
internal sealed class StopRuns(IDbContextFactory<BanyanDb> factory, Commit commit, RunEngine engine, TimeProvider clock) : IJobHandler
{
    private const int PageSize = 100;

    public string Type => StopRunsJob.Type;

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var campaignId = job.PayloadOf<StopRunsJob>().CampaignId;
        while (true)
        {
            await using var db = await factory.OpenFor(job.ShopId, cancellation).ConfigureAwait(false);
            var open = await db.Set<Run>()
                .Where(run => run.CampaignId == campaignId && run.Status == RunStatus.Open)
                .OrderBy(run => run.Id)
                .Select(run => run.Id)
                .Take(PageSize)
                .ToListAsync(cancellation)
                .ConfigureAwait(false);
            if (open.Count == 0)
            {
                return null;
            }

            var answers = await Task.WhenAll(open.Select(run => Stop(job.ShopId, run, cancellation))).ConfigureAwait(false);
            if (answers.FirstOrDefault(refusal => refusal is not null) is { } refused)
            {
                return refused;
            }
        }
    }

    private async Task<Refusal?> Stop(Id shopId, Id runId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var play = new Play(shopId, runId, ActTypes.Stopped, null, now, runId.Value);
        var answer = await commit.Run(new PlayAct(engine, play) { ShopId = shopId, At = now }, cancellation).ConfigureAwait(false);
        return answer.Refusal;
    }
}
