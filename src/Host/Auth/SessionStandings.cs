using System.Collections.Concurrent;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Host.Auth;

/// <summary>Whether sessions still stand, remembered for a few seconds so that a request does not cost a query.</summary>
internal sealed class SessionStandings(IServiceProvider services)
{
    private const long FreshMs = 3_000;
    private const int MaxKept = 50_000;
    private readonly ConcurrentDictionary<Key, (SessionStanding? Standing, long At)> known = new();

    public async ValueTask<SessionStanding?> Find(SessionSubject subject, CancellationToken cancellation)
    {
        var key = new Key(subject.Kind, subject.ShopId, subject.SubjectId);
        if (known.TryGetValue(key, out var found) && Environment.TickCount64 - found.At <= FreshMs)
        {
            return found.Standing;
        }

        // Asked for late: directories need services that need sessions.
        var directory = services.GetServices<ISessionDirectory>().FirstOrDefault(directory => directory.Kind == subject.Kind);
        var at = Environment.TickCount64;
        var standing = directory is null
            ? null
            : await directory.Find(subject.ShopId, subject.SubjectId, cancellation).ConfigureAwait(false);
        if (known.Count >= MaxKept)
        {
            known.Clear();
        }

        known[key] = (standing, at);
        return standing;
    }

    public void Forget(SessionKind kind, Id shopId, Id subjectId) => known.TryRemove(new Key(kind, shopId, subjectId), out _);

    private sealed record Key(SessionKind Kind, Id ShopId, Id SubjectId);
}
