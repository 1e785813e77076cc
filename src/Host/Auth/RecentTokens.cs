using System.Collections.Concurrent;
using Banyan.Engines.Http;

namespace Banyan.Host.Auth;

/// <summary>
/// Tokens whose signature was verified lately: a client sends the same one with every request. Whether the session still stands is asked
/// each time all the same (<see cref="SessionStandings"/>).
/// </summary>
internal sealed class RecentTokens
{
    private const int MaxKept = 20_000;
    private readonly ConcurrentDictionary<string, VerifiedToken> known = new(StringComparer.Ordinal);

    public VerifiedToken? Find(string token) => known.GetValueOrDefault(token);

    public void Keep(string token, SessionSubject subject, DateTimeOffset expires)
    {
        if (known.Count >= MaxKept)
        {
            known.Clear();
        }

        known[token] = new VerifiedToken(subject, expires);
    }
}

internal sealed record VerifiedToken(SessionSubject Subject, DateTimeOffset Expires);
