using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Banyan.Host.Http;

/// <summary>How bodies look: camelCase, enums as lower_snake words, numbers never as text; what may not be null must be there.</summary>
internal static class JsonRules
{
    public static void Apply(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatCannotBeNull } };
        options.MaxDepth = 32;
    }

    /// <summary>
    /// A constructor parameter that is neither nullable nor has a default must be in the body: a forgotten quantity is an error, not a
    /// zero.
    /// </summary>
    private static void RequireWhatCannotBeNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { } parameter)
            {
                property.IsRequired = property.Set is not null && !parameter.HasDefaultValue && !MayBeNull(parameter);
            }
        }
    }

    private static bool MayBeNull(JsonParameterInfo parameter) =>
        parameter.ParameterType.IsValueType
            ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            : parameter.IsNullable || IsUnknown(parameter);

    // Without nullable annotations (foreign types) nothing can be said.
    private static bool IsUnknown(JsonParameterInfo parameter) =>
        parameter.AttributeProvider is ParameterInfo info
        && new NullabilityInfoContext().Create(info).WriteState == NullabilityState.Unknown;
}
