using Banyan.Kernel;

namespace Banyan.Engines.Http;

public enum SessionKind
{
    Member,
    Staff,
}

/// <summary>Whose session it is. The version is the one in the member's or staff row when the token is made.</summary>
public sealed record SessionSubject(SessionKind Kind, Id ShopId, Id SubjectId, int Version);

/// <summary>A signed token and when it stops to work.</summary>
public sealed record SessionToken(string Token, DateTimeOffset ExpiresAt);

/// <summary>Makes bearer tokens. Implemented by the Host.</summary>
public interface ISessions
{
    /// <summary>Members stay logged in for 30 days, staff for 12 hours.</summary>
    SessionToken Issue(SessionSubject subject);

    /// <summary>
    /// Makes this node look the subject up again at its next request. Call it after the row's session version, roles or standing changed;
    /// other nodes follow within seconds.
    /// </summary>
    void Forget(SessionKind kind, Id shopId, Id subjectId);
}

/// <summary>
/// Says whether a session still stands. The module that owns the rows implements it; a token whose version differs from the row's is
/// expired.
/// </summary>
public interface ISessionDirectory
{
    SessionKind Kind { get; }

    /// <returns>Null when the subject does not exist or may no longer log in.</returns>
    Task<SessionStanding?> Find(Id shopId, Id subjectId, CancellationToken cancellation);
}

/// <param name="Version">Raised to end every session of the subject.</param>
/// <param name="Permissions">What the subject may do; empty for members.</param>
public sealed record SessionStanding(int Version, string Name, IReadOnlyCollection<string> Permissions);
