using System.Net;
using System.Security.Cryptography;
using System.Text;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Host.Telemetry;

/// <summary>
/// <c>/metrics</c> in Prometheus' text format. How busy a shop is concerns nobody outside: without a token it answers this machine only,
/// and for everybody else it does not exist.
/// </summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";
    private const string Scheme = "Bearer ";

    /// <summary>A request that carries one of these came through a proxy, wherever that proxy runs.</summary>
    private static readonly string[] ProxyHeaders =
    [
        "X-Forwarded-For",
        "X-Original-For",
        "X-Forwarded-Proto",
        "X-Original-Proto",
        "X-Real-IP",
        "Forwarded",
        "Via",
    ];

    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapPrometheusScrapingEndpoint(Path, meterProvider: null, Guard, optionsName: null).ExcludeFromDescription();

    private static void Guard(IApplicationBuilder branch)
    {
        var token = branch.ApplicationServices.GetRequiredService<TelemetryOptions>().MetricsToken;
        branch.Use((context, next) => MayRead(context, token) ? next(context) : context.WriteProblem(Refusal.NotFound));
    }

    private static bool MayRead(HttpContext context, string? token) =>
        string.IsNullOrEmpty(token) ? IsThisMachine(context) : Carries(context.Request.Headers.Authorization.ToString(), token);

    private static bool IsThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);

    private static bool Carries(string authorization, string token) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())),
            SHA256.HashData(Encoding.UTF8.GetBytes(token))
        );
}
