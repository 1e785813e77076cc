using System.Diagnostics;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Nodes;
using Banyan.Engines.Storage;
using Banyan.Engines.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Host.Upkeep;

/// <param name="UptimeSeconds">Of the node that answers.</param>
internal sealed record SystemStatus(
    string Version,
    long UptimeSeconds,
    DatabaseStatus Database,
    IReadOnlyList<NodeStatus> Nodes,
    ActivityStatus Activity,
    JobStatus Jobs
);

/// <param name="Kind">SQLite or PostgreSQL.</param>
internal sealed record DatabaseStatus(string Kind, long SizeBytes);

/// <param name="SecondsSinceHeartbeat">A node says every minute that it is there.</param>
/// <param name="Alive">Its number is still its own.</param>
/// <param name="Answering">It is the node that gave this answer.</param>
internal sealed record NodeStatus(int Node, long SecondsSinceHeartbeat, bool Alive, bool Answering);

/// <summary>The last hour of the node that answers, all shops together.</summary>
/// <param name="ActsByMinute">Sixty minutes, the current one last.</param>
/// <param name="ActsLastMinute">Of the last whole minute.</param>
/// <param name="BatchMean">Null where nothing was committed, like every time below.</param>
internal sealed record ActivityStatus(
    IReadOnlyList<long> ActsByMinute,
    long ActsLastMinute,
    long OrdersLastMinute,
    long OrdersLastHour,
    double? BatchMean,
    int BatchMax,
    double? QueueWaitP50Ms,
    double? QueueWaitP95Ms,
    double? CommitP50Ms,
    double? CommitP95Ms,
    IReadOnlyList<RefusalCount> Refusals
);

internal sealed record RefusalCount(string Code, long Count);

/// <summary>The jobs of all shops that are not over.</summary>
/// <param name="LagSeconds">How long the oldest due job has waited beyond its time.</param>
internal sealed record JobStatus(long Waiting, long Due, long Running, long Dead, long LagSeconds);

/// <summary>
/// How the machine is doing, for whoever runs the shop without a monitoring system. Counts only: nothing of any shop's content.
/// </summary>
internal static class GetSystemStatus
{
    private const int MaxRefusals = 5;
    private const int MaxNodes = 50;
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);
    private static readonly HashSet<string> OrderActs = new(StringComparer.Ordinal) { "PlaceOrderAct" };

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/system/status", Handle)
            .RequirePermission("system.read")
            .WithName("GetSystemStatus")
            .WithTags("System")
            .Produces<SystemStatus>();

    private static async Task<IResult> Handle(
        BanyanDb db,
        ISqlDialect dialect,
        NodeIds ids,
        RecentActivity recent,
        JobFigures figures,
        CancellationToken cancellation
    )
    {
        var size = await db.Database.SqlQueryRaw<long>(dialect.SizeQuery).SingleAsync(cancellation).ConfigureAwait(false);
        var jobs = await figures.Read(cancellation).ConfigureAwait(false);
        return Results.Ok(
            new SystemStatus(
                ProgramVersion.Text,
                (long)(TimeProvider.System.GetUtcNow() - StartedAt).TotalSeconds,
                new DatabaseStatus(dialect.Name, size),
                await Nodes(db, ids.Current, cancellation).ConfigureAwait(false),
                View(recent.Read(OrderActs)),
                new JobStatus(jobs.Waiting, jobs.Due, jobs.Running, jobs.Dead, (long)jobs.Lag.TotalSeconds)
            )
        );
    }

    private static DateTimeOffset StartedAt { get; } = new(Process.GetCurrentProcess().StartTime);

    /// <summary>Leases belong to no shop and run by the machines' clocks, not by the shop's.</summary>
    private static async Task<IReadOnlyList<NodeStatus>> Nodes(BanyanDb db, int? own, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var since = now - Forgotten;
        var leases = await db.Set<NodeLease>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .Where(lease => lease.ExpiresAt > since)
            .OrderBy(lease => lease.Node)
            .Take(MaxNodes)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return
        [
            .. leases.Select(lease => new NodeStatus(
                lease.Node,
                Math.Max(0, (long)(now - (lease.ExpiresAt - NodeIds.LeaseTime)).TotalSeconds),
                lease.ExpiresAt > now,
                lease.Node == own
            )),
        ];
    }

    private static ActivityStatus View(ActivityFigures figures) =>
        new(
            figures.ActsByMinute,
            figures.ActsLastMinute,
            figures.OrdersLastMinute,
            figures.OrdersLastHour,
            figures.BatchMean,
            figures.BatchMax,
            figures.QueueWait.P50Ms,
            figures.QueueWait.P95Ms,
            figures.CommitTime.P50Ms,
            figures.CommitTime.P95Ms,
            [.. figures.Refusals.Take(MaxRefusals).Select(code => new RefusalCount(code.Key, code.Value))]
        );
}
