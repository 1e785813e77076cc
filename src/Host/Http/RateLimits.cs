using System.Net;
using System.Threading.RateLimiting;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Host.Http;

/// <summary>
/// How much one address may ask. Behind one address there may be a whole campus, so the limits stop floods and guessing, not people;
/// wrong staff passwords have a much lower limit of their own.
/// </summary>
/// <param name="ExemptLoopback">Requests from this machine are not counted: a proxy that hides its callers' addresses, and
/// measurements.</param>
internal sealed record RateLimitOptions(
    int LoginsPerMinute = 120,
    int RequestsPerSecond = 200,
    int RequestBurst = 2_000,
    bool ExemptLoopback = true
);

internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services, RateLimitOptions options) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, _) =>
                await rejected.HttpContext.WriteProblem(Refusal.Busy with { Code = "too_many_requests" }).ConfigureAwait(false);
            limiter.AddPolicy(Limits.LoginPolicy, context => Logins(context, options));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Requests(context, options));
        });

    private static RateLimitPartition<string> Logins(HttpContext context, RateLimitOptions options) =>
        IsExempt(context, options)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(
                AddressOf(context),
                _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = options.LoginsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                    SegmentsPerWindow = 6,
                }
            );

    private static RateLimitPartition<string> Requests(HttpContext context, RateLimitOptions options) =>
        IsExempt(context, options)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(
                AddressOf(context),
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = options.RequestBurst,
                    TokensPerPeriod = options.RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }
            );

    private static bool IsExempt(HttpContext context, RateLimitOptions options) =>
        options.ExemptLoopback && (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address));

    /// <summary>One home usually has a whole /64 of IPv6.</summary>
    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        return address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes(), 0, 8)
            : address?.ToString() ?? "";
    }
}
