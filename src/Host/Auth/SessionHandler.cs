using System.Text.Encodings.Web;
using Banyan.Engines.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Banyan.Host.Auth;

/// <summary>
/// Reads <c>Authorization: Bearer …</c>. A token that no longer stands leaves the request anonymous, with a mark that it was expired.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SessionTokens tokens,
    SessionStandings standings
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";

    /// <summary>Set in HttpContext.Items when a token was sent and does not stand.</summary>
    public const string ExpiredItem = "banyan.expired";

    private const int MaxTokenLength = 2_000;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var text = header[(Scheme.Length + 1)..].Trim();
        var subject = text.Length <= MaxTokenLength ? await tokens.Read(text).ConfigureAwait(false) : null;
        var standing = subject is null ? null : await standings.Find(subject, Context.RequestAborted).ConfigureAwait(false);
        if (subject is null || standing is null || standing.Version != subject.Version)
        {
            Context.Items[ExpiredItem] = true;
            return AuthenticateResult.NoResult();
        }

        // A member's token opens nothing of the console, and the other way round.
        if (AreaOf(Request.Path) is { } area && area != subject.Kind)
        {
            return AuthenticateResult.NoResult();
        }

        return AuthenticateResult.Success(new AuthenticationTicket(SessionTokens.Principal(subject, standing), Scheme));
    }

    private static SessionKind? AreaOf(PathString path) =>
        path.StartsWithSegments("/api/shop", StringComparison.OrdinalIgnoreCase) ? SessionKind.Member
        : path.StartsWithSegments("/api/console", StringComparison.OrdinalIgnoreCase) ? SessionKind.Staff
        : null;
}
