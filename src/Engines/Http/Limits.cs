using Microsoft.AspNetCore.Builder;

namespace Banyan.Engines.Http;

/// <summary>Rate limits that the Host keeps, per address.</summary>
public static class Limits
{
    public const string LoginPolicy = "login";

    /// <summary>For endpoints that check a password or a login code.</summary>
    public static TBuilder LimitLogins<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireRateLimiting(LoginPolicy);
}
