using Banyan.Engines.Telemetry;

namespace Banyan.Engines.Tests.Telemetry;

public sealed class DurationsTests
{
    [Fact]
    public void A_percentile_is_at_most_a_quarter_too_high()
    {
        var times = new Durations();
        for (var ms = 1; ms <= 1_000; ms++)
        {
            times.Add(ms / 1_000d);
        }

        times.PercentileMs(50)!.Value.ShouldBeInRange(500, 625);
        times.PercentileMs(95)!.Value.ShouldBeInRange(950, 1_187.5);
    }

    [Fact]
    public void Nothing_measured_is_nothing_said() => new Durations().PercentileMs(50).ShouldBeNull();

    [Fact]
    public void What_takes_for_ever_falls_into_the_last_class()
    {
        var times = new Durations();
        times.Add(1e9);
        times.PercentileMs(95)!.Value.ShouldBeGreaterThan(60_000);
    }
}
