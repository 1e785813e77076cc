using System.Collections.Concurrent;
using Banyan.Kernel;

namespace Banyan.Commerce.Staff;

/// <summary>
/// After eight wrong passwords for one login from one address nothing is tried for fifteen minutes. Kept in memory, per node.
/// </summary>
internal sealed class LoginThrottle(TimeProvider clock)
{
    public const int MaxFailures = 8;
    private const int MaxTracked = 20_000;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    public static readonly Refusal TooManyAttempts = new(
        "too_many_attempts",
        429,
        "密码错误次数过多，请 15 分钟后再试",
        "Too many wrong passwords, please try again in 15 minutes"
    );

    private readonly ConcurrentDictionary<string, Failures> failures = new(StringComparer.Ordinal);

    public bool IsLocked(string who) =>
        failures.TryGetValue(who, out var found) && found.Count >= MaxFailures && found.Last + LockTime > clock.GetUtcNow();

    public void Failed(string who)
    {
        var now = clock.GetUtcNow();
        if (failures.Count >= MaxTracked)
        {
            Shrink(now);
        }

        failures.AddOrUpdate(
            who,
            new Failures(1, now),
            (_, before) => before.Last + LockTime > now ? new Failures(before.Count + 1, now) : new Failures(1, now)
        );
    }

    public void Succeeded(string who) => failures.TryRemove(who, out _);

    private void Shrink(DateTimeOffset now)
    {
        foreach (var (who, _) in failures.Where(entry => entry.Value.Last + LockTime <= now))
        {
            failures.TryRemove(who, out _);
        }

        if (failures.Count >= MaxTracked)
        {
            // Somebody tries endless logins: forgetting is better than growing; the rate limit per address still holds.
            failures.Clear();
        }
    }

    private sealed record Failures(int Count, DateTimeOffset Last);
}
