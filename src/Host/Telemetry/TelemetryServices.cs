using Banyan.Engines.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Banyan.Host.Telemetry;

/// <summary>The section <c>Telemetry</c> of the configuration.</summary>
/// <param name="OtlpEndpoint">Where metrics and traces are pushed to, such as <c>http://collector:4317</c>; null: nowhere.</param>
/// <param name="MetricsToken">Whoever sends it as a bearer token may read <c>/metrics</c>; null: this machine only.</param>
internal sealed record TelemetryOptions(Uri? OtlpEndpoint = null, string? MetricsToken = null);

/// <summary>Who listens to the meters: Prometheus by asking, a collector by being told, and the console's own page.</summary>
internal static class TelemetryServices
{
    private static readonly string[] Meters = [EngineMeter.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(s => Read(s.GetRequiredService<IConfiguration>()));
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("banyan", serviceVersion: ProgramVersion.Text))
            .WithMetrics(metrics =>
                metrics.AddMeter(Meters).AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0)
            );
        if (Read(configuration).OtlpEndpoint is not { } collector)
        {
            return;
        }

        // Spans are made only where they go somewhere.
        telemetry
            .WithMetrics(metrics => metrics.AddOtlpExporter(otlp => otlp.Endpoint = collector))
            .WithTracing(traces => traces.AddSource(EngineMeter.Name).AddOtlpExporter(otlp => otlp.Endpoint = collector));
    }

    private static TelemetryOptions Read(IConfiguration configuration) =>
        configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new TelemetryOptions();
}
