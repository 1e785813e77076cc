using System.Collections.Concurrent;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Host.Auth;

/// <summary>Whether sessions still stand, remembered for half a minute, and forgotten at once on every node when it changes.</summary>
internal sealed class SessionStandings
{
    private const string Topic = "session:";
    private const long FreshMs = 30_000;
    private const int MaxKept = 50_000;
    private readonly ConcurrentDictionary<string, (SessionStanding? Standing, long At)> known = new(StringComparer.Ordinal);
    private readonly IServiceProvider services;
    private readonly Signals signals;

    public SessionStandings(IServiceProvider services, Signals signals)
    {
        (this.services, this.signals) = (services, signals);
        signals.Subscribe(Topic, Drop);
    }

    public async ValueTask<SessionStanding?> Find(SessionSubject subject, CancellationToken cancellation)
    {
        var key = KeyOf(subject.Kind, subject.ShopId, subject.SubjectId);
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

    /// <summary>The subject's sessions have ended or changed: every node asks again.</summary>
    public void Forget(SessionKind kind, Id shopId, Id subjectId) => signals.TellSoon(Topic + KeyOf(kind, shopId, subjectId));

    private static string KeyOf(SessionKind kind, Id shopId, Id subjectId) => $"{kind}:{shopId}:{subjectId}";

    private void Drop(string key)
    {
        if (key.Length == 0)
        {
            known.Clear();
        }
        else
        {
            known.TryRemove(key, out _);
        }
    }
}
