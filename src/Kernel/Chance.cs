namespace Banyan.Kernel;

/// <summary>
/// Chance as an argument: a stored seed gives the same numbers again, so that a draw can be replayed and proved.
/// The generator is SplitMix64 (Steele, Lea, Flood 2014); it is not for secrets.
/// </summary>
public sealed class Chance(long seed)
{
    private ulong state = (ulong)seed;

    public long Seed { get; } = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in 0 … <paramref name="below"/> − 1, without modulo bias.</summary>
    public int Below(int below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        var limit = ulong.MaxValue - (ulong.MaxValue % (ulong)below);
        ulong number;
        do
        {
            number = Next();
        } while (number >= limit);

        return (int)(number % (ulong)below);
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
