using System.Security.Cryptography;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Nodes;

/// <summary>
/// Ids of this process: its node number is leased from a table row, so that no two processes make the same id. A process that was paused
/// for longer than its lease makes no more ids until it has renewed it.
/// </summary>
public sealed class NodeIds(TimeProvider clock) : IIdSource
{
    /// <summary>A lease is valid for so long from its last renewal.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);
    private const int MaxTries = 20;
    private readonly string holder = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
    private volatile Held? held;

    /// <summary>This process's number; null before the first <see cref="Renew"/>.</summary>
    public int? Current => held?.Node;

    /// <summary>How often <see cref="Renew"/> must be called.</summary>
    public static TimeSpan RenewEvery => TimeSpan.FromMinutes(1);

    /// <summary>Whether <see cref="RenewEvery"/> has passed since the last renewal; for programs that have no keeper.</summary>
    public bool IsDueForRenewal =>
        held is not { } current || current.ValidUntilTick - Environment.TickCount64 < (LeaseTime - RenewEvery).TotalMilliseconds - 30_000;

    public Id Next()
    {
        var current = held ?? throw new InvalidOperationException("This process has no node number yet.");
        return Environment.TickCount64 < current.ValidUntilTick
            ? current.Ids.Next()
            : throw new InvalidOperationException("This process lost its node number and waits to renew it.");
    }

    /// <summary>Takes a free node number, or keeps the one it has for another five minutes.</summary>
    public async Task Renew(Commit.Commit commit, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Counted from before the commit: the row then always says later than we do.
            var validUntil = Environment.TickCount64 + (long)LeaseTime.TotalMilliseconds - 30_000;
            try
            {
                var lease = await commit.Exclusive<int>(Id.None, Take, cancellation).ConfigureAwait(false);
                held = new Held(lease.Value, held?.Node == lease.Value ? held.Ids : new IdSource(clock, lease.Value), validUntil);
                return;
            }
            catch (DbUpdateException) when (attempt < MaxTries)
            {
                // Another process took the same number in the same moment; the next look finds a free one.
            }
        }
    }

    private async Task<Result<int>> Take(BanyanDb db)
    {
        var now = TimeProvider.System.GetUtcNow();
        var leases = await db.Set<NodeLease>().AsTracking().OrderBy(lease => lease.Node).ToListAsync().ConfigureAwait(false);
        var idTime = clock.GetUtcNow();
        var taken = leases.Find(lease => lease.Holder == holder) ?? leases.Find(lease => lease.ExpiresAt < now && lease.UsedUntil < idTime);
        if (taken is not null)
        {
            var renewed = taken with
            {
                Version = taken.Version + 1,
                Holder = holder,
                ExpiresAt = now + LeaseTime,
                UsedUntil = idTime + LeaseTime,
            };
            db.Entry(taken).CurrentValues.SetValues(renewed);
            return taken.Node;
        }

        var node = Enumerable.Range(0, IdSource.MaxNode + 1).Except(leases.Select(lease => lease.Node)).Append(-1).First();
        if (node < 0)
        {
            throw new InvalidOperationException("All node numbers are in use.");
        }

        db.Add(
            new NodeLease
            {
                ShopId = Id.None,
                Node = node,
                Holder = holder,
                ExpiresAt = now + LeaseTime,
                UsedUntil = idTime + LeaseTime,
            }
        );
        return node;
    }

    private sealed record Held(int Node, IIdSource Ids, long ValidUntilTick);
}
