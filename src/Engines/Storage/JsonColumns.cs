using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Banyan.Engines.Storage;

/// <summary>Typed documents inside a row, stored as JSON text on both databases.</summary>
public static class JsonColumns
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static PropertyBuilder<TValue> HasJson<TValue>(this PropertyBuilder<TValue> property)
    {
        var converter = new ValueConverter<TValue, string>(
            value => JsonSerializer.Serialize(value, Options),
            text => JsonSerializer.Deserialize<TValue>(text, Options)!
        );
        var comparer = new ValueComparer<TValue>(
            (a, b) => JsonSerializer.Serialize(a, Options) == JsonSerializer.Serialize(b, Options),
            value => JsonSerializer.Serialize(value, Options).GetHashCode(StringComparison.Ordinal),
            value => value
        );
        property.HasConversion(converter, comparer);
        return property;
    }
}
