using System.Text.Json;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Jobs;

/// <summary>Enqueues work in the same transaction as its cause.</summary>
public static class JobQueue
{
    /// <param name="type">The handler, such as <c>send-refund</c>.</param>
    /// <param name="dedupKey">Unique per shop for ever, such as <c>send-refund:42</c>.</param>
    /// <param name="payload">A record, stored as JSON.</param>
    public static void Enqueue<TPayload>(World world, Id shopId, string type, string dedupKey, TPayload payload, DateTimeOffset at)
        where TPayload : notnull =>
        world.Put(
            new Job
            {
                ShopId = shopId,
                Id = world.NextId(),
                Type = type,
                DedupKey = dedupKey,
                Payload = JsonSerializer.Serialize(payload, JsonColumns.Options),
                DueAt = at,
                CreatedAt = at,
            }
        );

    public static TPayload PayloadOf<TPayload>(this Job job) => JsonSerializer.Deserialize<TPayload>(job.Payload, JsonColumns.Options)!;
}

/// <summary>
/// Runs the jobs of one type. Effects inside the database are exactly-once: the handler runs an act with <see cref="Act.JobId"/> set.
/// Calls to the outside use a fixed request number and may be repeated. An exception or a refusal is retried with back-off.
/// </summary>
public interface IJobHandler
{
    string Type { get; }

    JobPolicy Policy => JobPolicy.Default;

    /// <returns>Null when done (the job is then marked done if the act did not do it already), or why it must be tried again.</returns>
    Task<Refusal?> Run(Job job, CancellationToken cancellation);
}

/// <summary>Finds what is due by an indexed deadline column and acts on it: unpaid orders, open runs, receipts.</summary>
public interface IDeadlineSource
{
    /// <returns>How many deadlines were handled; more than zero asks to be called again.</returns>
    Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation);
}
