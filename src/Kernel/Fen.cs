using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Banyan.Kernel;

/// <summary>
/// Money in integer fen (1/100 yuan); may be negative (a debt, a difference). All arithmetic is checked:
/// an overflow is an error, never a wrong amount.
/// </summary>
[JsonConverter(typeof(FenJsonConverter))]
public readonly record struct Fen(long Value) : IComparable<Fen>
{
    public static readonly Fen Zero;

    public int CompareTo(Fen other) => Value.CompareTo(other.Value);

    public static Fen operator +(Fen a, Fen b) => new(checked(a.Value + b.Value));

    public static Fen operator -(Fen a, Fen b) => new(checked(a.Value - b.Value));

    public static Fen operator -(Fen a) => new(checked(-a.Value));

    public static Fen operator *(Fen a, long n) => new(checked(a.Value * n));

    public static bool operator <(Fen a, Fen b) => a.Value < b.Value;

    public static bool operator <=(Fen a, Fen b) => a.Value <= b.Value;

    public static bool operator >(Fen a, Fen b) => a.Value > b.Value;

    public static bool operator >=(Fen a, Fen b) => a.Value >= b.Value;

    public static Fen Min(Fen a, Fen b) => a < b ? a : b;

    public static Fen Max(Fen a, Fen b) => a > b ? a : b;

    /// <summary>floor(this × numerator / denominator), exact at any size; <paramref name="denominator"/> must be positive.</summary>
    public Fen Part(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var (quotient, remainder) = Int128.DivRem((Int128)Value * numerator, denominator);
        return new Fen(checked((long)(remainder < 0 ? quotient - 1 : quotient)));
    }

    /// <summary>
    /// Splits this amount over the weights by the largest-remainder method: the shares add up to the amount exactly,
    /// and ties go to the earlier weight. All weights zero: everything to the first.
    /// </summary>
    public Fen[] Split(IReadOnlyList<long> weights)
    {
        if (weights.Count == 0)
        {
            return Value == 0 ? [] : throw new ArgumentException("An amount cannot be split over nobody.", nameof(weights));
        }

        Int128 sum = 0;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            sum += weight;
        }

        var shares = new Fen[weights.Count];
        if (sum == 0)
        {
            shares[0] = this;
            return shares;
        }

        var sign = Value < 0 ? -1 : 1;
        var total = Int128.Abs(Value);
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        Int128 given = 0;
        for (var i = 0; i < weights.Count; i++)
        {
            var (share, remainder) = Int128.DivRem(total * weights[i], sum);
            shares[i] = new Fen((long)share * sign);
            remainders[i] = (remainder, i);
            given += share;
        }

        var left = (int)(total - given);
        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take(left))
        {
            shares[index] = new Fen(shares[index].Value + sign);
        }

        return shares;
    }

    /// <summary>The amount as shown to people, such as ¥19.90 or -¥0.05.</summary>
    public string ToYuan() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Value < 0 ? "-" : "")}¥{Math.Abs(Value / 100)}.{Math.Abs(Value % 100):00}");

    public override string ToString() => ToYuan();
}

public static class FenSums
{
    public static Fen Sum(this IEnumerable<Fen> amounts) => amounts.Aggregate(Fen.Zero, (sum, amount) => sum + amount);

    public static Fen Sum<T>(this IEnumerable<T> items, Func<T, Fen> amount) =>
        items.Aggregate(Fen.Zero, (sum, item) => sum + amount(item));
}

internal sealed class FenJsonConverter : JsonConverter<Fen>
{
    public override Fen Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetInt64(out var value) ? new Fen(value) : throw new JsonException("Money is an integer number of fen.");

    public override void Write(Utf8JsonWriter writer, Fen value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
