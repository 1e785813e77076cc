using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Banyan.Kernel;

/// <summary>
/// A 64-bit, time-ordered identity made by us (<see cref="IIdSource"/>). Shown as a string in JSON, because JavaScript
/// cannot hold 64 bits. Ids are never secret and never redeemable: codes that grant something are random.
/// </summary>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct Id(long Value) : IComparable<Id>, IParsable<Id>
{
    /// <summary>No row has this identity.</summary>
    public static readonly Id None;

    public bool IsNone => Value == 0;

    public int CompareTo(Id other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static Id Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("An id is a decimal number of at most 19 digits.");

    public static bool TryParse(string? s, IFormatProvider? provider, out Id result)
    {
        var parsed = long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        result = new Id(value);
        return parsed;
    }

    public static bool operator <(Id left, Id right) => left.Value < right.Value;

    public static bool operator <=(Id left, Id right) => left.Value <= right.Value;

    public static bool operator >(Id left, Id right) => left.Value > right.Value;

    public static bool operator >=(Id left, Id right) => left.Value >= right.Value;
}

internal sealed class IdJsonConverter : JsonConverter<Id>
{
    public override Id Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Id.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new JsonException("An id is a string of digits.");

    public override void Write(Utf8JsonWriter writer, Id value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override Id ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Id.Parse(reader.GetString()!, CultureInfo.InvariantCulture);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Id value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
