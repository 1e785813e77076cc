using System.Globalization;

namespace Banyan.Bench;

/// <summary>What a figure must reach.</summary>
internal sealed record Bar(double Limit, bool AtMost = false)
{
    public static Bar AtLeast(double limit) => new(limit);

    public static Bar NotAbove(double limit) => new(limit, AtMost: true);

    public bool IsMetBy(double value) => AtMost ? value <= Limit : value >= Limit;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(AtMost ? "≤" : "≥")} {Limit}");
}

/// <summary>One line of the table.</summary>
/// <param name="Values">One per round, ratios unless <paramref name="What"/> says otherwise.</param>
/// <param name="Beside">Absolute figures, for orientation on this machine only.</param>
internal sealed record Figure(string Row, string What, IReadOnlyList<double> Values, Bar? Bar, string Beside)
{
    /// <summary>Round by round: what is divided was measured in the same minute.</summary>
    public static Figure Ratio(string row, string what, Series ours, Series ceiling, Bar? bar, string unit) =>
        new(
            row,
            what,
            [.. ours.Values.Zip(ceiling.Values, (mine, other) => mine / other)],
            bar,
            $"{ours.Name} {Numbers.Short(ours.Median)} {unit}, {ceiling.Name} {Numbers.Short(ceiling.Median)} {unit}"
        );
}

/// <summary>What one side of a comparison measured, round by round.</summary>
internal sealed record Series(string Name, IReadOnlyList<double> Values)
{
    public double Median => Numbers.Median(Values);
}

internal static class Numbers
{
    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Three digits are more than the machine repeats.</summary>
    public static string Short(double value) =>
        Math.Abs(value) switch
        {
            >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
            >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
            >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
            _ => value.ToString("0.000", CultureInfo.InvariantCulture),
        };
}
