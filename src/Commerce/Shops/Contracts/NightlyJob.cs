using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Kernel;

namespace Banyan.Commerce.Shops.Contracts;

/// <summary>Work that is done once for every shop and every night.</summary>
/// <param name="JobType">The handler's type.</param>
/// <param name="Hour">In the shop's time.</param>
/// <param name="Spread">Shops take turns within so long: a hundred of them must not ask the database everything in the same second.</param>
public abstract record NightlyJob(string JobType, TimeSpan Hour, TimeSpan Spread)
{
    /// <summary>Puts the night's work into the queue; the key lets one of several nodes be first.</summary>
    public abstract void Enqueue(World world, Id shopId, DateOnly night, string key, DateTimeOffset at);
}

/// <param name="Payload">What the handler gets.</param>
public sealed record NightlyJob<TPayload>(string JobType, TimeSpan Hour, TimeSpan Spread, Func<DateOnly, TPayload> Payload)
    : NightlyJob(JobType, Hour, Spread)
    where TPayload : notnull
{
    public override void Enqueue(World world, Id shopId, DateOnly night, string key, DateTimeOffset at) =>
        JobQueue.Enqueue(world, shopId, JobType, key, Payload(night), at);
}
