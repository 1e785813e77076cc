using System.Globalization;

namespace Banyan.Host.Clock;

/// <summary>Keeps the sandbox's clock with ours: more than five minutes apart nothing verifies any more, as with WeChat.</summary>
internal sealed class SandboxClock(HttpClient http, DemoClock clock, ILogger<SandboxClock> log)
{
    /// <returns>Whether the sandbox was there to be told.</returns>
    public async Task<bool> Follow(CancellationToken cancellation)
    {
        try
        {
            var body = new { offsetSeconds = clock.Offset.TotalSeconds };
            using var answer = await http.PostAsJsonAsync("sandbox/clock", body, cancellation).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
            return true;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            log.LogWarning("The sandbox at {Address} did not take the clock: {Reason}", http.BaseAddress, exception.Message);
            return false;
        }
    }

    public static Uri AddressOf(HostOptions options) =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.EffectiveSandboxPort}/"));
}
