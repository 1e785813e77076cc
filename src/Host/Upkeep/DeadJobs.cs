using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Host.Upkeep;

/// <summary>A job that was tried too often and set aside, or then dropped.</summary>
/// <param name="Payload">What it is about, in short.</param>
/// <param name="Dropped">Null while it waits for a decision.</param>
internal sealed record DeadJob(
    Id Id,
    string Type,
    int Attempts,
    string Error,
    DateTimeOffset CreatedAt,
    IReadOnlyList<PayloadEntry> Payload,
    DroppedJob? Dropped
);

internal sealed record DroppedJob(string Reason, string By, DateTimeOffset At);

internal sealed record DropJobBody(string Reason);

/// <summary>Work that was given up: its second chance, or its end.</summary>
internal static class DeadJobs
{
    private const int MaxReason = 200;
    private const int MaxName = 80;

    private static readonly Refusal NotDead = Refusal.Conflict(
        "job_not_dead",
        "这个任务已经重新排队、完成或放弃了",
        "This job waits for its turn, is done or was dropped"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, "dead", "ListDeadJobs", JobState.Dead);
        Map(api, "dropped", "ListDroppedJobs", JobState.Dropped);
        api.MapPost("/jobs/{id}/retry", Retry)
            .RequirePermission("system.manage")
            .WithName("RetryJob")
            .WithTags("System")
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("/jobs/{id}/drop", Drop)
            .RequirePermission("system.manage")
            .WithName("DropJob")
            .WithTags("System")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static void Map(IEndpointRouteBuilder api, string path, string name, JobState state) =>
        api.MapGet(
                $"/jobs/{path}",
                ([AsParameters] PageQuery page, BanyanDb db, CancellationToken cancellation) => List(page, db, state, cancellation)
            )
            .RequirePermission("system.read")
            .WithName(name)
            .WithTags("System")
            .Produces<Page<DeadJob>>();

    private static async Task<IResult> List(PageQuery page, BanyanDb db, JobState state, CancellationToken cancellation)
    {
        var after = page.AfterId;
        var jobs = await db.Set<Job>()
            .AsNoTracking()
            .Where(job => job.State == state && (after == Id.None || job.Id < after))
            .OrderByDescending(job => job.Id)
            .Take(page.Take)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return Results.Ok(Page<DeadJob>.Of(jobs, page, View, job => job.Id.ToString()));
    }

    private static DeadJob View(Job job) =>
        new(
            job.Id,
            job.Type,
            job.Attempts,
            job.LastError ?? "",
            job.CreatedAt,
            JobPayloads.Summary(job.Payload),
            job.State == JobState.Dropped ? new DroppedJob(job.DropReason ?? "", job.DroppedBy ?? "", job.DoneAt ?? job.DueAt) : null
        );

    private static async Task<IResult> Retry(StaffCaller caller, Id id, Commit commit, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var retried = await Change(
                commit,
                caller.ShopId,
                id,
                job => job with { State = JobState.Ready, Attempts = 0, DueAt = now, LockedUntil = null },
                cancellation
            )
            .ConfigureAwait(false);
        return retried.ToNoContent();
    }

    private static async Task<IResult> Drop(
        StaffCaller caller,
        Id id,
        DropJobBody body,
        Commit commit,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Reason, 1, MaxReason).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var now = clock.GetUtcNow();
        var dropped = await Change(
                commit,
                caller.ShopId,
                id,
                job =>
                    job with
                    {
                        State = JobState.Dropped,
                        DropReason = body.Reason.Trim(),
                        DroppedBy = caller.Name.Length > MaxName ? caller.Name[..MaxName] : caller.Name,
                        DoneAt = now,
                    },
                cancellation
            )
            .ConfigureAwait(false);
        return dropped.ToNoContent();
    }

    private static Task<Result<Done>> Change(Commit commit, Id shopId, Id id, Func<Job, Job> change, CancellationToken cancellation) =>
        commit.Exclusive<Done>(
            shopId,
            async db =>
            {
                var job = await db.Set<Job>().AsTracking().FirstOrDefaultAsync(job => job.Id == id, cancellation).ConfigureAwait(false);
                if (job is null)
                {
                    return Refusal.NotFound;
                }

                if (job.State != JobState.Dead)
                {
                    return NotDead;
                }

                db.Entry(job).CurrentValues.SetValues(change(job) with { Version = job.Version + 1 });
                return Done.Yes;
            },
            cancellation
        );
}
