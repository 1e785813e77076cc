using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Banyan.Kernel;

/// <summary>
/// Money in integer fen (1/100 yuan); may be negative (a debt, a difference). All arithmetic is checked:
/// an overflow is an error, never a wrong amount.
/// </summary>
[JsonConverter(typeof(FenJsonConverter))]
public readonly record struct Fen(long Value) : IComparable<Fen>, IParsable<Fen>
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

    /// <summary>An amount as the API writes it: whole fen.</summary>
    /// <exception cref="FormatException">It is not a whole number of 64 bits.</exception>
    public static Fen Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var amount) ? amount : throw new FormatException("An amount is a whole number of fen.");

    public static bool TryParse(string? s, IFormatProvider? provider, out Fen result)
    {
        var parsed = long.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        result = new Fen(value);
        return parsed;
    }

    public static Fen Min(Fen a, Fen b) => a < b ? a : b;

    public static Fen Max(Fen a, Fen b) => a > b ? a : b;

    /// <summary>floor(this × numerator / denominator), exact at any size; <paramref name="denominator"/> must be positive.</summary>
    public Fen Part(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var (quotient, remainder) = Int128.DivRem((Int128)Value * numerator, denominator);
        return new Fen(checked((long)(remainder < 0 ? quotient - 1 : quotient)));
    }

    /// <summary>Splits this amount over the weights; the shares add up to it exactly (<see cref="Shares"/>).</summary>
    public Fen[] Split(IReadOnlyList<long> weights) => [.. Shares.Of(Value, weights).Select(share => new Fen(share))];

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
