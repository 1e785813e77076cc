using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Host.Upkeep;

/// <summary>A job that was tried too often and set aside.</summary>
internal sealed record DeadJob(Id Id, string Type, int Attempts, string Error, DateTimeOffset CreatedAt);

/// <summary>Work that was given up, and its second chance.</summary>
internal static class DeadJobs
{
    private static readonly Refusal NotDead = Refusal.Conflict(
        "job_not_dead",
        "这个任务已经重新排队或完成了",
        "This job waits for its turn or is done"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/jobs/dead", List)
            .RequirePermission("system.read")
            .WithName("ListDeadJobs")
            .WithTags("System")
            .Produces<Page<DeadJob>>();
        api.MapPost("/jobs/{id}/retry", Retry)
            .RequirePermission("system.read")
            .WithName("RetryJob")
            .WithTags("System")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> List([AsParameters] PageQuery page, BanyanDb db, CancellationToken cancellation)
    {
        var after = page.AfterId;
        var jobs = await db.Set<Job>()
            .AsNoTracking()
            .Where(job => job.State == JobState.Dead && (after == Id.None || job.Id < after))
            .OrderByDescending(job => job.Id)
            .Take(page.Take)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return Results.Ok(
            Page<DeadJob>.Of(
                jobs,
                page,
                job => new DeadJob(job.Id, job.Type, job.Attempts, job.LastError ?? "", job.CreatedAt),
                job => job.Id.ToString()
            )
        );
    }

    private static async Task<IResult> Retry(StaffCaller caller, Id id, Commit commit, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var retried = await commit
            .Exclusive<Done>(caller.ShopId, db => PutBack(db, id, now, cancellation), cancellation)
            .ConfigureAwait(false);
        return retried.ToNoContent();
    }

    private static async Task<Result<Done>> PutBack(BanyanDb db, Id id, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Set<Job>().AsTracking().FirstOrDefaultAsync(job => job.Id == id, cancellation).ConfigureAwait(false) is not { } job)
        {
            return Refusal.NotFound;
        }

        if (job.State != JobState.Dead)
        {
            return NotDead;
        }

        var again = job with { Version = job.Version + 1, State = JobState.Ready, Attempts = 0, DueAt = now, LockedUntil = null };
        db.Entry(job).CurrentValues.SetValues(again);
        return Done.Yes;
    }
}
