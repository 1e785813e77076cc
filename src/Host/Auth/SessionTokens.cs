using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Banyan.Engines.Http;
using Banyan.Engines.Modules;
using Banyan.Engines.Nodes;
using Banyan.Kernel;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Banyan.Host.Auth;

/// <summary>Signs and reads bearer tokens. All nodes share one key, kept sealed in the database.</summary>
internal sealed class SessionTokens(
    SystemValues values,
    Seal seal,
    TimeProvider clock,
    SessionStandings standings,
    Installation installation
) : ISessions
{
    private const string KeyName = "session-key";
    private const string Issuer = "banyan";
    private const string VersionClaim = "ver";
    private static readonly TimeSpan MemberTime = TimeSpan.FromDays(30);
    private static readonly TimeSpan StaffTime = TimeSpan.FromHours(12);

    /// <summary>Whoever moves the demonstration's clock by days must not sign themselves out with it.</summary>
    private static readonly TimeSpan StaffTimeInDemo = TimeSpan.FromDays(400);
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };
    private readonly RecentTokens recent = new();
    private SymmetricSecurityKey? key;

    /// <summary>Reads the key, or makes it at the first start of all. Must have run before the first request.</summary>
    public async Task LoadKey(CancellationToken cancellation)
    {
        var box = await values
            .FindOrMake(Id.None, KeyName, () => seal.Close(KeyName, RandomNumberGenerator.GetBytes(64)), cancellation)
            .ConfigureAwait(false);
        key = new SymmetricSecurityKey(seal.Open(KeyName, box));
    }

    public SessionToken Issue(SessionSubject subject)
    {
        var now = clock.GetUtcNow();
        var expires = now + TimeOf(subject.Kind);
        var token = handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = AudienceOf(subject.Kind),
                IssuedAt = now.UtcDateTime,
                Expires = expires.UtcDateTime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    [SessionClaims.Shop] = subject.ShopId.ToString(),
                    [ClaimOf(subject.Kind)] = subject.SubjectId.ToString(),
                    [VersionClaim] = subject.Version,
                },
                SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.HmacSha256),
            }
        );
        return new SessionToken(token, expires);
    }

    private TimeSpan TimeOf(SessionKind kind) =>
        kind switch
        {
            SessionKind.Member => MemberTime,
            SessionKind.Staff => installation.IsDemo ? StaffTimeInDemo : StaffTime,
        };

    public void Forget(SessionKind kind, Id shopId, Id subjectId) => standings.Forget(kind, shopId, subjectId);

    /// <summary>Whose token it is; null when it was not made by us, was changed, or has run out.</summary>
    public async ValueTask<SessionSubject?> Read(string token)
    {
        if (recent.Find(token) is { } known)
        {
            return known.Expires > clock.GetUtcNow() ? known.Subject : null;
        }

        var subject = await Verify(token).ConfigureAwait(false);
        if (subject is not null)
        {
            recent.Keep(token, subject, new DateTimeOffset(handler.ReadJsonWebToken(token).ValidTo, TimeSpan.Zero));
        }

        return subject;
    }

    private async Task<SessionSubject?> Verify(string token)
    {
        var result = await handler
            .ValidateTokenAsync(
                token,
                new TokenValidationParameters
                {
                    ValidIssuer = Issuer,
                    ValidAudiences = [AudienceOf(SessionKind.Member), AudienceOf(SessionKind.Staff)],
                    IssuerSigningKey = Key,
                    ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                    LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime,
                }
            )
            .ConfigureAwait(false);
        if (!result.IsValid)
        {
            return null;
        }

        var identity = result.ClaimsIdentity;
        var kind = identity.FindFirst("aud")?.Value == AudienceOf(SessionKind.Staff) ? SessionKind.Staff : SessionKind.Member;
        return
            Id.TryParse(identity.FindFirst(SessionClaims.Shop)?.Value, CultureInfo.InvariantCulture, out var shop)
            && Id.TryParse(identity.FindFirst(ClaimOf(kind))?.Value, CultureInfo.InvariantCulture, out var subject)
            && int.TryParse(identity.FindFirst(VersionClaim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new SessionSubject(kind, shop, subject, version)
            : null;
    }

    public static string ClaimOf(SessionKind kind) =>
        kind switch
        {
            SessionKind.Member => SessionClaims.Member,
            SessionKind.Staff => SessionClaims.Staff,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>What a logged-in caller is, from the token and from the row that stands behind it now.</summary>
    public static ClaimsPrincipal Principal(SessionSubject subject, SessionStanding standing)
    {
        var claims = new List<Claim>
        {
            new(SessionClaims.Shop, subject.ShopId.ToString()),
            new(ClaimOf(subject.Kind), subject.SubjectId.ToString()),
            new(SessionClaims.Name, standing.Name),
        };
        claims.AddRange(standing.Permissions.Select(permission => new Claim(SessionClaims.Permission, permission)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, SessionHandler.Scheme, SessionClaims.Name, null));
    }

    private SymmetricSecurityKey Key => key ?? throw new InvalidOperationException("The session key has not been loaded yet.");

    private static string AudienceOf(SessionKind kind) => kind == SessionKind.Staff ? "console" : "shop";
}
