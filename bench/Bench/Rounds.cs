namespace Banyan.Bench;

/// <summary>One side of a comparison: measures itself once and says how much per second, or how long.</summary>
internal sealed record Side(string Name, Func<Task<double>> Measure);

internal static class Rounds
{
    /// <summary>Measures A B C, A B C, …: what disturbs the machine for a while disturbs all of them.</summary>
    public static async Task<IReadOnlyList<Series>> Interleave(int rounds, params IReadOnlyList<Side> sides)
    {
        var values = sides.Select(_ => new List<double>()).ToList();
        for (var round = 1; round <= rounds; round++)
        {
            for (var i = 0; i < sides.Count; i++)
            {
                var value = await sides[i].Measure().ConfigureAwait(false);
                values[i].Add(value);
                Progress.Say($"  round {round}/{rounds}  {sides[i].Name, -44} {Numbers.Short(value), 10}");
            }
        }

        return [.. sides.Select((side, i) => new Series(side.Name, values[i]))];
    }

    /// <summary>The name of the side that is the best of several ways to do the same, found by trying each of them shortly.</summary>
    public static async Task<T> Best<T>(IReadOnlyList<T> ways, Func<T, Task<double>> tryIt)
    {
        var (best, most) = (ways[0], double.MinValue);
        foreach (var way in ways)
        {
            var value = await tryIt(way).ConfigureAwait(false);
            Progress.Say($"  tried {way, -50} {Numbers.Short(value), 10}");
            (best, most) = value > most ? (way, value) : (best, most);
        }

        return best;
    }
}

/// <summary>Goes to standard error: standard output is the table.</summary>
internal static class Progress
{
    public static void Say(string line) => Console.Error.WriteLine(line);
}
