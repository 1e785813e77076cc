using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Host.Auth;

/// <summary>
/// Lets a request through to its endpoint if the endpoint's <see cref="AccessRule"/> allows it. An endpoint without a rule is closed.
/// </summary>
internal sealed class AccessGate(RequestDelegate next)
{
    private static readonly Refusal LoginRequired = new("login_required", 401, "请先登录", "Please log in first");

    private static readonly Refusal NoRule = new(
        "internal_error",
        500,
        "服务器出错了，请稍后再试",
        "Something went wrong, please try again later"
    );

    private static readonly Refusal WrongMethod = new("method_not_allowed", 405, "不支持这种请求方法", "This method is not supported here");

    private static readonly Refusal NotJson = new("unsupported_media_type", 415, "请求内容应为 JSON", "The request body must be JSON");

    public Task Invoke(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            return context.WriteProblem(Refusal.NotFound);
        }

        if (endpoint is not RouteEndpoint)
        {
            return Misrouted(context);
        }

        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        var refusal = endpoint.Metadata.GetMetadata<AccessRule>() is { } rule ? Judge(context, rule) : NoRule;
        return refusal is null ? next(context) : context.WriteProblem(refusal);
    }

    /// <summary>The framework's own endpoints answer a wrong method or content type with a bare status.</summary>
    private async Task Misrouted(HttpContext context)
    {
        await next(context).ConfigureAwait(false);
        if (!context.Response.HasStarted)
        {
            await context
                .WriteProblem(context.Response.StatusCode == StatusCodes.Status415UnsupportedMediaType ? NotJson : WrongMethod)
                .ConfigureAwait(false);
        }
    }

    private static Refusal? Judge(HttpContext context, AccessRule rule)
    {
        if (rule == AccessRule.Anyone)
        {
            return null;
        }

        var claim = SessionTokens.ClaimOf(rule.Member ? SessionKind.Member : SessionKind.Staff);
        if (context.User.FindFirst(claim) is null)
        {
            return context.Items.ContainsKey(SessionHandler.ExpiredItem) ? Refusal.SessionExpired : LoginRequired;
        }

        return string.IsNullOrEmpty(rule.Permission) || context.User.HasClaim(SessionClaims.Permission, rule.Permission)
            ? null
            : Refusal.Forbidden;
    }
}
