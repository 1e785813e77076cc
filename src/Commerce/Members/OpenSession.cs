using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Members;

/// <param name="Code">Of wx.login.</param>
/// <param name="ShareCode">The share the person came by.</param>
/// <param name="VisitorId">What the client called itself before the login.</param>
internal sealed record OpenSessionRequest(string Code, string? ShareCode, string? VisitorId);

/// <param name="IsNew">The member was registered with this login.</param>
internal sealed record MemberSession(string Token, DateTimeOffset ExpiresAt, bool IsNew, MemberView Member);

/// <summary>Logs a member in by WeChat and registers them the first time.</summary>
internal static class OpenSession
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions",
                (OpenSessionRequest body, Visitor visitor, MemberLogin login, CancellationToken cancellation) =>
                    login.LogIn(visitor.ShopId, body, cancellation)
            )
            .AllowAnyone()
            .WithName("OpenMemberSession")
            .Produces<MemberSession>();
}

internal sealed class MemberLogin(IWeChatLogin weChat, MemberEntrance entrance, ISessions sessions, MemberMirror mirror, TimeProvider clock)
{
    public async Task<IResult> LogIn(Id shopId, OpenSessionRequest body, CancellationToken cancellation)
    {
        if (Check.Body().Text(body.Code, 1, 200).Text(body.ShareCode, 0, 64).Text(body.VisitorId, 0, 64).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var identity = await weChat.Identify(shopId, body.Code, cancellation).ConfigureAwait(false);
        if (!identity.IsOk)
        {
            return identity.Refusal.ToHttp();
        }

        var arrival = new Arrival(body.ShareCode, body.VisitorId);
        var entered = await entrance.Enter(shopId, identity.Value, arrival, clock.GetUtcNow(), cancellation).ConfigureAwait(false);
        if (!entered.IsOk)
        {
            return entered.Refusal.ToHttp();
        }

        var member = entered.Value.Member;
        var session = sessions.Issue(new SessionSubject(SessionKind.Member, shopId, member.Id, member.SessionVersion));
        var view = await mirror.Of(member, cancellation).ConfigureAwait(false);
        return Results.Ok(new MemberSession(session.Token, session.ExpiresAt, entered.Value.IsNew, view));
    }
}
