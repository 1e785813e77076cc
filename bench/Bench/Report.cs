using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Banyan.Bench;

/// <summary>The table as Markdown.</summary>
internal static class Report
{
    public static string Of(Settings settings, IReadOnlyList<Figure> figures, IReadOnlyList<string> broken, Surroundings before)
    {
        var text = new StringBuilder();
        text.Append("# Performance\n\n");
        text.Append("Made by `./bench.sh`; what each row compares, and how to read it, is in `bench/README.md`. ");
        text.Append("Why a bar is missed: `performance-gaps.md`.\n\n");
        text.Append(before.Describe(settings));
        text.Append("\n| row | compared | median | range | bar | | beside it, on this machine |\n|---|---|---|---|---|---|---|\n");
        foreach (var figure in figures)
        {
            var median = Numbers.Median(figure.Values);
            var verdict =
                figure.Bar is null ? ""
                : figure.Bar.IsMetBy(median) ? "met"
                : "**missed**";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {figure.Row} | {figure.What} | {Numbers.Short(median)} | {Range(figure.Values)} "
            );
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Bar} | {verdict} | {figure.Beside} |\n");
        }

        foreach (var line in broken)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**Not measured:** {line}\n");
        }

        return text.ToString();
    }

    private static string Range(IReadOnlyList<double> values) => $"{Numbers.Short(values.Min())}–{Numbers.Short(values.Max())}";
}

/// <summary>What the figures depend on beside the code.</summary>
internal sealed record Surroundings(DateTimeOffset At, string Load)
{
    public static Surroundings Now() => new(TimeProvider.System.GetUtcNow(), ReadLoad());

    public string Describe(Settings settings)
    {
        var model =
            File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) ?? ": ?";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {At:yyyy-MM-dd HH:mm} UTC · {Environment.ProcessorCount} cores,{model[
                (model.IndexOf(':', StringComparison.Ordinal) + 1)..
            ]} · {RuntimeInformation.FrameworkDescription} · load average before {Load}, after {ReadLoad()}
            {settings.Rounds} interleaved rounds of {settings.Seconds} s per side; server, database and load generator share the cores.

            """
        );
    }

    private static string ReadLoad() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
}
